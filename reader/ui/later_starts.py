"""Does in the window what later starts of the program ask for."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from reader.core.errors import ReaderError
from reader.devices.desktop.handing import Asked
from reader.devices.desktop.listening import Listening
from reader.ui.needs import Parts
from reader.ui.words import told, tr

if TYPE_CHECKING:
    from reader.ui.window import Window


class LaterStarts(QObject):
    """Opens or queues what they name, and brings the window to the front."""

    queued = Signal()
    """The queue of the library is longer now."""

    def __init__(self, window: Window, parts: Parts, place: str) -> None:
        super().__init__(window)
        self._window, self._parts = window, parts
        self._session = window.session
        self._listening = Listening(place, self)
        self._listening.asked.connect(self.take)

    def take(self, asked: Asked) -> None:
        """Does what one start asks for."""
        if asked.queue:
            for named in asked.inputs:
                self._queue(named)
            return
        self._raise(asked.token)
        if asked.inputs:
            self._window.open(asked.inputs[-1], asked.play, others=len(asked.inputs) - 1)

    def _queue(self, named: str) -> None:
        if not self._session.settings.flag("library.keep"):
            self._session.said.emit(tr("Nothing is queued, because the library keeps nothing."), True)
            return

        def done(title: str) -> None:
            self._session.said.emit(tr("In the queue: {title}", title=title), True)
            self.queued.emit()

        def failed(error: ReaderError) -> None:
            self._session.said.emit(f"{told(error.message)} {told(error.advice)}", True)

        jobs = self._session.jobs
        jobs.do(lambda: self._parts.queue(named, jobs.look), done, failed)

    def _raise(self, token: str) -> None:
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token  # Qt takes it from there on Wayland
        window.activateWindow()
        os.environ.pop("XDG_ACTIVATION_TOKEN", None)
