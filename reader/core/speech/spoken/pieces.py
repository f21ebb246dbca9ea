"""Turns pieces of a written text and their words into one spoken text that knows its way back.

A form (money, dates, ...) finds `Said` pieces. What no form claims is spoken as it is written. A piece
that one form has claimed is blanked for the next ones, so that the order of forms is their precedence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from reader.core.document import Span
from reader.core.speech.values import Anchor, Spoken
from reader.core.speech.written import as_written
from reader.core.words import sounding

CLAIMED = "\ufffc"
"""Stands, once for every character, where an earlier form has already found something."""

Words = Mapping[str, Any]
"""The parsed data of one language, `resources/language/spoken/en.json`."""

FINAL = re.compile(r"[\"”’)\]]{0,9}\s{0,9}$")
TELLING = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """A stretch of the written text and the words that say it; no words where it is silent."""

    start: int
    end: int
    words: str


class Form(Protocol):
    """One kind of written form."""

    def find(self, text: str) -> Iterator[Said]:
        """Its pieces in `text`, in time linear in the text; of those that overlap the earlier and longer counts."""
        ...


@dataclass(frozen=True, slots=True)
class Group:
    """Forms that are only looked for where the text has what all of them need; it saves most of the time."""

    needs: re.Pattern[str]
    forms: tuple[Form, ...]


def claim(text: str, groups: Iterable[Group], first: Sequence[Said] = ()) -> list[Said]:
    """The pieces that forms find, an earlier form going before a later one, and `first` before all."""
    pieces = list(first)
    text = blank(text, pieces)
    for group in groups:
        if not group.needs.search(text):
            continue
        for form in group.forms:
            found = [p for p in apart(form.find(text)) if CLAIMED not in text[p.start : p.end]]
            if found:
                pieces += found
                text = blank(text, found)
    return sorted(pieces)


def blank(text: str, pieces: Sequence[Said]) -> str:
    """The text with everything claimed taken out of sight, at the same length."""
    out: list[str] = []
    at = 0
    for piece in pieces:
        out += (text[at : piece.start], CLAIMED * (piece.end - piece.start))
        at = piece.end
    return "".join((*out, text[at:]))


def apart(found: Iterable[Said]) -> Iterator[Said]:
    """The pieces in order, without those that overlap an earlier or longer one."""
    end = 0
    for piece in sorted(found, key=lambda p: (p.start, -p.end)):
        if piece.start >= end:
            yield piece
            end = piece.end


def choice(options: Iterable[str]) -> str:
    """A pattern for one of the options, the longest first."""
    return "|".join(re.escape(o) for o in sorted(options, key=lambda o: (-len(o), o)))


def before_full_stop(text: str, end: int) -> int:
    """Where an abbreviation that reaches to `end` ends, so that a dot which also ends the text is left to it."""
    return end - 1 if text[end - 1] == "." and FINAL.match(text, end) else end


@dataclass(slots=True)
class _Run:
    """A stretch of spoken text that comes from one place."""

    spoken: Span
    written: Span
    exact: bool
    """Whether character answers to character."""


def join(text: str, pieces: Sequence[Said]) -> Spoken:
    """The spoken text of `text`, where every word knows what it says.

    A word made of several pieces says them all; words that share a piece say the same stretch.
    """
    if not pieces:
        return as_written(text)
    out: list[str] = []
    runs: list[_Run] = []
    length = at = 0
    last = " "

    def add(words: str, start: int, end: int, *, exact: bool) -> None:
        nonlocal length, last
        if not words:
            return
        runs.append(_Run(Span(length, length + len(words)), Span(start, end), exact))
        out.append(words)
        length += len(words)
        last = words[-1]

    def part() -> None:
        nonlocal length, last
        out.append(" ")
        length += 1
        last = " "

    after_piece = False
    for piece in (*pieces, Said(len(text), len(text), "")):
        plain = text[at : piece.start]
        if plain:
            if after_piece and last.isalnum() and plain[0].isalnum():
                part()
            add(plain, at, piece.start, exact=True)
        if piece.words[:1].isalnum() and (
            last.isalnum() or (after_piece and not plain and not last.isspace())
        ):
            part()
        exact = text[piece.start : piece.end] == piece.words
        add(piece.words, piece.start, piece.end, exact=exact)
        after_piece = bool(piece.words) or (after_piece and not plain)
        at = piece.end
    spoken = "".join(out)
    return Spoken(spoken, _anchors(spoken, runs))


def _anchors(spoken: str, runs: Sequence[_Run]) -> tuple[Anchor, ...]:
    anchors: list[Anchor] = []
    first = 0
    for word in sounding(spoken):
        start, end = word.start, word.end
        while runs[first].spoken.end <= start:
            first += 1
        parts: list[tuple[Span, bool]] = []
        at = first
        while at < len(runs) and runs[at].spoken.start < end:
            run = runs[at]
            parts.append(_written(spoken, run, start, end))
            at += 1
        telling = [span for span, tells in parts if tells] or [span for span, _ in parts]
        written = Span(telling[0].start, telling[-1].end)
        anchors.append(Anchor(word, written))
    return tuple(_settled(anchors))


def _written(spoken: str, run: _Run, start: int, end: int) -> tuple[Span, bool]:
    """What part of the written text the run gives to the word at `start`, and whether it is more than marks."""
    begin, finish = max(start, run.spoken.start), min(end, run.spoken.end)
    tells = TELLING.search(spoken, begin, finish) is not None
    if not run.exact:
        return run.written, tells
    shift = run.written.start - run.spoken.start
    return Span(begin + shift, finish + shift), tells


def _settled(anchors: Sequence[Anchor]) -> Iterator[Anchor]:
    """Written stretches that overlap become one, so that the highlight never jumps back."""
    group: list[Anchor] = []
    start = end = 0
    for anchor in anchors:
        if group and anchor.written.start < end:
            end = max(end, anchor.written.end)
        else:
            yield from (Anchor(a.spoken, Span(start, end)) for a in group)
            group, start, end = [], anchor.written.start, anchor.written.end
        group.append(anchor)
    yield from (Anchor(a.spoken, Span(start, end)) for a in group)
