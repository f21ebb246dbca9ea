"""What holds for every page, however broken: the promises that fuzzing tries to break.

`check(page)` reads a page the way the program does and raises `Broken` where a promise does not hold.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from functools import cache

from reader.core.article.archives import unpacked
from reader.core.article.extractor import ArticleExtractor, is_markup
from reader.core.article.lines.cut import clean
from reader.core.article.markup.decoding import decode
from reader.core.article.markup.parsing import parse, prune
from reader.core.article.markup.passages import Walk
from reader.core.document import GAP, Document, Kind, Page
from reader.core.errors import ReaderError
from reader.core.language import LanguageDetector
from reader.core.sentences import SentenceSplitter
from reader.devices.files.resources import JsonFolder, read_json

SECONDS = 2.0
"""Of processor time that a page may take."""


class Broken(AssertionError):
    """A promise that did not hold."""


@cache
def extractor() -> ArticleExtractor:
    splitter = SentenceSplitter(read_json("language/sentences.json"))
    return ArticleExtractor(JsonFolder("article"), splitter.split, LanguageDetector().detect)


def check(page: Page, *, seconds: float = SECONDS, told: str = "") -> Document | None:
    """Reads the page and looks at what came out; None where it was refused with one of our errors.

    `told` is words that must be in the story or in the ledger.

    Raises:
        Broken: a promise does not hold. Any other exception breaks one too.
    """
    begin = time.process_time()
    try:
        document = extractor().extract(page)
    except ReaderError as error:
        _true(error.message and error.advice, "an error says what and what to do")
        document = None
    took = time.process_time() - begin
    _true(took <= seconds, f"a page takes at most {seconds:g} s, this one {took:.1f}")
    if document is not None:
        ruler_fits(document)
        nothing_lost(page, document)
        left = Counter(told.split()) - Counter(words(document))
        _true(not left, f"these words were lost: {sorted(left)[:5]}")
    return document


def words(document: Document) -> list[str]:
    """Every word of the story and of the ledger."""
    return re.findall(r"\w+", " ".join([document.text, *(piece.text for piece in document.removed)]))


def ruler_fits(document: Document) -> None:
    """Blocks and sentences lie in the text, in order, and the text is nothing but its blocks."""
    text = document.text
    _true(text.encode("utf-8").decode("utf-8") == text, "a story has whole characters only")
    _true(document.blocks, "a story has a block")
    _true(GAP.join(b.span.of(text) for b in document.blocks) == text, "the text is its blocks")
    at = 0
    for block in document.blocks:
        said = block.span.of(text)
        _true(said == said.strip() and said, "a block has something to say and no space around it")
    blocks = iter(document.blocks)
    block = next(blocks)
    for sentence in document.sentences:
        said = sentence.of(text)
        _true(at <= sentence.start < sentence.end, "sentences are in order and not empty")
        _true(said == said.strip(), "a sentence has no space around it")
        while sentence.start >= block.span.end:
            block = next(blocks)
        _true(
            block.span.start <= sentence.start and sentence.end <= block.span.end, "no sentence spans blocks"
        )
        at = sentence.end
    heard = "".join(sentence.of(text) for sentence in document.sentences)
    _true("".join(heard.split()) == "".join(text.split()), "every character is in a sentence")
    for name, kind in (("title", Kind.TITLE), ("standfirst", Kind.STANDFIRST), ("credit", Kind.CREDIT)):
        first = next((b.span.of(text) for b in document.blocks if b.kind is kind), "")
        _true(getattr(document, name) == first, f"the {name} is the text of its block")
    for piece in document.removed:
        _true(piece.text.strip() and piece.reason, "a removed piece has a text and a reason")


def nothing_lost(page: Page, document: Document) -> None:
    """Every letter that can be seen is told or in the ledger, and no letter is in both."""
    page, _ = unpacked(page)
    text = decode(page.content, page.media_type)
    kept = [b.span.of(document.text) for b in document.blocks]
    out = _letters(*kept, *(piece.text for piece in document.removed))
    if not is_markup(page, text):
        _true(
            out == _letters(clean(text)), f"letters stay as many: {_difference(out, _letters(clean(text)))}"
        )
        return
    root = parse(text)
    prune(root)
    body = root.find("body")
    seen = _letters(*(p.text for p in Walk(root if body is None else body).passages))
    _true(not seen - out, f"no letter is lost: {_difference(out, seen)}")
    made = _letters(
        *(b.span.of(document.text) for b in document.blocks if b.kind in (Kind.TITLE, Kind.BYLINE))
    )
    if not _is_from_data(document, seen):
        _true(not out - seen - made, f"no letter is both told and removed: {_difference(out, seen)}")


def _is_from_data(document: Document, seen: Counter[str]) -> bool:
    """The page is drawn by scripts, and its story stands in its data instead."""
    return sum(_letters(document.body).values()) > sum(seen.values())


def _letters(*texts: str) -> Counter[str]:
    return Counter(c for text in texts for c in text if c.isalnum())


def _difference(out: Counter[str], seen: Counter[str]) -> str:
    return f"{dict((out - seen).most_common(5))} too many, {dict((seen - out).most_common(5))} missing"


def _true(holds: object, promise: str) -> None:
    if not holds:
        raise Broken(promise)
