"""Finds the rate at which an engine must be driven so that a voice speaks true words a minute.

Every engine has its own idea of a rate, and every voice another. So a fixed text is spoken and its
sound measured: the seconds it should take are known, the next guess follows from the seconds it took,
and two or three guesses suffice, because time is nearly the inverse of the rate. What was measured is
kept and shortens later searches.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import log

from reader.core.speech.plan import SENTENCE, scaled
from reader.core.words import count

SLOWEST, FASTEST = 70, 900
"""True words a minute that may be asked for."""

NEAR = 0.01
"""How far from the wanted seconds is near enough."""

NEAR_ENOUGH = 0.03
"""How far from the wanted seconds a sound may be before it is stretched."""

MOST = 4.0
"""How many times as long or short a sound is made at most."""

TRIES = 4

TRUSTED = 1.5
"""How far a line through two measurements may lead from simple proportion: two that lie close say little."""

TRUSTED_UP_TO = 1.2
"""How far a rate may be from a measured one, as a ratio, to be guessed while somebody waits."""

Measure = Callable[[int], float]
"""Takes a rate of the engine's own, gives the seconds that the fixed text takes, without silence around it."""


def wanted(sentences: Sequence[str], rate: int) -> float:
    """Seconds of sound in which sentences must be said for `rate` true words a minute.

    The pauses between sentences belong to the minute, those between paragraphs do not.
    """
    whole = 60 * sum(count(sentence) for sentence in sentences) / rate
    return whole - len(sentences) * scaled(SENTENCE, rate)


@dataclass(slots=True)
class Pace:
    """What is known of one voice: seconds of its fixed text by the engine's own rate."""

    slowest: int = 1
    fastest: int = 10_000
    """The limits of the engine's own rate."""
    measured: dict[int, float] = field(default_factory=dict)

    def guess(self, seconds: float) -> int | None:
        """The engine's rate for `seconds` without measuring, where what was measured lies so near that it can be told.

        Within 2.4 % for eSpeak, but where it changes its ways (at 100 and 450 of its words a minute), 11 %. None
        where it is not near, or was measured itself.
        """
        rate = self._guess(seconds)
        if rate is None or len(self.measured) < 2:
            return None
        if rate != self._within(rate):
            return None  # the sound must be stretched, by as much as a measurement says
        near = min(max(rate / known, known / rate) for known in self.measured)
        return rate if 1 < near < TRUSTED_UP_TO else None

    def find(self, seconds: float, first: int, measure: Measure) -> tuple[int, float]:
        """The engine's rate at which its text takes `seconds`, and how much longer the sound must be made.

        `first` is the guess to begin with. The second value is 1 but where the engine does not go as
        slowly or fast as that.
        """
        guess = self._within(self._guess(seconds) or first)
        for _ in range(TRIES):
            if guess not in self.measured:
                self.measured[guess] = measure(guess)
            if abs(self.measured[guess] / seconds - 1) <= NEAR:
                return guess, 1.0
            better = self._within(self._guess(seconds) or guess)
            if better == guess:
                break
            guess = better
        best = min(self.measured, key=lambda rate: abs(log(self.measured[rate] / seconds)))
        factor = seconds / self.measured[best]
        return best, 1.0 if abs(factor - 1) <= NEAR_ENOUGH else min(max(factor, 1 / MOST), MOST)

    def _within(self, rate: int) -> int:
        return min(max(rate, self.slowest), self.fastest)

    def _guess(self, seconds: float) -> int | None:
        """The rate for `seconds`, with time as `a / rate + b` through the two that come nearest."""
        near = sorted(self.measured, key=lambda rate: abs(self.measured[rate] - seconds))[:2]
        if not near or not self.measured[near[0]]:
            return None
        one, took = near[0], self.measured[near[0]]
        simple = one * took / seconds
        if len(near) == 2:
            other, other_took = near[1], self.measured[near[1]]
            slope = (took - other_took) / (1 / one - 1 / other)
            inverse = (seconds - took) / slope + 1 / one if slope > 0 else 0.0
            if inverse > 0 and 1 / TRUSTED < simple * inverse < TRUSTED:
                return max(1, round(1 / inverse))
        return max(1, round(simple))
