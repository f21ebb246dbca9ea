"""Ends what takes too long.

One thread sleeps until the next deadline. Setting and lifting a deadline costs microseconds, because
the thread is woken only for a deadline nearer than the one it sleeps for; a `threading.Timer` for each
frame would start a thread each time.
"""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from threading import Condition, Thread
from time import monotonic


class Watchdog:
    """Calls `bite` when a deadline passes. Any thread may call it."""

    def __init__(self, bite: Callable[[], None]) -> None:
        self._bite = bite
        self._changed = Condition()
        self._deadline = inf
        self._wakes = inf
        """When the thread looks again if nobody wakes it."""
        self._closed = False
        Thread(target=self._watch, name="watchdog", daemon=True).start()

    def watch(self, seconds: float) -> None:
        """Bites in so many seconds from now, unless `rest` or `watch` comes first."""
        with self._changed:
            self._deadline = monotonic() + seconds
            if self._deadline < self._wakes:
                self._changed.notify()

    def rest(self) -> None:
        """Lifts the deadline."""
        with self._changed:
            self._deadline = inf

    def close(self) -> None:
        """Ends its thread."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._closed:
                left = self._deadline - monotonic()
                if left <= 0:
                    self._deadline = inf
                    self._bite()
                    continue
                self._wakes = self._deadline
                self._changed.wait(None if left == inf else left)
