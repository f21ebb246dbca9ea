"""Looks for new stories by itself, where a person switched that on; each feed says how soon it may be asked again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from reader.app.commands import Playing
from reader.ui.jobs import Jobs
from reader.ui.reading import Reading
from reader.ui.shelf.needs import Library
from reader.ui.words import count

SOON = 60_000
"""Milliseconds after it was switched on, or after the start, which nothing is to hold up."""
EVERY = 15 * 60_000
"""Milliseconds between two looks at which feeds are due; none is due twice within an hour."""


class Looking(QObject):
    """What is new is told once, and not while the voice reads. Trouble stands beside each feed, and is not told."""

    said = Signal(str)
    came = Signal()
    """New stories are in the queue."""

    def __init__(self, session: Reading, library: Callable[[], Library], jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._library, self._jobs = session, library, jobs
        self._on = False
        self._untold = 0
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        session.played.connect(lambda _: self._tell())

    def switch(self, on: bool) -> None:
        """Begins to look, or ends it; what is being asked is not gone on with."""
        if on is not self._on:
            self._on = on
            self.timer.start(SOON) if on else self.timer.stop()

    def look(self) -> None:
        """Asks the feeds that are due, unless the machine has no network: that is no fault of theirs."""
        self.timer.start(EVERY)
        if not offline():
            self._jobs.do(lambda: self._library().look(lambda: not self._on), self._take, lambda _: None)

    def _take(self, new: int) -> None:
        self._untold += new
        if new:
            self.came.emit()
            self._tell()

    def _tell(self) -> None:
        if self._untold and self._session.playing is not Playing.PLAYING:
            n, self._untold = self._untold, 0
            self.said.emit(count("{n} new story is in the queue.", "{n} new stories are in the queue.", n))


def offline() -> bool:
    """Whether the system says that there is no network; where it says nothing, there may be one."""
    from PySide6.QtNetwork import QNetworkInformation  # start-up time

    if not QNetworkInformation.loadDefaultBackend():
        return False
    there = QNetworkInformation.instance()
    return there is not None and there.reachability() is QNetworkInformation.Reachability.Disconnected
