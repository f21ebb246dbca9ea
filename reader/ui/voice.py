"""Brings what the player tells on its own thread to the window as Qt signals."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from reader.core.document import Span


class PlayerSignals(QObject):
    """A `Listener`; Qt queues a signal that is sent from another thread."""

    shown_now = Signal(object, object)
    phase_now = Signal(str)
    noticed_now = Signal(str, str)

    def shown(self, word: Span | None, sentence: Span | None) -> None:
        self.shown_now.emit(word, sentence)

    def phase(self, phase: str) -> None:
        self.phase_now.emit(str(phase))

    def noticed(self, notice: str, why: str) -> None:
        self.noticed_now.emit(notice, why)
