"""Pages of a size that nobody reads: a bounded part is told, the ledger says so and has the rest, no word is lost."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from reader.core.article import bounds
from reader.core.article.bounds import BEYOND, bounded
from reader.core.article.extractor import ArticleExtractor
from reader.core.article.markup import passages
from reader.core.article.markup.parsing import parse
from reader.core.article.story import Story
from reader.core.document import About, Document, Kind, Page, Part, Removed, Span
from reader.devices.files.resources import JsonFolder


def read(html: str) -> Document:
    extractor = ArticleExtractor(
        JsonFolder("article"), lambda text, _: [Span(0, len(text))] if text else [], lambda _, hint: hint
    )
    return extractor.extract(Page(html.encode(), "page.html"))


def words(document: Document) -> Counter[str]:
    return Counter(re.findall(r"\w+", " ".join([document.text, *(piece.text for piece in document.removed)])))


def test_a_story_that_is_not_too_long_stays_as_it_is() -> None:
    story = Story((Part(Kind.PARAGRAPH, "The ferry left."),))
    assert bounded(story) is story


def test_a_story_beyond_the_bound_is_cut_between_words_and_the_rest_is_in_the_ledger(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bounds, "MOST", 20)
    parts = (
        Part(Kind.PARAGRAPH, "One two."),
        Part(Kind.PARAGRAPH, "Three four five."),
        Part(Kind.PARAGRAPH, "Six."),
    )
    cut = bounded(Story(parts, About(removed=(Removed("Share", "share row"),))))
    assert [part.text for part in cut.parts] == ["One two.", "Three four "]
    assert cut.about.removed == (Removed("Share", "share row"), Removed("five.\nSix.", BEYOND))


def test_a_word_longer_than_the_bound_is_cut_where_the_bound_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST", 5)
    cut = bounded(Story((Part(Kind.PARAGRAPH, "abcdefgh"),)))
    assert [part.text for part in cut.parts] == ["abcde"]
    assert cut.about.removed == (Removed("fgh", BEYOND),)


def test_more_parts_than_anybody_steps_through_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MOST_PARTS", 2)
    cut = bounded(Story(tuple(Part(Kind.PARAGRAPH, f"Line {n}.") for n in range(4))))
    assert [part.text for part in cut.parts if part.text] == ["Line 0.", "Line 1."]
    assert cut.about.removed == (Removed("Line 2.\nLine 3.", BEYOND),)


@pytest.mark.parametrize("tag", ["div", "b", "li", "td"])
def test_of_endless_elements_none_loses_its_words(tag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passages, "MOST_ELEMENTS", 500)
    document = read(
        "<body><p>" + "".join(f"<{tag}>w{n}</{tag}> t{n} " for n in range(2000)) + "</p>the end</body>"
    )
    found = words(document)
    missing = [w for n in range(2000) for w in (f"w{n}", f"t{n}") if w not in found]
    assert not missing
    assert found["end"] == 1
    assert BEYOND in {piece.reason for piece in document.removed}


def test_a_tag_with_two_hundred_thousand_attributes_takes_no_time() -> None:
    """The parser compares each with each: minutes, had it not been for the limit of the whole run."""
    attributes = " ".join(f'a{n}="v"' for n in range(200_000))
    document = read(f"<body><p {attributes}>The text of it.</p><p>After it.</p></body>")
    assert document.text.split() == ["The", "text", "of", "it.", "After", "it."]


@pytest.mark.parametrize(
    ("before", "between", "value"),
    [('t=">" ', " ", "v"), ("t='<b>' ", " ", "v"), ("", "/", "'v'"), ("", "\n", '"<"')],
)
def test_quotes_and_slashes_do_not_hide_so_many_attributes(before: str, between: str, value: str) -> None:
    attributes = between.join(f"a{n}={value}" for n in range(200_000))
    document = read(f"<body><p {before}{attributes}>The text of it.</p><p>After it.</p></body>")
    assert document.text == "The text of it.\n\nAfter it."


def test_a_tag_with_one_attribute_of_many_words_keeps_it() -> None:
    words = "a word " * 5_000
    root = parse(f"<body><p title='{words}' class=story>The text of it.</p></body>")
    assert [p.get("class") for p in root.iter("p")] == ["story"]


def test_a_long_tag_with_few_attributes_keeps_them() -> None:
    """Pictures inside addresses are long, and classes behind them tell what an element is."""
    picture = "data:image/png;base64," + "A" * 100_000
    document = read(f'<body><p>The ferry left.</p><p title="{picture}" hidden>Not seen.</p></body>')
    assert document.text == "The ferry left."
