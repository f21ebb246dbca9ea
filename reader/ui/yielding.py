"""Lets a screen reader be heard while a story is read: the voice grows quieter, or waits, as a person chose.

Nobody tells when a screen reader speaks. But it speaks about what changes under the person's hands: the focus,
the caret, a sentence of ours that is announced. From each of these on, the voice steps back for a moment.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtWidgets import QApplication

from reader.app.commands import Act, Event, Playing, State
from reader.ui import screen_reader
from reader.ui.session import Session

QUIET = 30
"""Per cent of the volume that is left beside another voice (a choice: words are still followed)."""
_ASK_AGAIN = 3000
"""Milliseconds for which it is believed that a screen reader is there or not; to ask takes 18 (measured)."""


class Yielding(QObject):
    """Steps back and comes again."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self.waiting = False
        """The voice waits and goes on by itself; for a person it is not paused."""
        self._session = session
        self._quiet = False
        self._asked = QElapsedTimer()
        self._there = False
        self._grows = False
        """The text that opens next is the one that is open."""
        session.growing.connect(self._grow)
        session.opened.connect(self._another_text)
        self._over = QTimer(self, singleShot=True)
        self._over.timeout.connect(self._come_again)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no window without it
        app.focusChanged.connect(self.step_back)  # as a method it is let go with this object

    @property
    def screen_reader(self) -> bool:
        """Whether one is listening, or was a moment ago."""
        if not self._asked.isValid() or self._asked.hasExpired(_ASK_AGAIN):
            self._there = screen_reader.listening()
            self._asked.start()
        return self._there

    def step_back(self) -> None:
        """Something changed that a screen reader speaks about now."""
        how = self._session.settings.word("voice.beside")
        sounding = self._session.playing is Playing.PLAYING or self.waiting
        if how == "nothing" or not sounding or not self.screen_reader:
            return
        self._over.start(max(1, self._session.settings.number("voice.wait")) * 1000)
        if how == "wait" and not self.waiting:
            self.waiting = True
            self._session.playback.ask(lambda p: p.pause())
        elif how == "duck" and not self._quiet:
            self._quiet = True
            self._session.playback.heed_prosody(QUIET)

    def facts(self, state: State) -> State:
        """What decides which commands can be used: a voice that waits is not paused for a person."""
        return replace(state, waiting=state.waiting or self.waiting)

    def heed(self, event: Event) -> bool:
        """The person said what the voice is to do: nothing of this holds any more. Whether that is done with it.

        Whoever pauses a voice that waits has it paused.
        """
        waited = self.waiting
        self._forget()
        if waited and event in (Act.TOGGLE, Act.PAUSE):
            self._session.played.emit(Playing.PAUSED)
            self._session.moved.emit()
            return True
        return False

    def _forget(self) -> None:
        self._over.stop()
        self.waiting = False
        self._loud()

    def _another_text(self) -> None:
        """What waited was the text before, unless that only grew."""
        if not self._grows:
            self._forget()
        self._grows = False

    def _grow(self) -> None:
        self._grows = True

    def _come_again(self) -> None:
        self._loud()
        if self.waiting:
            self.waiting = False
            self._session.play()

    def _loud(self) -> None:
        if self._quiet:
            self._quiet = False
            self._session.playback.heed_prosody()
