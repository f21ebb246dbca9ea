"""Reads the queue: one document after another, each with its headline said before it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reader.app.commands import Playing
from reader.core.document import About, Document, Kind, Part, Splitter, compose
from reader.core.errors import ReaderError
from reader.ui.jobs import Jobs
from reader.ui.session import Session
from reader.ui.shelf.needs import Library
from reader.ui.telling import kept_back
from reader.ui.words import language, tr


class Queueing(QObject):
    """Follows what the session reads, and gives it the next document when one was heard to its end."""

    said = Signal(str)
    failed = Signal(object)
    """A `ReaderError`."""
    changed = Signal()
    """The queue is another, or its playing began or ended."""

    def __init__(
        self, session: Session, library: Callable[[], Library], jobs: Jobs, split: Splitter, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._library, self._jobs, self._split = session, library, jobs, split
        self._key = 0
        self._document: Document | None = None
        self._number = 0
        self._by_itself = False
        session.finished.connect(self._next_by_itself)
        session.opened.connect(self._follow)
        session.growing.connect(self._grow)

    @property
    def playing(self) -> bool:
        """Whether what is open belongs to the queue that is read."""
        return self._key != 0

    def goes_on_with(self, document: Document) -> bool:
        """Whether this document came because the one before was heard to its end."""
        return self._by_itself and document is self._document

    def play(self) -> None:
        """Reads the queue from its first document on."""
        self._go(lambda order: order[0] if order else 0, tr("First:"), heard=False)

    def play_from(self, key: int) -> None:
        """Reads the queue from this document on."""
        self._go(lambda order: key if key in order else 0, tr("First:"), heard=False)

    def next(self) -> None:
        """Goes on to the next document; the one that is left stays in the queue."""
        self._go(self._after, tr("Next:"), heard=False)

    def _next_by_itself(self) -> None:
        if self.playing:
            self._session.go_on_soon()
            self._go(self._after, tr("Next:"), heard=True)

    def _after(self, order: list[int]) -> int:
        later = order[order.index(self._key) + 1 :] if self._key in order else order
        return later[0] if later else 0

    def _go(self, choose: Callable[[list[int]], int], opening: str, heard: bool) -> None:
        self._number += 1
        number, left = self._number, self._key
        session = self._session

        def work() -> tuple[int, Document | None]:
            library = self._library()
            key = choose(list(library.queue()))
            document = library.get(key) if key else None
            if heard:
                library.dequeue(left)
            return key, document

        def done(found: tuple[int, Document | None]) -> None:
            key, document = found
            if number != self._number or (heard and session.playing is Playing.STOPPED):
                session.go_on_no_more()
            elif document is None:
                self._end(tr("The queue is at its end.") if left else tr("The queue is empty."))
            elif not document.text:
                self._end(
                    tr(
                        "{title} was not fetched yet. Open it first.",
                        title=document.title or document.address,
                    )
                )
            else:
                self._key, self._document, self._by_itself = key, document, heard
                session.arrive(document, foreword=foreword(opening, document, self._split))
            self.changed.emit()

        def fail(error: ReaderError) -> None:
            self._end("")
            self.failed.emit(error)

        self._jobs.do(work, done, fail)

    def _end(self, said: str) -> None:
        self._key, self._document = 0, None
        self._session.go_on_no_more()
        if said:
            self.said.emit(said)

    def _grow(self) -> None:
        if self.playing:
            self._document = self._session.story  # with its next page it is the same one still

    def _follow(self, document: Document) -> None:
        if self.playing and document is not self._document and self._session.story is not self._document:
            self._key, self._document = 0, None
            self.changed.emit()


def foreword(opening: str, document: Document, split: Splitter) -> Document:
    """What is said before a document of the queue: its headline, in its own language, where it is from, and what
    its page kept back."""
    title = document.title or document.text[:80].partition("\n")[0]
    source = document.site or document.credit
    parts = [Part(Kind.PARAGRAPH, opening), Part(Kind.HEADING, title, 1, document.language)]
    if source:
        parts.append(Part(Kind.PARAGRAPH, tr("From {source}.", source=source)))
    if lack := kept_back(document):
        parts.append(Part(Kind.PARAGRAPH, lack))
    return compose(parts, split, About(language=language()))
