"""Turns a place in a story into how far it is and how long the rest takes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from reader.core.document import Document, Kind, Span
from reader.core.speech.skipping import NOTHING, heard


@dataclass(frozen=True, slots=True)
class Progress:
    """Where one is."""

    sentence: int
    """From 1; 0 in a text without sentences."""
    of: int
    words_left: int
    words: int

    @property
    def percent(self) -> int:
        """How much is behind, 0 to 100."""
        return 0 if not self.words else round(100 * (self.words - self.words_left) / self.words)

    def minutes_left(self, words_a_minute: int) -> float:
        """Minutes of listening that are left."""
        return self.words_left / words_a_minute


class Measure:
    """Knows the words of every sentence; made once for a text, asked at every sentence."""

    def __init__(
        self,
        document: Document,
        spans: Sequence[Span] | None = None,
        skipped: frozenset[Kind] = NOTHING,
    ) -> None:
        """`spans` are the sentences that are read, in their order; None for all but `skipped` blocks."""
        read = document.sentences if spans is None else spans
        self._spans = tuple(heard(read, document.blocks, skipped))
        self._words = list(accumulate((len(s.of(document.text).split()) for s in self._spans), initial=0))
        order = sorted(range(len(self._spans)), key=lambda i: self._spans[i])
        self._order = order
        self._starts = [self._spans[i].start for i in order]

    @property
    def words(self) -> int:
        return self._words[-1]

    def at(self, offset: int) -> Progress:
        """Where `offset` is; the nearest sentence before it counts."""
        if not self._spans:
            return Progress(0, 0, 0, 0)
        number = self._order[max(bisect_right(self._starts, offset) - 1, 0)]
        return Progress(number + 1, len(self._spans), self.words - self._words[number], self.words)
