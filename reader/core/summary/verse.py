"""Tells a poem from a story by the shape of its lines."""

from __future__ import annotations

from itertools import islice

from reader.core.document import Document, Kind

SAMPLE = 5_000
"""Blocks looked at: what a book is, it is from the beginning."""
LINES = 6
"""Fewer lines than this could be anything."""
SHORT = 60
"""Characters; a printed line of prose is longer, a verse seldom."""
OPEN = 0.5
"""In verse at least this share of lines does not end a sentence. A guess from a few dozen poems."""
_CLOSING = frozenset('.!?…。！？”»"')


def is_verse(document: Document) -> bool:
    """Whether most of the running text stands in short lines that break off inside sentences."""
    lines = [
        line.strip()
        for block in islice(document.blocks, SAMPLE)
        if block.kind in (Kind.PARAGRAPH, Kind.QUOTE)
        for line in block.span.of(document.text).split("\n")
        if line.strip()
    ]
    if len(lines) < LINES:
        return False
    size = sum(map(len, lines))
    short = [line for line in lines if len(line) <= SHORT]
    broken = sum(line[-1] not in _CLOSING for line in short)
    return sum(map(len, short)) > 0.9 * size and broken >= OPEN * len(short)
