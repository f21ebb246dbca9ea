"""Joins the library view with what is kept: lists, opens, removes, queues and tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from reader.app.commands import Act
from reader.core.document import Document
from reader.core.errors import ReaderError
from reader.ui.jobs import Jobs
from reader.ui.shelf import told
from reader.ui.shelf.listing import Listing
from reader.ui.shelf.needs import Library, Row, Section
from reader.ui.shelf.view import ShelfView
from reader.ui.words import tr

MINUTES = 10
"""For which what was removed can be brought back, after the last removal (a choice)."""


class Shelf(QObject):
    """The library while it is shown; lives in the window's thread."""

    said = Signal(str)
    """A sentence, to be shown and said."""
    troubled = Signal(str, str, object)
    """A sentence, an advice, and what tries it again."""
    opened = Signal(object)
    """A kept `Document` that the person wants to read."""
    moved = Signal()
    """Something that decides which commands can be used changed."""

    def __init__(
        self,
        view: ShelfView,
        library: Callable[[], Library],
        jobs: Jobs,
        key_of: Callable[[str], str],
        parent: QObject,
    ) -> None:
        """`key_of` gives the key that a person presses for a command."""
        super().__init__(parent)
        self.view = view
        self._key_of = key_of
        self._library, self._jobs = library, jobs
        self.listing = Listing(view, library, jobs, key_of, self)
        self._undo: list[Callable[[], None]] = []
        self.forgetting = QTimer(self, singleShot=True)
        """Runs while something can be undone, from the last such change on."""
        self.forgetting.timeout.connect(self.forget)
        self.listing.said.connect(self.said)
        self.listing.failed.connect(lambda error: self._tell(error, self.refresh))
        view.list.chose.connect(self._show_chosen)
        view.list.documents.dataChanged.connect(lambda *_: self._show_chosen())
        view.list.documents.modelReset.connect(self._show_chosen)

    def doers(self) -> dict[Act, Callable[[], object]]:
        """What each command of the list does."""
        return {
            Act.OPEN_KEPT: self.open,
            Act.REMOVE_KEPT: self.remove,
            Act.UNDO_REMOVAL: self.undo,
            Act.QUEUE_UP: lambda: self.move(-1),
            Act.QUEUE_DOWN: lambda: self.move(1),
        }

    @property
    def in_queue(self) -> bool:
        """Whether the queue is listed."""
        return self.listing.section is Section.QUEUE

    @property
    def can_undo(self) -> bool:
        return bool(self._undo)

    # ── coming and going ──

    def enter(self) -> None:
        """The view was shown."""
        self.listing.refresh(then=self._entered)

    def leave(self) -> None:
        """What was removed is forgotten for good, and nothing can be undone any more."""
        self.forget()
        self.listing.clear()

    def forget(self) -> None:
        """The same while the library stays open: nobody comes back to undo it after so long a time."""
        self.forgetting.stop()
        self._undo.clear()
        gone = list(self.listing.removed)
        self.listing.removed.clear()
        if gone:
            self._jobs.do(
                lambda: self._library().forget_left(gone), lambda _: None, lambda e: self._tell(e, None)
            )
        self.moved.emit()

    def refresh(self) -> None:
        """Lists anew."""
        self.listing.refresh()

    def _entered(self) -> None:
        self.view.enter()
        self._jobs.do(lambda: self._library().notices(), self._tell_notices, lambda _: None)
        if self.view.list.isHidden():
            self.said.emit(self.view.message)

    def _tell_notices(self, notices: Sequence[str]) -> None:
        if notices:
            self.troubled.emit(" ".join(notices), "", None)

    # ── the chosen document ──

    def open(self) -> None:
        """Opens what is chosen."""
        key = self.view.list.key
        if key:
            self.open_key(key)

    def open_key(self, key: int) -> None:
        """Opens a document by its id."""

        def done(document: Document) -> None:
            self.opened.emit(document)

        self._jobs.do(
            lambda: self._library().get(key), done, lambda e: self._tell(e, lambda: self.open_key(key))
        )

    def remove(self) -> None:
        """Removes what is chosen, or takes it out of the queue where that is listed."""
        row = self.view.list.row
        if row is None:
            return
        key, name = row.id, told.name(row)
        if self.in_queue:
            self._take_out(key, name)
            return
        self.listing.removed[key] = name

        def note(leaves: bool) -> None:
            def work() -> None:
                (self._library().leave if leaves else self._library().stay)([key])

            self._jobs.do(work, lambda _: None, lambda e: self._tell(e, None))

        def back() -> None:
            self.listing.removed.pop(key, None)
            note(leaves=False)
            self._again(key, tr("{title} is back.", title=name))

        note(leaves=True)
        self._can_undo(back)
        self.listing.refresh(
            then=lambda: self.said.emit(
                tr(
                    "Removed {title}. {key} brings it back for {n} minutes, until you leave the library.",
                    title=name,
                    key=self._key_of("library.undo"),
                    n=MINUTES,
                )
            )
        )
        self.moved.emit()

    def _can_undo(self, back: Callable[[], None]) -> None:
        self._undo.append(back)
        self.forgetting.start(MINUTES * 60_000)

    def undo(self) -> None:
        """Brings back what was removed last."""
        if self._undo:
            self._undo.pop()()
        else:
            self.said.emit(tr("There is nothing to bring back."))
        self.moved.emit()

    # ── the queue ──

    def queue(self) -> None:
        """Adds what is chosen to the queue, or takes it out."""
        row = self.view.list.row
        if row is not None:
            if row.queued:
                self._take_out(row.id, told.name(row))
            else:
                self.enqueue(row.id, told.name(row))

    def enqueue(self, key: int, name: str) -> None:
        """Puts a document at the end of the queue."""

        def work() -> int:
            library = self._library()
            library.enqueue(key)
            return len(library.queue())

        self._change(key, work, lambda n: tr("In the queue, number {n}: {title}.", n=n, title=name))

    def move(self, step: int) -> None:
        """Moves what is chosen in the queue."""
        key = self.view.list.key
        if not key or not self.in_queue:
            return

        def work() -> tuple[int, int]:
            """Its new place, or 0 where it stays, and how many there are, or 0 where it is not there."""
            library = self._library()
            order = list(library.queue())
            if key not in order:  # another program took it out, or it was its turn
                return 0, 0
            at = order.index(key)
            to = min(max(at + step, 0), len(order) - 1)
            order.insert(to, order.pop(at))
            if to != at:
                library.reorder(order)
            return (to + 1 if to != at else 0), len(order)

        def tell(moved: tuple[int, int]) -> str:
            place, of = moved
            if place:
                return tr("Number {n} of {all}.", n=place, all=of)
            if not of:
                return tr("It is no longer in the queue.")
            return tr("It is the first already.") if step < 0 else tr("It is the last already.")

        self._change(key, work, tell)

    def _take_out(self, key: int, name: str) -> None:
        order: list[int] = []

        def work() -> None:
            library = self._library()
            order.extend(library.queue())
            library.dequeue(key)

        def back() -> None:
            def restore() -> None:
                self._library().enqueue(key)
                self._library().reorder(order)

            self._change(
                key, restore, lambda _: tr("{title} is in the queue again.", title=name), choose=True
            )

        self._can_undo(back)
        undo = self._key_of("library.undo")
        self._change(
            key,
            work,
            lambda _: tr("Taken out of the queue: {title}. {key} puts it back.", title=name, key=undo),
        )

    def _change(
        self, key: int, work: Callable[[], object], tell: Callable[..., str], choose: bool = False
    ) -> None:
        """Changes something, lists anew, and says what came of it."""

        def done(answer: object) -> None:
            self.listing.renew([key])
            if choose:
                self._again(key, tell(answer))
            else:
                self.listing.refresh(then=lambda: self.said.emit(tell(answer)))
            self.moved.emit()

        self._jobs.do(work, done, lambda e: self._tell(e, None))

    def _again(self, key: int, said: str) -> None:
        def then() -> None:
            self.view.list.choose_key(key)
            self.said.emit(said)

        self.listing.refresh(then=then)

    # ── what is said and shown ──

    def _show_chosen(self) -> None:
        row: Row | None = self.view.list.row
        self.view.show_about(told.about(row) if row else "")
        self.moved.emit()

    def _tell(self, error: ReaderError, again: Callable[[], None] | None) -> None:
        self.troubled.emit(error.message, error.advice, again)
