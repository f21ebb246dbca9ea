"""Turns the passages that belong to a story into its parts: rows out of cells, headings out of bold lines, no codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import urljoin, urlsplit

from reader.core.article.markup.characters import without_shortcodes
from reader.core.article.markup.passages import Passage, Place
from reader.core.document import Kind, Link, Part, Removed, Span
from reader.core.wording import said

_LONGEST_ADDRESS = 2000
_MOST_LINKS = 5000
"""Links of one part; nobody goes through more, and putting the addresses of 40,000 together took 0.7 s."""
_CELL = 160
"""Characters; a row with a longer cell stands in a table made for the layout, and its cells are paragraphs."""
_BOLD_WORDS = 12
_BOLD_LEVEL = 3
"""A bold line that introduces paragraphs is a heading below those of the page."""


def parts_of(story: Sequence[Passage], language: str, address: str = "") -> tuple[list[Part], list[Removed]]:
    """The parts in order, and the shortcodes that were taken out of them."""
    parts: list[Part] = []
    codes: list[Removed] = []
    for row, cells in groupby(story, key=_row):
        passages = list(cells)
        texts: list[str] = []
        for passage in passages:
            text, found = (
                (passage.text, []) if passage.kind is Kind.CODE else without_shortcodes(passage.text)
            )
            codes += (Removed(code, said("shortcode")) for code in found)
            texts.append(text)
        if row >= 0 and max(map(len, texts)) <= _CELL:
            part = _part(passages[0], "; ".join(filter(None, texts)), language)
            parts.append(_linked(part, [a for p in passages for a in p.anchors], address))
        else:
            parts += (
                _linked(_part(p, t, language, alone=True), p.anchors, address)
                for p, t in zip(passages, texts, strict=True)
            )
    return list(_with_headings(parts, story)), codes


def _linked(part: Part, anchors: Sequence[tuple[str, str]], address: str) -> Part:
    """The part with its links, found one after another by their words."""
    found: list[Link] = []
    at = 0
    for words, leads_to in anchors[:_MOST_LINKS]:
        text = " ".join(words.split())
        whole = urljoined(address, leads_to) if text else ""
        start = part.text.find(text, at) if whole else -1
        if start < 0:
            continue
        at = start + len(text)
        if found and found[-1].address == whole and not part.text[found[-1].span.end : start].strip():
            start = found.pop().span.start  # one link in two pieces, such as a bold word in it
        found.append(Link(Span(start, at), whole))
    return replace(part, links=tuple(found)) if found else part


def urljoined(address: str, leads_to: str) -> str:
    """The whole address of a link on the page at `address`; empty for what is no web page, or this page itself."""
    try:
        whole = urljoin(address, leads_to.strip())
        parts = urlsplit(whole)
        host = parts.hostname
    except ValueError:
        return ""
    same_page = whole.partition("#")[0] == address.partition("#")[0]
    good = parts.scheme in ("http", "https") and host and not same_page and len(whole) <= _LONGEST_ADDRESS
    return whole if good else ""


def _row(passage: Passage) -> int:
    """The row of a table a passage stands in, told apart by its place; for all others -1 less its number."""
    if passage.kind is not Kind.ROW:
        return -1 - passage.number
    place: Place | None = passage.place
    while place is not None and place.tag != "tr":
        place = place.above
    return id(place) if place is not None else -1 - passage.number


def _part(passage: Passage, text: str, language: str, *, alone: bool = False) -> Part:
    kind = Kind.PARAGRAPH if alone and passage.kind is Kind.ROW else passage.kind
    own = passage.place.language.replace("_", "-")
    differs = own and own.lower().split("-")[0] != language.lower().split("-")[0]
    if kind is Kind.PARAGRAPH and _is_bold_line(passage, text):
        return Part(Kind.HEADING, text, _BOLD_LEVEL, own if differs else "")
    return Part(kind, text, passage.level if kind is passage.kind else 0, own if differs else "")


def _is_bold_line(passage: Passage, text: str) -> bool:
    return (
        passage.strong >= 0.95 * len(passage.text)
        and passage.place.tag in ("p", "div")
        and 1 <= len(text.split()) <= _BOLD_WORDS
        and "\n" not in text
        and text[-1:].isalnum() | (text[-1:] == "?")
    )


def _with_headings(parts: Sequence[Part], story: Sequence[Passage]) -> Iterator[Part]:
    """A bold line stays a heading only if something it can introduce follows."""
    for i, part in enumerate(parts):
        made = part.kind is Kind.HEADING and part.level == _BOLD_LEVEL
        follows = parts[i + 1].kind if i + 1 < len(parts) else Kind.HEADING
        if made and follows is Kind.HEADING and not any(p.level and p.text == part.text for p in story):
            yield replace(part, kind=Kind.PARAGRAPH, level=0)
        else:
            yield part
