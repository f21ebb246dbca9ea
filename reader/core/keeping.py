"""The values of what is kept, and how a place is found again in a text that changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.core.document import Position

QUOTE = 64
"""Code points of text that a position takes along."""

WORDS = 8
"""Words of a label that is made from the text; a choice."""

_SHORTEST = 12
"""Code points of a quote that still tell one place from another; a choice, not a measurement."""


class Stage(StrEnum):
    """How far a person is with a document."""

    AWAITED = "awaited"
    """Only its address is kept: it is fetched when the person opens it."""
    NEW = "new"
    STARTED = "started"
    FINISHED = "finished"
    """Heard to its last sentence."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How one document is read where that differs from the settings."""

    voice: str = ""
    """An id of `reader voices`; empty for the voice of the settings."""
    rate: int = 0
    """True words a minute; 0 for the rate of the settings."""
    language: str = ""
    """BCP 47, what the person says that the text is in; empty for what was detected."""


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
    """When it was last opened, or added where it never was: ISO 8601, UTC, to the second."""
    position: Position | None = None
    """Where listening stopped, or `None` where it never began."""
    tags: tuple[str, ...] = ()
    snippet: str = ""
    """Where a search found it: the words around, with each hit between `HIT` marks."""
    added: str = ""
    """When it was first kept, in the same form."""
    length: int = 0
    """Code points of its text."""
    last: int = 0
    """Where its last sentence begins."""
    awaited: bool = False
    queued: bool = False
    gist: str = ""
    """The sentence that tells the story, where it was summed up in the background, or empty."""
    manner: Manner = Manner()

    @property
    def stage(self) -> Stage:
        """How far the person is with it."""
        if self.awaited:
            return Stage.AWAITED
        if self.position is None:
            return Stage.NEW
        return Stage.FINISHED if self.position.offset >= self.last else Stage.STARTED

    @property
    def percent(self) -> int:
        """How much of the text is behind the position, 0 to 100."""
        if self.position is None:
            return 0
        return 100 if self.stage is Stage.FINISHED else 100 * self.position.offset // max(self.length, 1)


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
    label: str = ""
    """What is said for it in a list, or when reading passes it: chosen by the person, or the first words there."""
    made: str = ""
    """When: ISO 8601, UTC; empty where it is not known."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One opening of a document."""

    kept: Kept
    at: str
    """When: ISO 8601, UTC."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that another program kept, as it is brought in: an address that nothing was fetched from."""

    address: str
    title: str = ""
    added: str = ""
    """When it was kept there: ISO 8601, UTC; empty where it is not known."""
    tags: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    """Passages that were marked there: the words of the page, and the person's own, or empty."""
    html: str = ""
    """The page itself, where the other program gave it."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed that a person follows."""

    id: int
    address: str
    title: str
    site: str
    """The address of the page that it belongs to, or empty."""
    added: str
    asked: str
    """When it was last asked for new stories, or empty."""
    due: str
    """Not to be asked again before, unless the person says so."""
    trouble: str = ""
    """What went wrong the last time, in a sentence, or empty."""
    failures: int = 0
    """How often in a row it went wrong."""
    gone: bool = False
    """Its server said that it is gone for good; it is not asked any more."""


def label_of(text: str, offset: int) -> str:
    """The words at a place, as a label to be said: up to `WORDS` of them, of one line."""
    words = text[offset : offset + WORDS * 40].lstrip().partition("\n")[0].split()
    return " ".join(words[:WORDS])


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
