"""Turns a sentence too long to follow into shorter stretches, at the best places it offers.

Nobody writes more than a hundred words without a stop, but pages do: a list without marks, a table,
a text in which the rules missed something. Each stretch is cut behind the last full stop within its
reach, else behind a colon, semicolon or dash, else behind a comma, else at a space.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader.core.document import Span

LONGEST: Final = 100
"""Words of a sentence that stays whole."""
SURELY_SHORT: Final = 2 * LONGEST
"""Characters that cannot hold more words: a word and its space are two at least."""
_FARTHEST: Final = 1_000
"""Characters of a stretch, whatever the script and the length of its words."""
_CUTS: Final = (
    re.compile(r".*(?:[.!?…۔؟।][\"'”’»)\]]*(?=\s)|[。！？][」』）”’]*)", re.DOTALL),
    re.compile(r".*(?:[;:؛](?=\s)|[；：\n]|\s[–—-](?=\s))", re.DOTALL),
    re.compile(r".*(?:[,،](?=\s)|[，、])", re.DOTALL),
    re.compile(r".*(?=\s)", re.DOTALL),
)
_WORDS = re.compile(rf"(?:\s*+\S++){{1,{LONGEST}}}")


def shortened(text: str, span: Span) -> Iterator[Span]:
    """The sentence itself, or its stretches, trimmed of white space. Takes linear time."""
    start, end = span.start, span.end
    while (reach := _reach(text, start, end)) < end:
        cut = _cut(text, start, reach)
        yield Span(start, cut)
        start = cut
        while text[start].isspace():
            start += 1
    yield Span(start, end)


def _reach(text: str, start: int, end: int) -> int:
    """How far a stretch that begins at `start`, a visible character, can go."""
    if end - start <= SURELY_SHORT:
        return end
    words = _WORDS.match(text, start, min(end, start + _FARTHEST))
    return words.end() if words else end


def _cut(text: str, start: int, reach: int) -> int:
    """The best place behind a visible character up to `reach`; a soft one in the last two thirds only."""
    for softness, pattern in enumerate(_CUTS):
        least = start + (reach - start) // 3 if softness else start
        found = pattern.match(text, least, reach)
        stretch = text[start : found.end()].rstrip() if found else ""
        if stretch:
            return start + len(stretch)
    return reach
