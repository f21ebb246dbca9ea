"""Says where in the story each sentence of a summary stands: "sentence 14 of 62, under *heading*"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.document import Document, Kind, Span
from reader.core.summary.story import story


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of a summary and the way back to it."""

    span: Span
    index: int
    """From 1, among the sentences of the story."""
    of: int
    """How many sentences the story has."""
    heading: str
    """The nearest heading above it, or empty."""
    before: Span | None
    """The sentence of the story before it, for who wants to hear it in its setting; None for the first."""


def places(document: Document, summary: Sequence[Span]) -> tuple[Place, ...]:
    """One place for each sentence of `summary`, in its order.

    A span that is no sentence of the story takes the place of the last sentence that begins before it.
    """
    spans = [s.span for s in story(document)]
    starts = [s.start for s in spans]
    headings = [b for b in document.blocks if b.kind is Kind.HEADING]
    heads = [b.span.start for b in headings]
    found = []
    for span in summary:
        index = max(1, bisect_right(starts, span.start))
        above = bisect_left(heads, span.start) - 1
        found.append(
            Place(
                span=span,
                index=index,
                of=len(spans),
                heading=headings[above].span.of(document.text) if above >= 0 else "",
                before=spans[index - 2] if index > 1 else None,
            )
        )
    return tuple(found)
