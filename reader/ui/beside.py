"""Says a word in between, spelled or tried, while the reading pauses."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from reader.core.errors import ReaderError
from reader.ui.jobs import Jobs
from reader.ui.needs import Aside, Parts
from reader.ui.playback import Playback
from reader.ui.voice import PlayerSignals

if TYPE_CHECKING:
    from reader.core.speech.pronunciation import Entry


T = TypeVar("T")


class Beside(QObject):
    """The second voice of the window: never while the first one sounds, and silenced with it."""

    spelled = Signal(str)
    """What is being said, letter by letter."""
    failed = Signal(str, str)
    moved = Signal()
    """`sounding` changed."""

    def __init__(self, parts: Parts, jobs: Jobs, playback: Playback, parent: QObject) -> None:
        super().__init__(parent)
        self.sounding = False
        self._parts = parts
        self._jobs = jobs
        self._playback = playback
        self._aside: Aside | None = None
        self._signals = PlayerSignals(self)
        self._signals.phase_now.connect(self._phase)
        self._signals.failed_now.connect(self.failed)
        self._last: tuple[str, int] | None = None

    def spell(self, word: str, place: int, language: str) -> None:
        """Says the letters of the word at a place; of the same word again, a word for each letter."""
        alphabet = self._last == (word, place)
        self._last = None if alphabet else (word, place)
        self._do(lambda aside: aside.spell(word, language, alphabet=alphabet), self.spelled.emit)

    def preview(self, entry: Entry, text: str, language: str, failed: Callable[[ReaderError], None]) -> None:
        """Says a text as it would be said with an entry."""
        self._do(lambda aside: aside.preview(entry, text, language), lambda _: None, failed)

    def hush(self) -> None:
        """Silence at once."""
        if self._aside is not None:
            self._aside.hush()

    def _do(
        self,
        act: Callable[[Aside], T],
        done: Callable[[T], None],
        failed: Callable[[ReaderError], None] | None = None,
    ) -> None:
        self._playback.ask(lambda player: player.pause())

        def work() -> tuple[Aside, T]:
            aside = self._parts.aside()
            if self._aside is None:
                aside.listen(self._signals)
            self._aside = aside
            return aside, act(aside)

        self._jobs.do(work, lambda both: done(both[1]), failed or self._fail)

    def _fail(self, error: ReaderError) -> None:
        self.failed.emit(error.message, error.advice)

    def _phase(self, phase: str) -> None:
        self.sounding = phase == "playing"
        self.moved.emit()
