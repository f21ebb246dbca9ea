"""Turns a sequence of lines into one score each: how likely a line belongs to the story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.core.article.lines.cut import Line
from reader.core.article.lines.furniture import Furniture

_END = re.compile(r"[.!?…。！？؟।۔:;][\"'”’»)\]」』]*$")


class Judge:
    """Scores lines from 0 to 1."""

    def __init__(self, furniture: Furniture) -> None:
        self._furniture = furniture

    def scores(self, lines: Sequence[Line]) -> list[float]:
        """One score a line, from 0 (furniture) to 1 (story)."""
        names = [self._furniture.name(line.text) for line in lines]
        strong = [
            not name
            and len(line.text) >= 80
            and bool(re.search(r"[.!?。！？؟।][\s\"'”’»)]|[.!?。！？؟।…]$", line.text))
            for line, name in zip(lines, names, strict=True)
        ]
        scores = [0.0] * len(lines)
        last = -10
        for i, ok in enumerate(strong):
            if not ok:
                continue
            scores[i] = 0.9
            if i - last <= 4:
                for j in range(last + 1, i):
                    scores[j] = 0.1 if names[j] else 0.7
            last = i
        return scores
