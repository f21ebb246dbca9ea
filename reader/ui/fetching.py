"""Opens what a person names or pastes, in the background; only what was asked for last arrives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reader.core.document import Document
from reader.core.errors import ReaderError
from reader.ui.jobs import Jobs
from reader.ui.needs import Parts
from reader.ui.words import tr


class Fetching(QObject):
    """The way in for stories."""

    begun = Signal(str)
    """A sentence: what is being opened."""
    arrived = Signal(object, bool)
    """A `Document`, and whether it is to be read at once."""
    failed = Signal(str, str, object)
    """A sentence, an advice, and what tries it again, or None."""

    def __init__(self, parts: Parts, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._jobs = jobs
        self._number = 0
        """Of what was asked for last."""

    def open(self, named: str, play: bool) -> None:
        """Opens a file or an address."""
        self._fetch(
            tr("Opening {named}", named=named if "://" in named else Path(named).name),
            lambda: self._parts.open(named),
            play,
        )

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
        self._fetch(tr("Opening what was copied"), lambda: self._parts.paste(text), play)

    def _fetch(self, doing: str, work: Callable[[], Document], play: bool) -> None:
        self._number += 1
        mine = self._number
        self.begun.emit(doing)

        def done(document: Document) -> None:
            if mine == self._number:
                self.arrived.emit(document, play)

        def failed(error: ReaderError) -> None:
            if mine == self._number:
                self.failed.emit(error.message, error.advice, lambda: self._fetch(doing, work, play))

        self._jobs.do(work, done, failed)
