"""Turns a device's count, which moves in steps, into one that moves with the sound."""

from __future__ import annotations

import time

_START = 0.02
"""Seconds by which the first samples are handed over earlier than any later ones, against their sound; with
it the first word's light is as near as the others (PulseAudio: 37 ms early without, 12 ms the others)."""


class Count:
    """Frames heard, from a count that moves in steps."""

    def __init__(self) -> None:
        self.written = 0
        """Frames handed to Qt."""
        self.moved = time.monotonic()
        """When the last step was seen."""
        self.asked = self.moved
        """When it was last seen to be well."""
        self._seen = 0
        self._step = 0
        self._given = 0

    @property
    def all_heard(self) -> bool:
        return self._seen >= self.written

    def take(self, frames: int, now: float) -> None:
        if self.all_heard:
            self.moved = self.asked = now  # it stood still because there was nothing to play
            self._step = 0
        self.written += frames

    def see(self, frames: int, now: float) -> None:
        if frames > self._seen:
            self.moved = now if self._seen else now + _START
            self._step = frames - self._seen
            self._seen = frames
            self.asked = now

    def frames(self, now: float, sample_rate: int) -> int:
        between = max(0, min(round((now - self.moved) * sample_rate), self._step))
        self._given = max(self._given, self._seen - self._step + between)
        return self._given

    def hold(self, now: float, sample_rate: int) -> None:
        """The device pauses: what the clock has carried on so far stays, and no more comes."""
        self.frames(now, sample_rate)
        self._step = 0
        self.moved = self.asked = now
