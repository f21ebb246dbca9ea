"""Keeps out of a summary what cannot stand there alone: "But he denied it.", and the headline once more."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.summary.cancelling import Asked, watched
from reader.core.summary.story import Told
from reader.core.summary.terms import Role, Terms

ECHO = 0.5
"""A sentence that takes more than this share of its words from the headline only says it again."""


def after_what_they_lean_on(
    scores: Sequence[float], told: Sequence[Told], terms: Terms, cancelled: Asked
) -> list[float]:
    """The scores, where no sentence that leans on the one before it in its block comes ahead of that one.

    A summary that holds such a sentence therefore holds what it leans on as well.
    """
    leaning = int(Role.LEANS)
    held: list[float] = []
    for i, score in enumerate(watched(scores, cancelled)):
        words = terms.words[i]
        leans = told[i].place > 0 and bool(words) and words[0].role & leaning
        held.append(min(score, held[-1]) if leans else score)
    return held


def echoes(order: Sequence[int], roots: Sequence[frozenset[int]], headline: frozenset[int]) -> frozenset[int]:
    """Which sentences of `order` only say the headline again; never all of them."""
    if not headline:
        return frozenset()
    found = frozenset(i for i in order if roots[i] and len(roots[i] & headline) > ECHO * len(roots[i]))
    return found if len(found) < len(order) else frozenset()
