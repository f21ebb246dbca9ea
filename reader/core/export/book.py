"""Turns stories and the time of their words into a book of chapters whose sentences know when they sound.

EPUB with media overlays and DAISY are two ways to write this one value down.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter

from reader.core.document import Block, Document, Kind, Span
from reader.core.export.parts import Story
from reader.core.export.timeline import Words
from reader.core.speech.plan import covering

LONGEST = 60_000
"""Code points of a chapter, some 60 minutes: reading devices hold a whole chapter and its sound in memory."""

DEEPEST = 2
"""The lowest level of heading that begins a chapter; those below it stand inside."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or a word, that lights up while it sounds."""

    id: str
    """Its own in the chapter."""
    text: str
    begins: float
    """Seconds from the beginning of the chapter's sound."""
    ends: float
    """Where the next one begins, so that the pauses are heard too."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the text."""

    kind: Kind
    level: int
    language: str
    """Where it differs from the book's."""
    pieces: tuple[Unit | str, ...]
    """In order, with what stands between; together the whole text of the block that is in the book."""
    id: str = ""
    """Of a heading, to be gone to."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A text and its sound."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    seconds: float
    """0 where nothing of it is heard, such as a table that is not to be read aloud."""

    @property
    def units(self) -> Iterator[Unit]:
        """What lights up, in order."""
        return (p for paragraph in self.paragraphs for p in paragraph.pieces if isinstance(p, Unit))


@dataclass(frozen=True, slots=True)
class Book:
    """All that a reading device is told."""

    title: str
    author: str
    language: str
    """BCP 47; empty where it is not known."""
    published: str
    source: str
    """The address that it was read from, where that is public."""
    narrator: str
    identifier: str
    """A UUID."""
    modified: str
    """ISO 8601, UTC, to the second."""
    chapters: tuple[Chapter, ...]
    cover: bytes = b""
    """PNG, or nothing."""


def chaptered(story: Story) -> tuple[Story, ...]:
    """A story in chapters: cut at its higher headings, and where one would be too long."""
    document = story.document
    blocks = document.blocks or (Block(Kind.PARAGRAPH, Span(0, len(document.text))),)
    spans = list(covering(document, blocks, 0)) if story.spans is None else list(story.spans)
    if story.title:
        return (Story(document, tuple(spans), story.title, story.skipped),)
    heads = {
        block.span.start: block.span.of(document.text)
        for block in blocks
        if block.kind is Kind.TITLE or (block.kind is Kind.HEADING and block.level <= DEEPEST)
    }
    starts = {block.span.start for block in blocks}
    found: list[tuple[str, list[Span]]] = []
    size = 0
    for span in spans:
        if not found or span.start in heads or (size > LONGEST and span.start in starts):
            found.append((heads.get(span.start, found[-1][0] if found else story.called), []))
            size = 0
        found[-1][1].append(span)
        size += len(span)
    return tuple(
        Story(document, tuple(held), " ".join(title.split()) or str(number), story.skipped)
        for number, (title, held) in enumerate(found, 1)
    )


def chapter(story: Story, words: Words, seconds: float, *, by_word: bool = False) -> Chapter:
    """The text of a chapter of `chaptered`, with the time of its sentences or words."""
    document = story.document
    timed = [(word.span, word.begins) for word in words]
    spans = list(story.spans or ())
    marked = _by_word(timed) if by_word else _by_sentence(spans, timed)
    begins = [0.0, *(begin for _, begin in marked[1:]), seconds]
    units = [
        (span, Unit(f"s{number}", span.of(document.text), begins[number], begins[number + 1]))
        for number, (span, _) in enumerate(marked)
    ]
    return Chapter(story.called, tuple(_paragraphs(document, spans, units)), seconds)


def heard_through(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """The same text in chapters that are all heard: one without sound goes to the one before it, or the first after."""
    found: list[Chapter] = []
    silent: tuple[Paragraph, ...] = ()
    for chapter in chapters:
        if chapter.seconds:
            found.append(replace(chapter, paragraphs=silent + chapter.paragraphs))
            silent = ()
        elif found:
            found[-1] = replace(found[-1], paragraphs=found[-1].paragraphs + _unnamed(chapter))
        else:
            silent += _unnamed(chapter)
    return tuple(found)


def _unnamed(chapter: Chapter) -> tuple[Paragraph, ...]:
    """Its paragraphs without ids: those are a chapter's own."""
    return tuple(replace(paragraph, id="") for paragraph in chapter.paragraphs)


def _by_sentence(spans: Sequence[Span], words: Sequence[tuple[Span, float]]) -> list[tuple[Span, float]]:
    """Each stretch in which a word sounds, and when it begins."""
    found = []
    at = 0
    for span in spans:
        while at < len(words) and words[at][0].start < span.start:
            at += 1
        if at < len(words) and words[at][0].start < span.end:
            found.append((span, words[at][1]))
            while at < len(words) and span.start <= words[at][0].start < span.end:
                at += 1
    return found


def _by_word(words: Sequence[tuple[Span, float]]) -> list[tuple[Span, float]]:
    """Each word, without those that sound a second time inside another."""
    found: list[tuple[Span, float]] = []
    for span, begin in words:
        if not found or span.start >= found[-1][0].end:
            found.append((span, begin))
    return found


def _paragraphs(
    document: Document, spans: Sequence[Span], units: Sequence[tuple[Span, Unit]]
) -> Iterator[Paragraph]:
    blocks = document.blocks or (Block(Kind.PARAGRAPH, Span(0, len(document.text))),)
    at = head = 0
    for block, held in _in_blocks(blocks, spans):
        pieces: list[Unit | str] = []
        here = held[0].start
        end = max(span.end for span in held)
        while at < len(units) and units[at][0].start < end:
            span, unit = units[at]
            if here < span.start:
                pieces.append(document.text[here : span.start])
            pieces.append(unit)
            here, at = span.end, at + 1
        if here < end:
            pieces.append(document.text[here:end])
        heading = block.kind in (Kind.TITLE, Kind.HEADING)
        head += heading
        yield Paragraph(block.kind, block.level, block.language, tuple(pieces), f"h{head}" if heading else "")


def _in_blocks(blocks: Sequence[Block], spans: Sequence[Span]) -> Iterator[tuple[Block, list[Span]]]:
    """The blocks with stretches in them, and these. A chapter has a few blocks of a text that may have 100,000: to
    look at all of them for each chapter takes hours."""
    begin = attrgetter("span.start")
    for number, held in groupby(spans, lambda span: bisect_right(blocks, span.start, key=begin) - 1):
        inside = [span for span in held if number >= 0 and span.start < blocks[number].span.end]
        if inside:
            yield blocks[number], inside
