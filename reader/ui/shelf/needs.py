"""What the library view needs from the app floor, so that it can be tried with other parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from reader.core.document import Document, Kind, Position
from reader.core.keeping import QUOTE

if TYPE_CHECKING:
    from reader.app.exporting.parcels import Item
    from reader.app.exporting.taking import What
    from reader.core.summary.bound import Briefing


class Section(StrEnum):
    """What part of the library is listed."""

    ALL = "all"
    QUEUE = "queue"
    UNREAD = "unread"
    BEGUN = "begun"
    FINISHED = "finished"
    HISTORY = "history"
    """What was opened, the last one first."""
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is asked for."""

    section: Section = Section.ALL
    tag: str = ""
    words: str = ""
    """To be found in title or text; the last may be unfinished."""
    without: frozenset[int] = frozenset()
    """Documents that were removed, as long as that can be undone."""


@dataclass(frozen=True, slots=True)
class Row:
    """One document as the list shows it."""

    id: int
    title: str
    site: str
    published: str
    """ISO 8601, or empty."""
    opened: str
    """ISO 8601, UTC."""
    words: int
    heard: float = 0.0
    """The share of it that was listened to, 0 to 1."""
    finished: bool = False
    awaited: bool = False
    """Only its address is kept: it is fetched when it is opened."""
    queued: bool = False
    tags: tuple[str, ...] = ()
    address: str = ""
    snippet: str = ""
    """Where a search found it, each hit between the marks `HIT`."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many documents each section holds."""

    sections: dict[Section, int]
    tags: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """A bookmark as the list of them shows it."""

    id: int
    document: int
    title: str
    label: str
    """What is said for it: chosen by the person, or the first words there."""
    position: Position
    note: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import brought."""

    documents: int = 0
    addresses: int = 0
    """Known by address only; their pages are fetched when they are opened."""
    known: int = 0
    """Were there already."""
    feeds: int = 0
    refused: int = 0
    """Entries that could not be used."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed that is followed."""

    id: int
    title: str
    address: str
    checked: str = ""
    """When it was looked at last, or empty."""
    trouble: str = ""
    """Why that did not work, or empty."""


@dataclass(frozen=True, slots=True)
class Summaries:
    """A briefing of documents of the library."""

    briefing: Briefing
    ids: tuple[int, ...]
    """The ids of the documents that its origins count."""

    def behind(self, offset: int) -> tuple[int, Position | None] | None:
        """Which document is heard at `offset`, and where in it, None for its headline; None before the first story."""
        origin = self.briefing.origin(offset)
        if origin is None:
            return None
        key = self.ids[origin.document]
        if origin.place is None:
            return key, None
        quote = origin.span.of(self.briefing.document.text)[:QUOTE]
        return key, Position(origin.place.start, quote)


@dataclass(frozen=True, slots=True)
class Packing:
    """How documents are taken along."""

    what: What
    skipped: frozenset[Kind] = frozenset()
    """Kinds of blocks that are not read aloud."""
    look: Callable[[], object] = lambda: None
    """Called before each; raises what ends it."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Documents on their way into a file."""

    items: tuple[Item, ...]
    missing: tuple[str, ...] = ()
    """Names of those that were never fetched."""


class Library(Protocol):
    """What is kept. Any thread may call it; every call blocks.

    Raises, in every method:
        KeepingError: the library cannot be used.
    """

    def ids(self, shown: Shown) -> Sequence[int]:
        """The documents of a section, in the order in which they are listed; `words` are not looked at."""
        ...

    def found(self, shown: Shown, limit: int) -> Sequence[Row]:
        """The documents of a section that hold the words, the best first."""
        ...

    def rows(self, ids: Sequence[int]) -> Sequence[Row]:
        """What is known of these documents, in this order; those that are gone are left out."""
        ...

    def sizes(self, without: frozenset[int]) -> Sizes: ...
    def get(self, key: int) -> Document: ...
    def keep(self, document: Document) -> int:
        """Keeps a document, if it is not kept already; its id."""
        ...

    def leave(self, ids: Sequence[int]) -> None:
        """These are to be forgotten, by `forget_left` of this start or of the next."""
        ...

    def stay(self, ids: Sequence[int]) -> None:
        """These are not to be forgotten any more."""
        ...

    def forget_left(self, ids: Sequence[int] = ()) -> None:
        """Removes without a trace which of these still are to be forgotten; without ids, all that are."""
        ...

    def queue(self) -> Sequence[int]: ...
    def enqueue(self, *ids: int) -> None: ...
    def dequeue(self, *ids: int) -> None: ...
    def reorder(self, ids: Sequence[int]) -> None: ...
    def retag(self, key: int, tags: Sequence[str]) -> None:
        """The tags of a document, in place of those before."""
        ...

    def mark(self, key: int, text: str, offset: int, note: str) -> None:
        """Marks the place `offset` in the document's `text`."""
        ...

    def annotate(self, mark: int, note: str) -> None: ...
    def unmark(self, mark: int) -> None: ...
    def marks(self, key: int = 0) -> Sequence[Marked]:
        """The bookmarks of a document in the order of its text, or of all."""
        ...

    def carry_in(self, file: Path) -> Taken:
        """Takes in what a file of another program, or of another Reader, holds."""
        ...

    def carry_out(self, file: Path) -> int:
        """Writes everything into a file; how many documents."""
        ...

    def notices(self) -> Sequence[str]:
        """What the person must be told of the library as a whole; each is given once."""
        ...

    def feeds(self) -> Sequence[Feed]: ...
    def follow(self, address: str, stopped: Callable[[], bool]) -> Feed:
        """Follows the feed at an address, or that of the page there, unless `stopped` says so before it is had."""
        ...

    def unfollow(self, feed: int) -> None: ...
    def refresh(self, stopped: Callable[[], bool]) -> tuple[int, Sequence[str]]:
        """Looks at every feed; how many new stories came into the queue, and what did not work."""
        ...

    def look(self, stopped: Callable[[], bool]) -> int:
        """Looks at the feeds that may be asked again by now; how many new stories came into the queue."""
        ...

    def briefing(self, ids: Sequence[int]) -> Summaries:
        """The summaries of these documents as one text; those that were never fetched are left out."""
        ...

    def packed(self, ids: Sequence[int], packing: Packing) -> Packed:
        """These documents as they go into a file to take along."""
        ...


@dataclass(frozen=True, slots=True)
class Copy:
    """A page as it was kept before."""

    document: Document
    when: str
    """When it was last opened: ISO 8601, UTC."""
