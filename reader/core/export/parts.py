"""Turns stories into parts of some sentences each, which can be made into sound apart from one another.

Work is handed out, done again and resumed by parts. A part ends where a pause is, so that no sound goes over its
edge; how a text falls into parts depends on nothing but the text, so that it does so again after a crash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from reader.core.document import Document, Kind, Span
from reader.core.speech.plan import Piece, pieces
from reader.core.speech.skipping import NOTHING

ENOUGH = 700
"""Code points after which a part ends with its block: some 45 seconds of sound, a fifth of a second of work."""

MOST = 1400
"""Code points after which it ends in the middle of a block."""

BETWEEN = 2.0
"""Seconds between two stories, at the default rate."""


@dataclass(frozen=True, slots=True)
class Story:
    """A document, or chosen stretches of it such as a summary, on its way into a file."""

    document: Document
    spans: tuple[Span, ...] | None = None
    """In order; None for everything."""
    title: str = ""
    """What its chapter is called, where that is not the title of the document."""
    skipped: frozenset[Kind] = NOTHING
    """Kinds of blocks that are not read aloud; a book still shows them."""

    @property
    def called(self) -> str:
        """The title of its chapter; may be empty."""
        return " ".join((self.title or self.document.title).split())

    @property
    def length(self) -> int:
        """Code points that are said, to measure progress by."""
        return len(self.document.text) if self.spans is None else sum(len(span) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces of one story that are made into sound together."""

    number: int
    """From 0, through all tracks."""
    track: int
    story: int
    """In its track."""
    pieces: tuple[Piece, ...]
    done: int
    """Code points of all stories that are said once this part is."""
    last: bool = False
    """Whether its track ends with it."""


def parts(tracks: Sequence[Sequence[Story]]) -> Iterator[Part]:
    """The parts of each track, which becomes a sound of its own; none for what has nothing in it."""
    number = done = 0
    for track, stories in enumerate(tracks):
        held: Part | None = None
        for story, told in enumerate(stories):
            for group in _groups(told):
                if held is not None:
                    yield held
                held = Part(number, track, story, group, done + _said(told, group[-1].span))
                number += 1
            if held is not None and story < len(stories) - 1 and held.story == story:
                *before, end = held.pieces
                held = replace(held, pieces=(*before, replace(end, pause=end.pause + BETWEEN)))
            done += told.length
        if held is not None:
            yield replace(held, last=True)


def _groups(story: Story) -> Iterator[tuple[Piece, ...]]:
    held: list[Piece] = []
    size = 0
    ends = {block.span.end for block in story.document.blocks}
    for piece in pieces(story.document, 0, story.spans, story.skipped):
        held.append(piece)
        size += len(piece.span)
        if size >= MOST or (size >= ENOUGH and piece.span.end in ends):
            yield tuple(held)
            held, size = [], 0
    if held:
        yield tuple(held)


def _said(story: Story, upto: Span) -> int:
    if story.spans is None:
        return upto.end
    return sum(min(len(span), max(0, upto.end - span.start)) for span in story.spans if span.start < upto.end)


def fingerprint(tracks: Sequence[Sequence[Story]], *asked: object) -> str:
    """Differs where the text, its parts or what else was asked for differ: then old work is of no use."""
    found = sha256(repr(asked).encode())
    for part in parts(tracks):
        text = tracks[part.track][part.story].document.text
        said = [(piece.span.of(text), piece.language, piece.pause) for piece in part.pieces]
        found.update(repr((part.track, part.story, said)).encode("utf-8", "surrogatepass"))
    return found.hexdigest()
