"""Picks from a document the sentences that may stand in its summary, and remembers where each one stood."""

from __future__ import annotations

from dataclasses import dataclass

from reader.core.document import Document, Kind, Span
from reader.core.summary.cancelling import Asked, watched

TOLD = frozenset({Kind.PARAGRAPH, Kind.QUOTE, Kind.ITEM})
"""Headings, captions, code and table rows are not sentences of a summary; title, standfirst, byline and
credit frame the story and are told apart from it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the story and where it stands."""

    span: Span
    kind: Kind
    block: int
    """Index of its block among the story's blocks."""
    place: int
    """0 for the first sentence of its block."""
    heading: int
    """How many headings stand above it."""
    language: str


def story(document: Document, cancelled: Asked = lambda: False) -> list[Told]:
    """The sentences that may stand in a summary, in reading order; raises `Cancelled`."""
    told: list[Told] = []
    sentences = document.sentences
    at = blocks = headings = 0
    for block in watched(document.blocks, cancelled):
        while at < len(sentences) and sentences[at].start < block.span.start:
            at += 1
        if block.kind is Kind.HEADING:
            headings += 1
        if block.kind not in TOLD:
            continue
        place = 0
        while at < len(sentences) and sentences[at].end <= block.span.end:
            told.append(
                Told(sentences[at], block.kind, blocks, place, headings, block.language or document.language)
            )
            place += 1
            at += 1
        blocks += 1
    return told
