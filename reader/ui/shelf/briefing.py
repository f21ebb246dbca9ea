"""Reads the summaries of the queue as one text, and leads from a sentence there to its article and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from reader.app.commands import Playing
from reader.core.document import Document, Span
from reader.core.keeping import find_again
from reader.ui.jobs import Jobs
from reader.ui.session import Session
from reader.ui.shelf.needs import Library, Summaries
from reader.ui.words import tr


@dataclass(frozen=True, slots=True)
class _Left:
    """Where more was asked for."""

    at: int
    """The offset in the briefing."""
    article: Document
    """What was opened from there."""


class Briefing(QObject):
    """One briefing at a time; the last one can be come back to while an article of it is open."""

    said = Signal(str)
    failed = Signal(object)
    """A `ReaderError`."""
    placed = Signal(int)
    """The offset where the text that was just opened is gone on with."""

    def __init__(self, session: Session, library: Callable[[], Library], jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._library, self._jobs = session, library, jobs
        self._summaries: Summaries | None = None
        self._left: _Left | None = None

    @property
    def shown(self) -> bool:
        """Whether the briefing is what is open."""
        document, summaries = self._session.document, self._summaries
        if document is None or summaries is None or self._session.story is not None:
            return False
        return document.text == summaries.briefing.document.text

    @property
    def left(self) -> bool:
        """Whether what is open was gone to from the briefing."""
        story, left = self._session.story, self._left
        return story is not None and left is not None and story.text == left.article.text

    def listen(self) -> None:
        """Reads the summaries of the whole queue."""
        self.said.emit(tr("Summing up the queue."))

        def work() -> Summaries | None:
            library = self._library()
            ids = library.queue()
            return library.briefing(ids) if ids else None

        def done(summaries: Summaries | None) -> None:
            if summaries is None:
                self.said.emit(tr("The queue is empty."))
                return
            self._summaries, self._left = summaries, None
            self._session.show_own(summaries.briefing.document)
            self._session.play()

        self._session.jobs.do(work, done, self.failed.emit)

    def tell_more(self, offset: int) -> None:
        """Opens the article of the sentence at `offset`, at its place there; what sounds goes on."""
        found = self._summaries.behind(offset) if self._summaries is not None else None
        if found is None:
            self.said.emit(tr("Go to one of the stories first."))
            return
        key, position = found

        def done(document: Document) -> None:
            if not self.shown:
                return  # the person opened something else meanwhile
            at = find_again(position, document.text) if position is not None else 0
            at = self._before(document, at)
            self._left = _Left(offset, document)
            self._read_on(at, lambda sounding: self._session.arrive(document, sounding, at=at))

        self._jobs.do(lambda: self._library().get(key), done, self.failed.emit)

    def come_back(self) -> None:
        """Goes from the article back to the sentence of the briefing that led there; what sounds goes on."""
        if self._left is None or self._summaries is None:
            return
        at, document = self._left.at, self._summaries.briefing.document
        self._left = None
        self._read_on(at, lambda _: self._session.show_own(document, at=at))
        self.said.emit(tr("Back to {title}", title=document.title))

    def _read_on(self, at: int, show: Callable[[bool], None]) -> None:
        """Shows another text with the word at `at` lit; what sounds, which `show` is told, goes on there."""
        sounding = self._session.playing is Playing.PLAYING
        show(sounding)
        self._session.go_to(at)
        self.placed.emit(at)
        if sounding:
            self._session.play()

    def _before(self, document: Document, at: int) -> int:
        """The beginning of the sentence before, where a person wants to hear that first."""
        from reader.core.summary.places import places  # start-up time

        if not at or not self._session.settings.flag("summary.before"):
            return at
        before = places(document, [Span(at, at + 1)])[0].before
        return before.start if before is not None else at
