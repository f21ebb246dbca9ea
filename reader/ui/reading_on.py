"""Reads on from one text to the next: says something before a text, and keeps the stop between two from being told."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reader.app.commands import Playing
from reader.core.document import Document, Span
from reader.core.settings import Settings
from reader.ui.needs import Parts
from reader.ui.reading import Reading, Shown


class ReadingOn(Reading):
    """While a foreword sounds, the text that follows is open already, and nothing in it is lit.

    The player tells of the end of a text twice: that all was heard, and then that it stopped. What comes
    between two texts is decided at the first and is not told at the second.
    """

    finished = Signal()
    """All of the text was heard, and something else may be read now; `go_on_soon` keeps a stop from being told."""

    def __init__(
        self,
        parts: Parts,
        settings: Settings,
        save: Callable[[Settings], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parts, settings, save, parent)
        self._foreword = False
        """What sounds is not the text but what is said before it."""
        self._goes_on = False
        """The next stop is none for the person: something else is read right after it."""
        self._player = Playing.STOPPED
        """What the player told last; what the person was told is `playing`."""
        self.playback.told.finished_now.connect(self._finish)

    def play_after(self, foreword: Document) -> None:
        """Says something first, without light, and then reads from the place on; a stop ends both."""
        self.put_before(foreword)
        self.play()

    def put_before(self, foreword: Document) -> None:
        """Whoever begins to read hears this first."""
        self.go_on_soon()
        self.playback.ask(lambda p: p.load(foreword))
        self._foreword = True

    def go_on_soon(self) -> None:
        """What sounds ends now, and the person is to hear of no stop, because more follows in a moment."""
        self._goes_on = self._player is Playing.PLAYING

    def go_on_no_more(self) -> None:
        """What was to follow does not; the person is told of the stop."""
        self._goes_on = False
        if self._player is Playing.STOPPED and self.playing is not Playing.STOPPED:
            super()._phase(Playing.STOPPED)

    def stop(self) -> None:
        self.go_on_no_more()
        super().stop()

    def go_to(self, offset: int) -> None:
        if self._foreword:
            self._place = offset
            self._skip_foreword()
        else:
            super().go_to(offset)

    def move(self, unit: str, step: int) -> None:
        if self._foreword:
            self._skip_foreword()
        else:
            super().move(unit, step)

    def read_selection(self, span: Span) -> None:
        self._foreword = False
        super().read_selection(span)

    def _skip_foreword(self) -> None:
        sounding = self._player is Playing.PLAYING
        self.go_on_soon()
        self._load_shown(sounding)

    def _finish(self, asleep: bool) -> None:
        if self._foreword:
            self._goes_on = True
            self._load_shown(sounding=True)
        elif not asleep and self._alone is None and self.shown is Shown.ARTICLE:
            self.finished.emit()

    def _load_shown(self, sounding: bool) -> None:
        self._foreword = False
        super()._load_shown(sounding)

    def _light(self, word: Span | None, sentence: Span | None) -> None:
        if not self._foreword:
            super()._light(word, sentence)

    def _phase(self, phase: str) -> None:
        self._player = Playing(phase)
        if self._player is Playing.STOPPED and self._goes_on:
            self._goes_on = False
            return
        if self._player is Playing.STOPPED and self._foreword:
            self._load_shown(sounding=False)
        super()._phase(phase)
