"""How much of a text is said: two ways for numbers, two for punctuation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Numbers(StrEnum):
    """How numbers are said."""

    NATURAL = "natural"
    """As a person would: counts, years, prices."""
    DIGITS = "digits"
    """Digit by digit, for codes and for checking."""


class Punctuation(StrEnum):
    """How punctuation is said."""

    NATURAL = "natural"
    """As pauses and melody."""
    ALL = "all"
    """Every mark by its name, for proofreading."""


@dataclass(frozen=True, slots=True)
class HowMuch:
    """What a person has chosen."""

    numbers: Numbers = Numbers.NATURAL
    punctuation: Punctuation = Punctuation.NATURAL
