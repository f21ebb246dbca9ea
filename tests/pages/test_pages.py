"""Pages as specification: what is told of `input.*` in each folder, written down in `expected.txt` beside it.

The head of `expected.txt` has what the document says of itself and, under `removed`, reasons that must be in
the ledger. Below the rule are the blocks that are not title, byline or standfirst, each with its kind where
it is not a paragraph. To write one: `python tests/pages/test_pages.py FOLDER`, then read what it says.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.core.article.extractor import ArticleExtractor
from reader.core.document import AROUND, Document, Kind, Page, Span
from reader.core.language import LanguageDetector
from reader.devices.files.resources import JsonFolder

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/expected.txt"))
SIGNS = {
    Kind.HEADING: "# ", Kind.ITEM: "- ", Kind.QUOTE: "> ", Kind.CODE: "$ ", Kind.CAPTION: "~ ", Kind.ROW: "| ",
}  # fmt: skip


def read(case: str) -> Document:
    path = next((HERE / case).glob("input.*"))
    extractor = ArticleExtractor(
        JsonFolder("article"),
        lambda text, language: [Span(0, len(text))],
        LanguageDetector().detect,
    )
    return extractor.extract(Page(path.read_bytes(), path.name))


def told(document: Document) -> str:
    fields = ("title", "standfirst", "byline", "published", "site", "language", "shortfall", "next_page")
    head = [f"{name}: {value}" for name in fields if (value := getattr(document, name))]
    head.append("removed: " + ", ".join(dict.fromkeys(r.reason for r in document.removed)))
    blocks = [
        SIGNS.get(b.kind, "") + b.span.of(document.text) for b in document.blocks if b.kind not in AROUND
    ]
    return "\n".join(head) + "\n----\n" + "\n\n".join(blocks) + "\n"


@pytest.mark.parametrize("case", CASES)
def test_the_page_is_told_as_written_down(case: str) -> None:
    assert told(read(case)) == (HERE / case / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
def test_no_visible_word_of_the_page_is_lost(case: str) -> None:
    """What is not told is in the ledger."""
    from lxml.html import document_fromstring

    path = next((HERE / case).glob("input.html"), None)
    if path is None:
        pytest.skip("an archive: its page is read elsewhere")
    document = read(case)
    kept = document.text + " ".join(r.text for r in document.removed)
    page = document_fromstring(path.read_bytes())
    for element in page.xpath("//script | //noscript | //head | //*[contains(@style, 'none')][not(@role)]"):
        element.drop_tree()
    words = {w for text in page.itertext() for w in text.split() if w.isascii() and w.isalpha()}
    assert not [w for w in words if w not in kept]


if __name__ == "__main__":
    for name in sys.argv[1:]:
        (HERE / name / "expected.txt").write_text(told(read(name)), "utf-8")
