"""Turns the passages that belong to a story into its parts: rows out of cells, headings out of bold lines, no codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from reader.core.article.markup.characters import without_shortcodes
from reader.core.article.markup.passages import Passage, Place
from reader.core.document import Kind, Part, Removed
from reader.core.wording import said

_CELL = 160
"""Characters; a row with a longer cell stands in a table made for the layout, and its cells are paragraphs."""
_BOLD_WORDS = 12
_BOLD_LEVEL = 3
"""A bold line that introduces paragraphs is a heading below those of the page."""


def parts_of(story: Sequence[Passage], language: str) -> tuple[list[Part], list[Removed]]:
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
            parts.append(_part(passages[0], "; ".join(filter(None, texts)), language))
        else:
            parts += (_part(p, t, language, alone=True) for p, t in zip(passages, texts, strict=True))
    return list(_with_headings(parts, story)), codes


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
            yield Part(Kind.PARAGRAPH, part.text, 0, part.language)
        else:
            yield part
