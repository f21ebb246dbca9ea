"""Arranges what is kept: stories and how far each was heard, marks, tags, history and the queue.

The one door to the library for window and command line. What another program kept comes in through
`importing`, feeds through `following`, a library file of ours through `carrying`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from threading import Lock

from reader.app.wording import count, tr
from reader.core.document import Document
from reader.core.errors import Damaged, KeepingError
from reader.core.keeping import Bookmark, Kept, Manner, Stage, Visit, label_of, position_at
from reader.devices.library.leaving import note, noted
from reader.devices.library.rescue import Rescued
from reader.devices.library.store import Store


class Keeping:
    """The library as people use it. Any thread may call it; it blocks, and never for the network.

    Raises, in every method:
        KeepingError: the library cannot be used, or has no document of that id.
    """

    def __init__(
        self,
        store: Callable[[], Store],
        repair: Callable[[], tuple[Store, Rescued | None]] | None = None,
        file: Callable[[], Path] | None = None,
    ) -> None:
        """`store` gives the open store, the same at each call; `repair` sets a damaged file aside and gives
        the store of the new one. Beside `file` is noted what is to be forgotten; without it nothing is."""
        self._open = store
        self._file = file
        self._noting = Lock()
        """Held while the note is read and written anew."""
        self._repair = repair
        self._repaired: Store | None = None
        self._notices: list[str] = []
        self._came: dict[str, str] = {}

    @property
    def store(self) -> Store:
        """Where it all is; opened at the first use, and repaired where it is damaged, which `notices` tells."""
        if self._repaired is not None:
            return self._repaired
        try:
            store = self._open()
        except Damaged:
            if self._repair is None:
                raise
            self._repaired, rescued = self._repair()
            if rescued is not None:
                self._notices.append(_told_of(rescued))
            return self._repaired
        if store.read_only and not self._notices:
            self._notices.append(tr("The library cannot be changed here: its folder may only be read."))
        return store

    def notices(self) -> list[str]:
        """Sentences that the person must be told of the library as a whole; each is given once."""
        told, self._notices = self._notices, []
        return told

    # ── stories ──

    def add(self, document: Document, *, asked: str = "", queue: bool = False) -> Kept:
        """Keeps a document that a person opened, and puts it into the queue where that is asked.

        `asked` is the address that led to it, where that is another; `came` may have told it before.
        """
        key = self.store.keep(document, asked=asked or self._came.pop(document.address, ""))
        if queue:
            self.store.enqueue(key)
        if self._file is not None and key in noted(self._file()):
            self.stay(key)  # who opens it again wants it
        return self.store.kept(key)

    def came(self, named: str, document: Document) -> None:
        """Notes, in memory alone, that a document came from another address than the one that was named."""
        if named and document.address and named != document.address:
            while len(self._came) > 100:
                del self._came[next(iter(self._came))]
            self._came[document.address] = named

    def kept(self, key: int) -> Kept:
        """What is known of a document."""
        return self.store.kept(key)

    def same(self, document: Document) -> Kept | None:
        """What is kept of a document that a person is about to hear, or `None`."""
        return self.store.same(document)

    def kept_copy(self, named: str) -> Kept | None:
        """What is kept of the page that a person is about to open, or `None`: offer it, with its date `opened`.

        An address that only waits to be fetched is no copy. Whichever is chosen, the place stays: the kept
        copy is `open`ed, the new one takes its place when it is `add`ed.
        """
        for address in (named, f"https://{named}"):
            kept = self.store.find_address(address)
            if kept is not None and not kept.awaited:
                return kept
        return None

    def open(self, key: int) -> Document:
        """A kept story, without the network.

        Raises:
            KeepingError: it was never fetched (`Stage.AWAITED`): open its address instead.
        """
        kept = self.store.kept(key)
        if kept.awaited:
            raise KeepingError(
                f"“{kept.title or kept.address}” was not fetched yet.",
                "Open its address while there is a network.",
            )
        return self.store.get(key)

    def recent(
        self, limit: int = 100, *, tag: str = "", stage: Stage | None = None, after: int = 0
    ) -> list[Kept]:
        """What was opened last, latest first; `after` leaves out so many, for the next page of a long list."""
        return self.store.recent(limit, tag, stage, after)

    def keys(self, *, tag: str = "", stage: Stage | None = None) -> list[int]:
        """The ids of all documents, or of those of a tag or stage, last opened first."""
        return self.store.keys(tag, stage)

    def some(self, keys: Iterable[int]) -> list[Kept]:
        """What is known of these documents, in this order; those that are gone are left out."""
        return self.store.some(keys)

    def stages(self) -> dict[Stage, int]:
        """How many documents are at each stage."""
        return self.store.stages()

    def search(self, typed: str, limit: int = 50, among: Collection[int] | None = None) -> list[Kept]:
        """Stories with all these words in title or text, best first, as one types: the last word may be unfinished.

        Case and accents do not matter. Each has a `snippet` with its hits between `HIT` marks. With `among`,
        only documents of these ids.
        """
        return self.store.search(typed, limit, among)

    def count(self) -> int:
        """How many documents are kept."""
        return self.store.count()

    def leave(self, *keys: int) -> None:
        """Notes that these are to be forgotten once that cannot be undone any more: by `forget`, or `forget_left`."""
        if self._file is not None:
            with self._noting:
                note(self._file(), noted(self._file()) | set(keys))

    def stay(self, *keys: int) -> None:
        """These are not to be forgotten any more."""
        if self._file is not None:
            with self._noting:
                note(self._file(), noted(self._file()) - set(keys))

    def forget_left(self, *keys: int) -> None:
        """Forgets which of these are still to be forgotten, or all that are: not what was opened again meanwhile.

        Where there is nothing, no file is opened.
        """
        left = noted(self._file()) if self._file is not None else set[int]()
        if keys:
            left &= set(keys)
        if left:
            self.forget(*(kept.id for kept in self.some(left)))
            self.stay(*left)

    def forget(self, *keys: int) -> None:
        """Forgets documents: nothing of them stays in the file or in copies of it."""
        self.store.remove(*keys)
        self.stay(*keys)

    def forget_all(self) -> None:
        """Forgets everything, feeds and history too."""
        self.store.clear()
        if self._file is not None:
            with self._noting:
                note(self._file(), ())

    # ── tags, manner, history ──

    def tags(self) -> list[tuple[str, int]]:
        """All tags by name, each with the number of its documents."""
        return self.store.tags()

    def tag(self, key: int, *tags: str) -> None:
        """Adds tags."""
        self.store.tag(key, *tags)

    def set_tags(self, key: int, tags: Iterable[str]) -> None:
        """The tags of a document, in place of those before."""
        self.store.set_tags(key, tags)

    def untag(self, key: int, *tags: str) -> None:
        """Takes tags away."""
        self.store.untag(key, *tags)

    def set_manner(self, key: int, manner: Manner) -> None:
        """The voice, rate and language of one document; `Kept.manner` has them, `Manner()` forgets them."""
        self.store.set_manner(key, manner)

    def history(self, limit: int = 100) -> list[Visit]:
        """What was opened when, the last first."""
        return self.store.visits(limit)

    def history_keys(self) -> list[int]:
        """The ids of what was opened, each once, the last first."""
        return self.store.visited_keys()

    def forget_history(self) -> None:
        """Forgets what was opened when; the documents stay."""
        self.store.forget_visits()

    # ── marks ──

    def marks(self, key: int = 0) -> list[Bookmark]:
        """The marks of a document, in the order of the text, or of all, the last made first; each has a label
        to be said."""
        return self.store.bookmarks(key)

    def mark(self, key: int, text: str, offset: int, note: str = "", label: str = "") -> Bookmark:
        """Marks a place of the document's text; without a label the words there become it."""
        return self.store.mark(key, position_at(text, offset), note, label or label_of(text, offset))

    def annotate(self, mark: int, note: str, label: str) -> Bookmark:
        """Changes what is written and said for a mark."""
        return self.store.annotate(mark, note, label)

    def unmark(self, mark: int) -> None:
        """Takes a mark away."""
        self.store.unmark(mark)

    # ── the queue ──

    def queue(self) -> list[Kept]:
        """What is to be heard next, in order."""
        return self.store.queue()

    def enqueue(self, *keys: int, first: bool = False) -> None:
        """Puts documents at the end of the queue, or before all others; at the end, one that is in it stays."""
        self.store.enqueue(*keys)
        if first:
            self.store.reorder(keys)

    def dequeue(self, *keys: int) -> None:
        """Takes documents out of the queue."""
        self.store.dequeue(*keys)

    def move(self, key: int, place: int) -> None:
        """Puts one document of the queue at a place, 0 for the first."""
        others = [kept.id for kept in self.store.queue() if kept.id != key]
        self.store.reorder([*others[:place], key, *others[place:]])

    def reorder(self, keys: Sequence[int]) -> None:
        """Puts the queue into this order; documents that are not named follow as they were."""
        self.store.reorder(keys)

    def after(self, key: int | None) -> Kept | None:
        """What comes after a document in the queue; the first for `None`, or where it is not in the queue."""
        queue = self.store.queue()
        ids = [kept.id for kept in queue]
        place = ids.index(key) + 1 if key in ids else 0
        return queue[place] if place < len(queue) else None

    def heard(self, key: int) -> Kept | None:
        """A document of the queue was heard to its end: it leaves the queue, and what comes next is given."""
        following = self.after(key)
        self.store.dequeue(key)
        return following if following is None or following.id != key else None


def _told_of(rescued: Rescued) -> str:
    saved = count("{n} document is in it again,", "{n} documents are in it again,", rescued.saved)
    lost = count("{n} could not be read.", "{n} could not be read.", rescued.lost)
    aside = tr("The old file is kept as {file}, until you forget a document.", file=rescued.aside)
    return f"{tr('The library was damaged.')} {saved} {lost} {aside}"
