"""Turns a long text into parts that a text widget lays out in a few milliseconds.

Measured with 600,000 words: one `QTextEdit` takes 0.8 s and 200 MiB, and 0.8 s again for every
size change; a part of 5,000 words takes a few milliseconds (tests/benchmarks/window.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from reader.core.document import Block, Kind, Span

ENOUGH = 16_000
"""Characters from which on a heading begins a new part."""
MOST = 40_000
"""Characters from which on any block does; a longer block is cut."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page shows: stretches of one text, in reading order."""

    text: str
    blocks: tuple[Block, ...] = ()

    @property
    def end(self) -> int:
        return max((b.span.end for b in self.blocks), default=0)


def parts_of(sheet: Sheet) -> tuple[tuple[Block, ...], ...]:
    """The blocks in parts; never an empty part, at least one part."""
    parts: list[list[Block]] = [[]]
    size = 0
    for block in _cut(sheet.text, sheet.blocks):
        chapter = block.kind is Kind.HEADING and block.level <= 2
        if parts[-1] and ((chapter and size >= ENOUGH) or size + len(block.span) > MOST):
            parts.append([])
            size = 0
        parts[-1].append(block)
        size += len(block.span)
    return tuple(tuple(p) for p in parts)


def part_at(parts: Sequence[Sequence[Block]], offset: int) -> int:
    """The number of the part that shows `offset`, or the nearest one before it."""
    found = 0
    for number, part in enumerate(parts):
        if part and part[0].span.start <= offset:
            found = number
    return found


def _cut(text: str, blocks: Iterable[Block]) -> Iterable[Block]:
    for block in blocks:
        start, end = block.span.start, block.span.end
        while end - start > MOST:
            at = text.rfind(" ", start + MOST // 2, start + MOST)
            at = start + MOST if at < 0 else at + 1
            yield replace(block, span=Span(start, at))
            start = at
        yield replace(block, span=Span(start, end))
