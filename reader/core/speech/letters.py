"""Says how the letters of a word sound as far as a waveform tells: voiced, hissing or closed.

Letters of other scripts than Latin and Cyrillic count as voiced consonants, which fit nearly everything.
"""

from __future__ import annotations

from enum import StrEnum
from unicodedata import combining, normalize


class Manner(StrEnum):
    """How a letter sounds."""

    VOWEL = "vowel"
    HISS = "hiss"
    """A fricative, most of them without voice."""
    STOP = "stop"
    """A closure, and the burst after it."""
    VOICED = "voiced"
    """A nasal, a liquid, and whatever is not known."""


COST: dict[Manner, tuple[float, float, float]] = {
    Manner.VOWEL: (0.0, 1.0, 1.0),
    Manner.HISS: (0.8, 0.0, 0.5),
    Manner.STOP: (0.5, 0.2, 0.0),
    Manner.VOICED: (0.1, 0.7, 0.7),
}
"""What a frame of sound costs within a letter where it is voiced, hissing, silent. Set by hand, tried on eSpeak."""

SHARE: dict[Manner, float] = {Manner.VOWEL: 1.0, Manner.HISS: 1.1, Manner.STOP: 0.9, Manner.VOICED: 0.8}
"""Of the length of a word, in proportion."""

_VOWELS = frozenset("aeiouyаеёиоуыэюя")
_HISSES = frozenset("sfzxçшщсхфзцч")
_STOPS = frozenset("ptkbdgqcпткбдг")


def manners(word: str) -> list[Manner]:
    """The sounds of a word, one for a row of consonants alike; never empty."""
    plain = "".join(c for c in normalize("NFD", word.lower()) if not combining(c))
    found: list[Manner] = []
    for at, letter in enumerate(plain):
        for manner in _manners(plain, at, letter):
            if not found or manner is Manner.VOWEL or manner is not found[-1]:
                found.append(manner)
    return found or [Manner.VOICED]


def _manners(word: str, at: int, letter: str) -> tuple[Manner, ...]:
    before, after = word[max(0, at - 1) : at], word[at + 1 : at + 2]
    if letter.isdecimal():
        return Manner.VOICED, Manner.VOWEL, Manner.VOICED
    if not letter.isalpha() or (letter == "e" and not after and len(word) > 2):
        return ()
    if letter in _VOWELS:
        return (Manner.VOWEL,)
    if letter == "h":
        return () if before and before not in "sc" else (Manner.HISS,)
    if letter in _HISSES or (letter == "c" and after and after in "eiyh"):
        return (Manner.HISS,)
    if letter in _STOPS and not (letter == "g" and before == "n"):
        return (Manner.STOP,)
    return (Manner.VOICED,)
