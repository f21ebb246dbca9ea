"""Turns a document, or chosen stretches of it, into utterances, one after the other, from any offset.

It is lazy: nothing is worked out for sentences that nobody has reached, so that a book begins as fast
as a headline. A sentence is spoken as a whole first and then shortened to its rest, so that a word is
said the same way wherever one enters. What no sentence covers is said too: nothing is lost in silence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reader.core.document import Block, Document, Kind, Span
from reader.core.speech.skipping import NOTHING, heard
from reader.core.speech.values import Anchor, Prosody, Spoken, Utterance

Speak = Callable[[str, str], Spoken]
"""Written text and its language (BCP 47 or empty) in, what is said out."""

LONGEST = 600
"""Code points in one utterance: some 40 seconds of sound at 180 words a minute."""

DEFAULT_RATE = Prosody().rate

SENTENCE = 0.35
"""Seconds after a sentence within a block, at the default rate. Like the others here, a choice that was not tried on listeners."""

CLAUSE = 0.12
"""Seconds after a piece of a sentence that had to be cut at its punctuation."""

AFTER: dict[Kind, float] = {
    Kind.TITLE: 0.9,
    Kind.STANDFIRST: 0.9,
    Kind.BYLINE: 0.8,
    Kind.HEADING: 0.8,
    Kind.PARAGRAPH: 0.7,
    Kind.ITEM: 0.5,
    Kind.QUOTE: 0.7,
    Kind.CODE: 0.7,
    Kind.CAPTION: 0.7,
    Kind.ROW: 0.4,
    Kind.CREDIT: 0.7,
}
"""Seconds after the last sentence of a block."""

_CLAUSE_END = re.compile(r"[,;:.!?)\]»”…،؛。，；：、！？][\"'’”)]?\s|[—–]\s?|[。，；：、！？]")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that is said in one go."""

    span: Span
    language: str
    """BCP 47, or empty."""
    pause: float
    """Seconds of silence after it, at the default rate."""


def plan(
    document: Document, speak: Speak, start: int = 0, spans: Iterable[Span] | None = None
) -> Iterator[Utterance]:
    """Utterances from `start` on; of the whole text, or of `spans` (in order) such as a summary."""
    for piece in pieces(document, start, spans):
        said = Utterance(
            piece.span, speak(piece.span.of(document.text), piece.language), piece.language, piece.pause
        )
        if piece.span.start < start:
            said = rest(said, start)
        if said.spoken.anchors:
            yield said


def pieces(
    document: Document,
    start: int = 0,
    spans: Iterable[Span] | None = None,
    skipped: Collection[Kind] = NOTHING,
) -> Iterator[Piece]:
    """What becomes an utterance each, before it is put into words; the first may begin before `start`.

    Blocks of the kinds in `skipped` are left out.
    """
    blocks = document.blocks or (Block(Kind.PARAGRAPH, Span(0, len(document.text))),)
    begins = [block.span.start for block in blocks]
    wanted = covering(document, blocks, start) if spans is None else spans
    for stretch in heard(wanted, blocks, skipped):
        if stretch.end <= start:
            continue
        block = blocks[max(0, bisect_right(begins, stretch.start) - 1)]
        pause = AFTER[block.kind] if stretch.end >= block.span.end else SENTENCE
        language = block.language or document.language
        for part, after in parts(document.text, stretch, pause):
            if part.end > start:
                yield Piece(part, language, after)


def rest(utterance: Utterance, start: int) -> Utterance:
    """What is left to say of an utterance from the word at `start` (an offset in the document) on."""
    anchors = utterance.spoken.anchors
    here = start - utterance.span.start
    first = _first(anchors, here)
    if first == 0:
        return utterance
    if first == len(anchors):
        return replace(utterance, span=Span(utterance.span.end, utterance.span.end), spoken=Spoken("", ()))
    begin = min(anchor.written.start for anchor in anchors[first:])
    left, plain = _left(utterance.spoken, here, begin), utterance.spoken.plain
    if plain is not None:
        left = replace(left, plain=_left(plain, here, begin))
    return replace(utterance, span=Span(utterance.span.start + begin, utterance.span.end), spoken=left)


def _first(anchors: Sequence[Anchor], here: int) -> int:
    return next((i for i, anchor in enumerate(anchors) if anchor.written.end > here), len(anchors))


def _left(spoken: Spoken, here: int, begin: int) -> Spoken:
    """What is left to say from the word at `here` on, its written stretches relative to `begin`."""
    anchors = spoken.anchors[_first(spoken.anchors, here) :]
    if not anchors:
        return Spoken("", ())
    cut = anchors[0].spoken.start
    moved = (
        Anchor(a.spoken.shifted(-cut), Span(max(0, a.written.start - begin), a.written.end - begin))
        for a in anchors
    )
    return Spoken(spoken.text[cut:], tuple(moved))


def covering(document: Document, blocks: Sequence[Block], start: int) -> Iterator[Span]:
    """The sentences in order from `start` on, and between them whatever no sentence covers."""
    sentences = document.sentences
    ends = [block.span.end for block in blocks]
    index = bisect_right(sentences, start, key=lambda span: span.end)
    for block in blocks[bisect_right(ends, start) :]:
        at = block.span.start
        while index < len(sentences) and sentences[index].start < block.span.end:
            sentence = sentences[index]
            index += 1
            yield from _filled(document.text, at, sentence.start)
            yield sentence
            at = max(at, sentence.end)
        yield from _filled(document.text, at, block.span.end)


def _filled(text: str, start: int, end: int) -> Iterator[Span]:
    if start < end and not text[start:end].isspace():
        yield Span(start, end)


def parts(text: str, piece: Span, pause: float) -> Iterator[tuple[Span, float]]:
    """A piece in parts that are short enough, cut after a clause, else a word, else anywhere."""
    start = piece.start
    while piece.end - start > LONGEST:
        window = text[start : start + LONGEST]
        clauses = [found.end() for found in _CLAUSE_END.finditer(window, LONGEST // 3)]
        spaces = [] if clauses else [found.end() for found in _SPACE.finditer(window, LONGEST // 3)]
        cut = start + (clauses or spaces or [LONGEST])[-1]
        yield Span(start, cut), CLAUSE if clauses else 0.0
        start = cut
    yield Span(start, piece.end), pause


def scaled(pause: float, rate: int, pauses: int = 100) -> float:
    """Seconds of a pause at a rate in words a minute: pauses shrink and grow with the speech.

    `pauses` is per cent of the usual ones, as a person chose.
    """
    return pause * DEFAULT_RATE / rate * pauses / 100
