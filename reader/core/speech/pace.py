"""Finds the rate at which an engine must be driven so that a voice speaks true words a minute.

Every engine has its own idea of a rate: eSpeak's 175 is 227 words a minute, and a voice of the system
may take any number. So a fixed text is spoken and its sound measured: the seconds it should take are
known, the next guess follows from the seconds it took, and two or three guesses suffice, because time
is nearly the inverse of the rate. What was measured is kept and shortens later searches.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from reader.core.speech.plan import SENTENCE, scaled
from reader.core.speech.written import words

SLOWEST, FASTEST = 70, 900
"""True words a minute that may be asked for."""

NEAR = 0.01
"""How far from the wanted seconds is near enough."""

TRIES = 4

_IDEOGRAPH = re.compile(r"[぀-ヿ㐀-䶿一-鿿豈-﫿]")

A_CHARACTER = 0.6
"""Of a word, for a Han or Kana character: a guess between what counts of Chinese (0.6–0.7) and Japanese say."""

Measure = Callable[[int], float]
"""Takes a rate of the engine's own, gives the seconds that the fixed text takes, without silence around it."""


def counted(text: str) -> float:
    """How many words a text is, for a rate."""
    return sum(A_CHARACTER if _IDEOGRAPH.match(word.of(text)) else 1 for word in words(text))


def wanted(sentences: Sequence[str], rate: int) -> float:
    """Seconds of sound in which sentences must be said for `rate` true words a minute.

    The pauses between sentences belong to the minute, those between paragraphs do not.
    """
    whole = 60 * sum(counted(sentence) for sentence in sentences) / rate
    return whole - len(sentences) * scaled(SENTENCE, rate)


@dataclass(slots=True)
class Pace:
    """What is known of one voice: seconds of its fixed text by the engine's own rate."""

    measured: dict[int, float] = field(default_factory=dict)

    def find(self, seconds: float, first: int, measure: Measure) -> int:
        """The engine's rate at which its text takes `seconds`; `first` is the guess to begin with."""
        guess = self._guess(seconds) or first
        for _ in range(TRIES):
            if guess not in self.measured:
                self.measured[guess] = measure(guess)
            if abs(self.measured[guess] / seconds - 1) <= NEAR:
                return guess
            better = self._guess(seconds)
            if better in (None, guess):
                break
            guess = better or guess
        return min(self.measured, key=lambda rate: abs(self.measured[rate] / seconds - 1))

    def _guess(self, seconds: float) -> int | None:
        """The rate for `seconds` by what lies nearest on either side, or by the nearest alone."""
        known = sorted((took, rate) for rate, took in self.measured.items() if took > 0)
        if not known:
            return None
        shorter = [pair for pair in known if pair[0] <= seconds]
        longer = [pair for pair in known if pair[0] >= seconds]
        if not shorter or not longer:
            took, rate = (shorter or longer)[-1 if shorter else 0]
            return max(1, round(rate * took / seconds))
        (took, rate), (longer_took, longer_rate) = shorter[-1], longer[0]
        if longer_took == took:
            return rate
        share = (1 / seconds - 1 / longer_took) / (1 / took - 1 / longer_took)
        return round(longer_rate + (rate - longer_rate) * share)
