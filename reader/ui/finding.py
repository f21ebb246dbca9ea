"""Finds words in a text: without regard to case, and with any white space where a space was typed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from reader.core.document import Span

MOST = 5_000
"""Places that are kept; a search for `e` in a book has half a million."""


class Finder:
    """What was looked for last, and where it is."""

    def __init__(self) -> None:
        self.words = ""
        self.spans: list[Span] = []

    def look(self, text: str, words: str) -> list[Span]:
        """All places, in order."""
        self.words = words.strip()
        self.spans = []
        if self.words:
            pattern = r"\s+".join(re.escape(w) for w in self.words.split())
            for match in re.finditer(pattern, text, re.IGNORECASE):
                self.spans.append(Span(*match.span()))
                if len(self.spans) >= MOST:
                    break
        return self.spans

    def step(self, step: int, caret: int) -> tuple[int, Span] | None:
        """The next place after the caret, or the one before it, around the end; with its number from 1."""
        if not self.spans:
            return None
        starts = [s.start for s in self.spans]
        at = (
            bisect_left(starts, caret)
            if step > 0
            else bisect_right([s.end for s in self.spans], caret - 1) - 1
        )
        at %= len(starts)
        return at + 1, self.spans[at]
