"""Turns a document, or stretches of it, into the numbered pieces that are read one after another.

A piece is a sentence, a part of one that no listener would call a sentence, or text that no sentence
covers: as the plan of speech has it, so that a piece is one utterance.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.core.document import Block, Document, Kind, Span
from reader.core.speech.plan import AFTER, CLAUSE, LONGEST, SENTENCE, covering, parts
from reader.core.speech.skipping import NOTHING, heard
from reader.core.words import sounding


class Unit(StrEnum):
    """What a person moves by."""

    WORD = "word"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"
    HEADING = "heading"


@dataclass(frozen=True, slots=True)
class Script:
    """What is to be read, in order."""

    text: str = ""
    pieces: tuple[Span, ...] = ()
    """In reading order, without overlap."""
    sentences: tuple[Span, ...] = ()
    """All sentences of the document, in order."""
    blocks: tuple[Block, ...] = ()
    """All of them; at least one where there is text."""

    @classmethod
    def of(
        cls, document: Document, spans: Iterable[Span] | None = None, skipped: Collection[Kind] = NOTHING
    ) -> Script:
        """The whole document, or what of it lies in `spans` (a selection, a summary), in reading order.

        Blocks of the kinds in `skipped` are not read.
        """
        text = document.text
        blocks = document.blocks or (Block(Kind.PARAGRAPH, Span(0, len(text))),)
        pieces = list(heard(covering(document, blocks, 0), blocks, skipped))
        if spans is not None:
            pieces = list(_within(pieces, spans))
        if any(len(piece) > LONGEST for piece in pieces):
            pieces = [part for piece in pieces for part, _ in parts(text, piece, 0.0)]
        return cls(text, tuple(pieces), document.sentences, blocks)

    def piece_at(self, offset: int) -> int:
        """The number of the piece that holds `offset` or follows it; `len(pieces)` past the last one."""
        number = _last_from(self.pieces, offset)
        if number >= 0 and offset < self.pieces[number].end:
            return number
        return number + 1

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence, or the piece outside all sentences, that holds `offset` or comes before it."""
        sentence = _last(self.sentences, offset)
        piece = _last(self.pieces, offset)
        if piece is None or (sentence and sentence.end >= piece.end):
            return sentence
        return piece

    def pause_after(self, number: int) -> float:
        """Seconds of silence after a piece, at the default rate."""
        piece = self.pieces[number]
        block = self.blocks[max(0, bisect_right(self.blocks, piece.start, key=lambda b: b.span.start) - 1)]
        following = self.pieces[number + 1] if number + 1 < len(self.pieces) else None
        if following is None or following.start >= block.span.end:
            return AFTER[block.kind]
        if self.text[piece.end : following.start].strip():
            return AFTER[block.kind]  # what stands between is not read: a summary, a selection
        sentence = self.sentence_at(piece.start)
        return CLAUSE if sentence and piece.end < sentence.end else SENTENCE

    def word_from(self, offset: int) -> Span | None:
        """The word that holds `offset`, or the next one that is read; None past the last."""
        number = self.piece_at(offset)
        while number < len(self.pieces):
            for word in self.words(number):
                if word.end > offset:
                    return word
            number += 1
        return None

    def words(self, number: int) -> Iterator[Span]:
        """The words of one piece."""
        piece = self.pieces[number]
        return (word.shifted(piece.start) for word in sounding(piece.of(self.text)))

    def starts(self, unit: Unit) -> list[int]:
        """Where each unit begins that is read, in order; for words use `words`."""
        match unit:
            case Unit.PARAGRAPH:
                spans = [b.span for b in self.blocks]
            case Unit.HEADING:
                spans = [b.span for b in self.blocks if b.kind in (Kind.TITLE, Kind.HEADING)]
            case Unit.SENTENCE | Unit.WORD:
                spans = list(self.sentences)
        firsts = dict.fromkeys(
            n
            for s in spans
            if (n := self.piece_at(s.start)) < len(self.pieces) and self.pieces[n].start < s.end
        )
        return [self.pieces[n].start for n in firsts]


def _last_from(spans: Sequence[Span], offset: int) -> int:
    return bisect_right(spans, offset, key=lambda s: s.start) - 1


def _last(spans: Sequence[Span], offset: int) -> Span | None:
    index = _last_from(spans, offset)
    return spans[index] if index >= 0 else None


def _within(pieces: Sequence[Span], spans: Iterable[Span]) -> Iterator[Span]:
    at = 0
    for wanted in sorted(spans):
        first = max(0, _last_from(pieces, wanted.start))
        for piece in pieces[first:]:
            if piece.start >= wanted.end:
                break
            start, end = max(piece.start, wanted.start, at), min(piece.end, wanted.end)
            if start < end:
                yield Span(start, end)
                at = end
