"""Brings what the player tells on its own thread to the window as Qt signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.core.document import Span

if TYPE_CHECKING:
    from reader.core.playback.state import Phase


class PlayerSignals(QObject):
    """A `Listener`; Qt queues a signal that is sent from another thread."""

    shown_now = Signal(object, object)
    phase_now = Signal(str)
    told_now = Signal(str)
    failed_now = Signal(str, str)
    finished_now = Signal(bool)
    """All was heard; whether nothing more is to be begun. Comes before the phase."""

    def shown(self, word: Span | None, sentence: Span | None) -> None:
        self.shown_now.emit(word, sentence)

    def phase(self, phase: Phase) -> None:
        self.phase_now.emit(phase.value)

    def told(self, sentence: str) -> None:
        self.told_now.emit(sentence)

    def failed(self, message: str, advice: str) -> None:
        self.failed_now.emit(message, advice)
