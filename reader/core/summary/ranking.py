"""Turns a document into the order in which its sentences tell the story, cut at any length."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

from reader.core.document import Document, Span
from reader.core.summary.length import Length
from reader.core.summary.refusal import Refusal, refusal
from reader.core.summary.story import story

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Ranking(Sequence[Span]):
    """The sentences of a story, the most telling first; those that only repeat come last."""

    order: tuple[Span, ...]
    words: tuple[int, ...]
    """How many words each sentence of `order` has."""
    fresh: int
    """So many of them, from the first, say something that the ones before do not."""
    refusal: Refusal | None = None
    """Why the whole should be heard instead, or None."""

    @overload
    def __getitem__(self, at: int) -> Span: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Span, ...]: ...
    def __getitem__(self, at: int | slice) -> Span | tuple[Span, ...]:
        return self.order[at]

    def __len__(self) -> int:
        return len(self.order)

    def __iter__(self) -> Iterator[Span]:
        return iter(self.order)

    def cut(self, length: Length) -> tuple[Span, ...]:
        """The summary of this length, in reading order; the whole story where `refusal` says so.

        A longer cut holds every sentence of a shorter one. At least one sentence is chosen unless 0 is asked.
        """
        total = sum(self.words)
        room, most = length.words(total), length.sentences()
        if self.refusal is not None or (room >= total and most >= len(self.order)):
            return tuple(sorted(self.order))
        if room <= 0 or most <= 0:
            return ()
        taken, used = 0, 0
        for words in self.words[: self.fresh]:
            if taken >= most or (taken and used + words > room):
                break
            taken, used = taken + 1, used + words
        return tuple(sorted(self.order[:taken]))


class Cancelled(Exception):
    """The answer is no longer wanted."""


class Ranker:
    """Ranks the sentences of documents."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self._weights = weights

    def rank(self, document: Document, cancelled: Callable[[], bool] = lambda: False) -> Ranking:
        """The order in which the sentences of `document` tell its story."""
        told = story(document)
        if cancelled():
            raise Cancelled
        terms = [
            {w[:6] for w in WORD.findall(s.span.of(document.text).casefold()) if len(w) > 3} for s in told
        ]
        words = [len(WORD.findall(s.span.of(document.text))) for s in told]
        often = Counter(t for ts in terms for t in ts)
        scores = []
        for i, ts in enumerate(terms):
            central = sum(math.log(1 + often[t]) for t in ts) / (5 + len(ts))
            scores.append(central + 1.5 / (1 + i) - (1 if words[i] < 6 else 0))
        by_score = sorted(range(len(told)), key=lambda i: (-scores[i], i))
        kept: list[int] = []
        repeats: list[int] = []
        for i in by_score:
            if len(kept) < 200 and any(
                len(terms[i] & terms[k]) > 0.6 * min(len(terms[i]), len(terms[k])) for k in kept
            ):
                repeats.append(i)
            else:
                kept.append(i)
        order = kept + repeats
        return Ranking(
            tuple(told[i].span for i in order),
            tuple(words[i] for i in order),
            len(kept),
            refusal(document, len(told)),
        )
