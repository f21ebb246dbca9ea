"""Keeps the open story, the place in it and how it is read, off the window's thread, and finds both again.

One job at a time: two at once could keep the words of one story as the place in another.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from reader.core.document import Document, Span
from reader.core.errors import ReaderError
from reader.core.keeping import Manner
from reader.ui.jobs import Jobs
from reader.ui.needs import Parts, Remembering

LATE = 1000
"""Milliseconds after which a story begins without its place; a guess at what feels like a fault."""

Answer = Callable[[int, str], None]
"""Is told the offset where listening stopped, or 0, and a sentence about trouble, or ""."""


def _ignore(_place: int, _trouble: str) -> None:
    pass


class Places(QObject):
    """The place of one story at a time; lives in the window's thread."""

    troubled = Signal(str)
    """A sentence about the library that the person must know, while a story is open."""

    manner_known = Signal(object)
    """The `Manner` of the story that was asked for; before its place is told."""

    def __init__(self, parts: Parts, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._jobs = jobs
        self._waiting = QTimer(self, singleShot=True, interval=LATE)
        self._waiting.timeout.connect(lambda: self._in_time(0, ""))
        self._story: Document | None = None
        self._in_time: Answer = _ignore
        self._late: Answer = _ignore
        self._number = 0
        """Of the story that was asked for last; an answer to an earlier one is not wanted any more."""
        self._busy = False
        self._used = False
        self._kept: Remembering | None = None
        """Takes the words that are heard, once the story that is open was begun."""
        self._told = False

    def follow(self, story: Document | None, in_time: Answer = _ignore, late: Answer = _ignore) -> None:
        """Keeps this story from now on, or with None nothing.

        `in_time` is called once for the last story that was asked for. Where the library is slow it is
        told 0, and `late` is told the place when it is known.
        """
        self._story, self._in_time, self._late = story, in_time, late
        self._number += 1
        self._kept = None
        self._waiting.stop()
        if story is not None:
            self._waiting.start()
        elif not self._used:
            return  # who keeps nothing gets no library
        self._used = True
        if not self._busy:
            self._work()

    def hurry(self) -> None:
        """Waits no longer for a place; where one was waited for, the story begins without it."""
        if self._waiting.isActive():
            self._waiting.stop()
            self._in_time(0, "")

    @property
    def busy(self) -> bool:
        """Whether a story is being begun or ended."""
        return self._busy

    @property
    def keeps(self) -> bool:
        """Whether the story that is open was begun, so that what is said of it now is kept."""
        return self._kept is not None

    def keep_manner(self, manner: Manner) -> None:
        """How the story is read from now on where that differs from the settings."""
        if self._kept is not None:
            self._kept.keep_manner(manner)

    def heard(self, word: Span) -> None:
        """The word that is heard in the story."""
        if self._kept is not None:
            self._kept.shown(word, None)

    def phase(self, phase: str) -> None:
        """A pause or a stop is written at once."""
        if self._kept is not None:
            self._kept.phase(phase)

    def close(self) -> None:
        """Nothing is kept or told any more."""
        self._kept = None
        self._waiting.stop()

    def _work(self) -> None:
        story, number = self._story, self._number
        self._busy = True

        def begin() -> tuple[Remembering, int, Manner]:
            kept = self._parts.remembering()
            kept.tell(self.troubled.emit)
            if story is None:
                kept.end()
                return kept, 0, Manner()
            return kept, kept.begin(story), kept.manner

        def done(begun: tuple[Remembering, int, Manner]) -> None:
            kept, place, manner = begun
            if self._is_last(number):
                self._kept = kept if story is not None else None
                if story is not None:
                    self.manner_known.emit(manner)
                self._answer(place, "")

        def failed(error: ReaderError) -> None:
            if self._is_last(number):
                # Once is enough: what cannot be kept now cannot be kept at the next story either.
                trouble = "" if self._told else f"{error.message} {error.advice}"
                self._told = True
                self._answer(0, trouble)

        self._jobs.do(begin, done, failed)

    def _is_last(self, number: int) -> bool:
        self._busy = False
        if number == self._number:
            return True
        self._work()
        return False

    def _answer(self, place: int, trouble: str) -> None:
        if self._waiting.isActive():
            self._waiting.stop()
            self._in_time(place, trouble)
        else:
            self._late(place, trouble)
