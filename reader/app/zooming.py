"""Turns a step between headline and full text, and a place, into what is heard there and where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.core.document import Document, Kind, Span
from reader.core.summary.steps import Step, length

if TYPE_CHECKING:
    from reader.core.summary.ranking import Ranking  # start-up time

STEPS = tuple(Step)


def beside(step: Step, by: int, document: Document) -> Step:
    """The step so many steps longer, or shorter; the last one there is where they end.

    A text without a title has no headline to hear.
    """
    first = 0 if document.title else 1
    return STEPS[min(max(STEPS.index(step) + by, first), len(STEPS) - 1)]


def spans(document: Document, ranking: Ranking, step: Step, points: int) -> tuple[Span, ...]:
    """What is heard at a step, in reading order; `points` sentences are the key points.

    Nothing where the text cannot be summed up, and at the full text, which is the article itself.
    """
    if ranking.refusal is not None or step is Step.FULL:
        return ()
    title = next((b.span for b in document.blocks if b.kind is Kind.TITLE), None)
    if step is Step.HEADLINE and title is not None:
        return tuple(s for s in document.sentences if title.start <= s.start < title.end) or (title,)
    return ranking.cut(length(max(step, Step.SENTENCE, key=STEPS.index), len(ranking), points))


def landing(spans: Sequence[Span], offset: int) -> int:
    """Where to go on among `spans` when `offset` was heard: there, or at the next of them, or at the last."""
    ahead = next((span for span in spans if span.end > offset), None)
    if ahead is None:
        return spans[-1].start if spans else 0
    return max(ahead.start, offset)
