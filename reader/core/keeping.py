"""The values of what is kept, and how a place is found again in a text that changed."""

from __future__ import annotations

from dataclasses import dataclass

from reader.core.document import Position

QUOTE = 64
"""Code points of text that a position takes along."""

_SHORTEST = 12
"""Code points of a quote that still tell one place from another; a choice, not a measurement."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One document of the library, without its text."""

    id: int
    title: str
    byline: str
    site: str
    address: str
    published: str
    language: str
    words: int
    opened: str
    """When it was last opened: ISO 8601, UTC, to the second."""
    position: Position | None = None
    """Where listening stopped, or `None` where it never began."""
    tags: tuple[str, ...] = ()
    snippet: str = ""
    """Where a search found it: the words around, with each hit between `HIT` marks."""


HIT = ("\u2068", "\u2069")
"""Stand before and after a hit in a snippet: marks of isolation, which no text shows."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place that a person marked."""

    id: int
    document: int
    """The id of the document."""
    position: Position
    note: str
    """In the person's own words, or empty."""


def position_at(text: str, offset: int) -> Position:
    """The position at an offset, with the words that follow it."""
    offset = max(0, min(offset, len(text)))
    return Position(offset, text[offset : offset + QUOTE])


def find_again(position: Position, text: str) -> int:
    """The offset in `text` that `position` means.

    The quote is looked for nearest to the old offset, whole first and then by ever shorter
    beginnings; where it is gone, the old offset stays, inside the text.
    """
    offset = max(0, min(position.offset, len(text)))
    quote = position.quote
    if not quote or text.startswith(quote, offset):
        return offset
    size = len(quote)
    while size >= min(_SHORTEST, len(quote)):
        if (found := _nearest(text, quote[:size], offset)) >= 0:
            return found
        size = size * 3 // 4 if size > _SHORTEST else 0
    return offset


def _nearest(text: str, quote: str, offset: int) -> int:
    after = text.find(quote, offset)
    before = text.rfind(quote, 0, offset + len(quote))
    if after < 0 or before < 0:
        return max(after, before)
    return after if after - offset <= offset - before else before
