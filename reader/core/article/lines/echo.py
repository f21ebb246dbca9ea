"""Turns the first scores of all lines into what each line hears of its neighbours' scores, for the second look."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

FIELDS = (
    "score", "score before", "score before 2", "score before 3", "score after", "score after 2", "score after 3",
    "from story start", "from story end", "story above", "story below", "story length", "scores near",
    "scores around", "scores wide", "to strong above", "to strong below",
)  # fmt: skip
"""What the numbers of `echoes` are, in order; scores stand in log odds."""

NONE = -6.0
"""The log odds beyond the first and the last line."""
FAR = 60.0


def echoes(scores: Sequence[float], lengths: Sequence[float]) -> list[tuple[float, ...]]:
    """The numbers of `FIELDS` for every line, from the first scores (0 to 1) and the lengths in characters."""
    n = len(scores)
    clipped = [min(max(p, 1e-4), 1 - 1e-4) for p in scores]
    odds = [NONE] * 3 + [log(p / (1 - p)) for p in clipped] + [NONE] * 3
    sizes = [min(length, 600.0) for length in lengths]
    start, end = _story(scores, sizes)
    mass, sums = [0.0], [0.0]
    for p, size in zip(scores, sizes, strict=True):
        mass.append(mass[-1] + p * size)
        sums.append(sums[-1] + p)
    total = mass[-1] + 1.0
    strong = [p > 0.6 and size > 60 for p, size in zip(scores, sizes, strict=True)]
    above, below = _since(strong), _since(strong[::-1])[::-1]

    def near(i: int, reach: int) -> float:
        low, high = max(0, i - reach), min(n, i + reach + 1)
        return (sums[high] - sums[low] - scores[i]) / (high - low)

    return [
        (
            odds[i + 3],
            odds[i + 2],
            odds[i + 1],
            odds[i],
            odds[i + 4],
            odds[i + 5],
            odds[i + 6],
            max(-FAR, min(FAR, float(i - start))),
            max(-FAR, min(FAR, float(end - 1 - i))),
            mass[i] / total,
            (mass[n] - mass[i + 1]) / total,
            mass[n],
            near(i, 2),
            near(i, 5),
            near(i, 12),
            above[i],
            below[i],
        )
        for i in range(n)
    ]


def _story(scores: Sequence[float], sizes: Sequence[float]) -> tuple[int, int]:
    """The stretch of lines, half-open, in which the scores outweigh the doubts most."""
    best, here, start, found = 0.0, 0.0, 0, (0, len(scores))
    for i, (p, size) in enumerate(zip(scores, sizes, strict=True)):
        here += (p - 0.5) * (20.0 + size)
        if here <= 0:
            here, start = 0.0, i + 1
        elif here > best:
            best, found = here, (start, i + 1)
    return found


def _since(strong: Sequence[bool]) -> list[float]:
    out, here = [], FAR
    for is_strong in strong:
        out.append(here)
        here = 1.0 if is_strong else min(FAR, here + 1.0)
    return out
