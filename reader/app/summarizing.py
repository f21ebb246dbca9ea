"""Turns a document and a length into its summary, with the place of every sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from reader.app import wording
from reader.core.document import Document, Span

if TYPE_CHECKING:
    from reader.core.summary.bound import Briefing
    from reader.core.summary.length import Length
    from reader.core.summary.places import Place
    from reader.core.summary.ranking import Ranking


class Ranks(Protocol):
    """Puts the sentences of a document in order: our ranker, or one of sumy's algorithms."""

    def rank(self, document: Document, cancelled: Callable[[], bool] = ...) -> Ranking: ...


BRIEF = 3
"""Sentences for each story of a briefing, where nobody says how many."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A choice of sentences, in reading order."""

    places: tuple[Place, ...]
    notice: str
    """What a person is told where the whole is read instead, or empty."""
    remark: str = ""
    """What a person is told of how the sentences were chosen, or empty."""

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(place.span for place in self.places)


class Summarizing:
    """Sums documents up. Any thread may call it; it blocks."""

    def __init__(self, ranker: Callable[[], Ranks]) -> None:
        self._ranker = ranker

    def rank(self, document: Document, cancelled: Callable[[], bool] = lambda: False) -> Ranking:
        """The ranking that every length is cut from; raises `Cancelled`."""
        return self._ranker().rank(document, cancelled)

    def cut(self, document: Document, ranking: Ranking, length: Length | None = None) -> Summary:
        """A summary of this length; without one, the key points."""
        from reader.core.summary.places import places
        from reader.core.summary.steps import Step
        from reader.core.summary.steps import length as length_of

        spans = ranking.cut(length or length_of(Step.KEY_POINTS, len(ranking)))
        if ranking.refusal is not None:
            return Summary(places(document, spans), ranking.refusal.sentence)
        return Summary(places(document, spans), "", ranking.basis.sentence)

    def summarize(self, document: Document, length: Length | None = None) -> Summary:
        """A summary of this length; without one, the key points."""
        return self.cut(document, self.rank(document), length)

    def brief(
        self,
        documents: Sequence[Document],
        length: Length | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Briefing:
        """Several stories told one after the other, such as a queue; the same story told twice is told once.

        `length` in sentences or as a share is for each story, three sentences where nothing is given; words
        and minutes are for all of them together. `Briefing.document` is one text to show, read or export,
        and `Briefing.origin(offset)` says which of `documents` and which place in it one hears.

        Raises:
            Cancelled: `cancelled` said yes.
        """
        from reader.core.summary.bound import bound
        from reader.core.summary.briefing import briefing
        from reader.core.summary.length import Length, Unit

        ranker = self._ranker()
        rankings = [ranker.rank(document, cancelled) for document in documents]
        items = briefing(documents, rankings, length or Length(BRIEF, Unit.SENTENCES), cancelled)
        return bound(documents, items, wording.told, wording.language())
