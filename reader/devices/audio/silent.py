"""Turns sound into passing time: the sink of a machine where nobody can hear anything."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

from reader.core.protocols import Device


class SilentSink:
    """Plays nothing, in real time, so that reading, light and pauses go on as if there were a device.

    Its frames are counted by a clock: there is no sound here that the clock could run away from.
    """

    silent = True

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._sample_rate = 0
        self._written = 0
        self._heard = 0.0
        self._since = 0.0
        self._paused = False

    def open(self, sample_rate: int) -> None:
        with self._lock:
            self._sample_rate = sample_rate
            self._paused = False
            self._forget()

    def write(self, pcm: bytes) -> None:
        with self._lock:
            self._settle()
            self._written += len(pcm) // 2

    def pause(self) -> None:
        with self._lock:
            self._settle()
            self._paused = True

    def resume(self) -> None:
        with self._lock:
            self._settle()
            self._paused = False

    def flush(self) -> None:
        with self._lock:
            self._forget()

    def splice(self, frame: int, pcm: bytes) -> None:
        with self._lock:
            self._settle()
            self._written = max(int(self._heard), frame + len(pcm) // 2)

    def frames_heard(self) -> int:
        with self._lock:
            self._settle()
            return int(self._heard)

    def frames_committed(self) -> int:
        return self.frames_heard()

    def devices(self) -> Sequence[Device]:
        return ()

    def choose(self, device: str) -> None:
        """Nowhere is nowhere."""

    def close(self) -> None:
        """Nothing is held."""

    def _forget(self) -> None:
        self._written = 0
        self._heard = 0.0
        self._since = self._clock()

    def _settle(self) -> None:
        """Time passes for sound that is there, and stands still where there is none."""
        now = self._clock()
        if not self._paused:
            self._heard = min(self._written, self._heard + (now - self._since) * self._sample_rate)
        self._since = now
