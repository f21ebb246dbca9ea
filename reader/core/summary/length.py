"""Says how long a summary may be: in sentences, words, minutes of listening, or as a share of the story."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a length is counted in."""

    SENTENCES = "sentences"
    WORDS = "words"
    MINUTES = "minutes"
    """Minutes of listening at `Length.rate`."""
    SHARE = "share"
    """Part of the words of the story, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Length:
    """A length that is asked for, not one that was measured."""

    amount: float
    """At least 0, in `unit`; a share over 1 means the whole."""
    unit: Unit
    rate: int = 180
    """True words a minute of the person who listens; used for minutes only."""

    def words(self, all_words: int) -> float:
        """The same length in words, for a story of `all_words` words; endless for a number of sentences."""
        match self.unit:
            case Unit.SENTENCES:
                return float("inf")
            case Unit.WORDS:
                return self.amount
            case Unit.MINUTES:
                return self.amount * self.rate
            case Unit.SHARE:
                return self.amount * all_words

    def sentences(self) -> float:
        """The largest number of sentences; endless for every other unit."""
        return self.amount if self.unit is Unit.SENTENCES else float("inf")


WHOLE = Length(1, Unit.SHARE)
"""Everything: the story itself."""
