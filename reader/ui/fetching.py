"""Opens what a person names or pastes, in the background; only what was asked for last arrives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.core.document import GAP, Document
from reader.core.errors import ReaderError
from reader.core.protocols import Progress
from reader.ui.jobs import GivenUp, Jobs
from reader.ui.needs import Parts
from reader.ui.words import tr

if TYPE_CHECKING:
    from reader.ui.shelf.needs import Copy


PATIENCE, STEP = 3, 10
"""Seconds after which a person is told how far a slow page is, and between two such sentences."""


@dataclass(frozen=True, slots=True)
class Again:
    """A page that was kept before with another text, or that cannot be reached now."""

    kept: Copy
    trouble: ReaderError | None = None
    """Why the page could not be had; then the copy is what arrived."""


class Fetching(QObject):
    """The way in for stories."""

    begun = Signal(str)
    """A sentence: what is being opened."""
    arrived = Signal(object, bool)
    """A `Document`, and whether it is to be read at once."""
    again = Signal(object)
    """`Again`: what has just arrived was kept before."""
    went_on = Signal(object, object)
    """A `Document`, and the same with its next page behind it."""
    failed = Signal(str, str, object)
    """A sentence, an advice, and what tries it again, or None."""
    waited = Signal(int, int)
    """A person still waits: bytes that are here, and all of them or 0."""

    def __init__(self, parts: Parts, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._jobs = jobs
        self._number = 0
        """Of what was asked for last."""
        self.busy = False
        """Something is on its way."""
        self._here = (0, 0)
        self._seconds = 0
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._wait)

    def open(self, named: str, play: bool, copies: bool = True) -> None:
        """Opens a file or an address; with `copies`, what is kept of it is looked for too."""

        def work(progress: Progress) -> Document:
            kept = self._parts.copy(named) if copies else None
            if kept is None:
                return self._parts.open(named, progress)
            try:
                document = self._parts.open(named, progress)
            except GivenUp:
                raise
            except ReaderError as error:
                again.append(Again(kept, error))
                return kept.document
            if document.next_page and kept.document.text.startswith(document.text + GAP):
                return kept.document  # the same page, and its next ones behind it
            if document.text != kept.document.text:
                again.append(Again(kept))
            return document

        again: list[Again] = []
        doing = tr("Opening {named}", named=named if "://" in named else Path(named).name)
        self._fetch(doing, work, play, again)

    def paste(self, text: str, play: bool) -> None:
        """Opens pasted text; one line that is an address is opened as one."""
        if not text.strip():
            self.failed.emit(
                tr("There is no text on the clipboard."),
                tr("Copy a page or a text first, then press Ctrl+Shift+V."),
                None,
            )
            return
        line = text.strip()
        if "\n" not in line and line.lower().startswith(("http://", "https://")) and " " not in line:
            self.open(line, play)
            return
        self._fetch(tr("Opening what was copied"), lambda _: self._parts.paste(text), play)

    def forget(self) -> None:
        """What is still on its way does not arrive: a person has gone to another text meanwhile, or gave it up."""
        self._number += 1
        self._end()

    def go_on(self, document: Document, passed: Sequence[str]) -> None:
        """Gets the next page of a story; `passed` are the pages that it has behind the first one."""
        self._ask(
            tr("Getting the next page, {address}", address=document.next_page),
            lambda progress: self._parts.go_on(document, passed, progress),
            lambda longer: self.went_on.emit(document, longer),
        )

    def _fetch(
        self, doing: str, work: Callable[[Progress], Document], play: bool, again: Sequence[Again] = ()
    ) -> None:
        def done(document: Document) -> None:
            self.arrived.emit(document, play)
            if again:
                self.again.emit(again[-1])

        self._ask(doing, work, done)

    def _ask(
        self, doing: str, work: Callable[[Progress], Document], done: Callable[[Document], None]
    ) -> None:
        self._number += 1
        mine = self._number
        self.busy, self._here, self._seconds = True, (0, 0), 0
        self._clock.start()
        self.begun.emit(doing)

        def progress(here: int, whole: int) -> None:
            if mine != self._number:
                raise GivenUp("", "")
            self._here = here, whole

        def arrived(document: Document) -> None:
            if mine == self._number:
                self._end()
                done(document)

        def failed(error: ReaderError) -> None:
            if mine == self._number:
                self._end()
                self.failed.emit(error.message, error.advice, lambda: self._ask(doing, work, done))

        self._jobs.do(lambda: work(progress), arrived, failed)

    def _end(self) -> None:
        self.busy = False
        self._clock.stop()

    def _wait(self) -> None:
        self._seconds += 1
        if self._seconds % STEP == PATIENCE:
            self.waited.emit(*self._here)
