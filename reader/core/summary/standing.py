"""Turns signs of sentences into how far each stands above the others of its own story.

What is central in a short story would not be in a long one: centrality shrinks with every sentence more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from reader.core.summary.cancelling import Asked, watched

OF: Final = ("centroid", "walk", "top words", "words")
"""The signs whose standing is told."""
STANDING: Final = tuple(f"{name} stands" for name in OF)
LEAST: Final = 0.05
"""Added to the deviation: where all are nearly alike, nothing stands out."""


def standing(
    rows: Sequence[tuple[float, ...]], columns: Sequence[int], cancelled: Asked
) -> list[tuple[float, ...]]:
    """For each row the distance of these columns from their mean, in standard deviations."""
    n = len(rows)
    held = [[row[c] for row in watched(rows, cancelled)] for c in columns]
    means = [sum(column) / n for column in held]
    spread = [
        math.sqrt(sum([(x - mean) ** 2 for x in column]) / n) + LEAST
        for column, mean in zip(held, means, strict=True)
    ]
    return [
        tuple([(x - m) / d for x, m, d in zip(row, means, spread, strict=True)])
        for row in zip(*(watched(column, cancelled) for column in held), strict=True)
    ]
