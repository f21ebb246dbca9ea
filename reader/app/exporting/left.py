"""Turns how far an export is into how long the rest takes."""

from __future__ import annotations

from collections.abc import Callable


class TimeLeft:
    """Asked at every piece of news. What was done before it was resumed does not count for the speed, nor does a pause."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """`clock` counts seconds."""
        self._clock = clock
        self._first: tuple[int, float] | None = None
        self._still: float | None = None

    def seconds(self, done: int, total: int) -> float | None:
        """What is left, or None while it is not known."""
        now = self._clock()
        if self._first is None:
            self._first = done, now
        before, began = self._first
        if done <= before or now <= began:
            return None
        return (now - began) * (total - done) / (done - before)

    def pause(self) -> None:
        """From now on time does not count."""
        self._still = self._clock()

    def go_on(self) -> None:
        """It counts again."""
        if self._still is not None and self._first is not None:
            self._first = self._first[0], self._first[1] + self._clock() - self._still
        self._still = None


def clock(seconds: float) -> str:
    """Hours, minutes and seconds."""
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
