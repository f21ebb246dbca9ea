"""Turns the chances of the pieces of a page into how good a choice among them can be expected to be."""

from __future__ import annotations

from collections.abc import Iterable

SURE = 0.95
"""The F1 expected of a page without doubt."""
HOPELESS = 0.2
"""The chance below which a piece has no part in what is expected: of furniture there is much on every page."""


def doubt(pieces: Iterable[tuple[float, float]]) -> float:
    """How much less than `SURE` the best choice can expect, from 0; `pieces` have a chance and a size each.

    The F1 of a choice is best when everything above half of that F1 is kept (Lipton et al., 2014), so the chance
    that is right for a plain page is too much to ask of a short one, a rare script, a table. Both figures above were
    chosen on pages of sites the weights had not seen.
    """
    hopeful = sorted(((chance, size) for chance, size in pieces if chance >= HOPELESS), reverse=True)
    story = sum(chance * size for chance, size in hopeful)
    right = told = best = 0.0
    for chance, size in hopeful:
        right += chance * size
        told += size
        best = max(best, 2 * right / (told + story))
    return max(0.0, SURE - best)
