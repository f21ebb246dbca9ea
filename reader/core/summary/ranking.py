"""Turns a document into the order in which its sentences tell the story, cut at any length."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

from reader.core.document import Document, Span
from reader.core.summary.cancelling import Cancelled, uncollected, watched
from reader.core.summary.centrality import centrality
from reader.core.summary.genre import genre
from reader.core.summary.length import Length, Unit
from reader.core.summary.ordering import ordered
from reader.core.summary.refusal import Refusal, refusal
from reader.core.summary.signs import signs
from reader.core.summary.story import Told, story
from reader.core.summary.terms import Basis, Terms, terms
from reader.core.summary.weights import Weights, weights_of
from reader.core.words import words

__all__ = ["Cancelled", "Ranker", "Ranking"]


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
    basis: Basis = Basis.LANGUAGE

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

        Only a share of 1 or more brings back the sentences that repeat. A longer cut holds every sentence of a shorter one. A length in words is met as nearly as whole
        sentences allow, never by more than half of the last one; one sentence is chosen unless 0 is asked.
        """
        total = sum(self.words)
        room, most = length.words(total), length.sentences()
        if room <= 0 or most <= 0:
            return ()
        if self.refusal is not None or (length.unit is Unit.SHARE and length.amount >= 1):
            return tuple(sorted(self.order))
        taken = used = 0
        for count in self.words[: self.fresh]:
            if taken and (taken + 1 > most or used + count - room > room - used):
                break
            taken, used = taken + 1, used + count
        return tuple(sorted(self.order[: max(1, taken)]))


class Ranker:
    """Ranks the sentences of documents by what it learned."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self._weights: Weights = weights_of(weights)

    def rank(self, document: Document, cancelled: Callable[[], bool] = lambda: False) -> Ranking:
        """The order in which the sentences of `document` tell its story. Any thread may call it.

        Raises:
            Cancelled: `cancelled` said yes; it is asked at least ten times a second.
        """
        with uncollected():
            return self._rank(document, cancelled)

    def _rank(self, document: Document, cancelled: Callable[[], bool]) -> Ranking:
        told = story(document, cancelled)
        if not told:
            return Ranking((), (), 0, refusal(document, 0))
        language = document.language.partition("-")[0].lower()
        known = terms(
            document.text,
            [t.span for t in told],
            document.title,
            language,
            self._weights.words.get(language, {}),
            cancelled,
        )
        scores = self.scores(document, told, known, cancelled)
        new, rest = ordered(scores, told, known, cancelled)
        order = new + rest
        counts = [
            sum(1 for _ in words(document.text[t.span.start : t.span.end])) for t in watched(told, cancelled)
        ]
        return Ranking(
            order=tuple([told[i].span for i in watched(order, cancelled)]),
            words=tuple([counts[i] for i in watched(order, cancelled)]),
            fresh=len(new),
            refusal=refusal(document, len(told), cancelled),
            basis=known.basis,
        )

    def scores(
        self, document: Document, told: Sequence[Told], known: Terms, cancelled: Callable[[], bool]
    ) -> list[float]:
        """How telling each sentence is by itself; only the order counts."""
        centre = centrality(known.telling, known.stems, cancelled)
        rows = signs(document.text, told, known, centre, cancelled)
        worth = self._weights.worth(genre(rows, len({t.block for t in told}), known, centre, cancelled))
        scores = []
        for at, row in enumerate(watched(rows, cancelled)):
            scores.append(sum([x * w for x, w in zip(row, worth, strict=True)]))
            rows[at] = ()  # to let go of all at once takes 70 ms at a million words
        return scores
