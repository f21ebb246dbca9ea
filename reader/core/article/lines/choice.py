"""Turns the scores of all lines into which of them are story: less is asked of a page whose scores are unsure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reader.core.article.expected import doubt
from reader.core.article.lines.context import prose
from reader.core.article.lines.shape import FIELDS, Shape

_WORDS, _LENGTH = FIELDS.index("words"), FIELDS.index("length")
NEARLY = 0.75
"""The share of the wanted score that is enough next to lines that are kept."""
GAP = 12
"""Lines between two paragraphs of a story among which a third is taken in."""
_PASSING = frozenset({"advertisement", "newsletter", "share row", "media", "shortcode"})
"""Furniture that interrupts a story without ending it."""
LEAST = 0.12
"""The score that is asked for at least."""
APART = 500.0
"""Characters of what is no story between two stretches that do not belong together."""
BELIEVED = 0.6
"""The mean score of a stretch apart from the longest; with 800 characters or .5 next to nothing was gained."""
LONGEST = 600.0
"""Characters of a line that count in a stretch."""


def kept(shapes: Sequence[Shape], scores: Sequence[float], keep: float) -> list[bool]:
    """Which lines are story: those whose score says so, and running text between them that was nearly kept."""
    running = [prose(shape.numbers) for shape in shapes]
    keep = max(
        LEAST,
        keep - doubt((p, shape.numbers[_WORDS] + 0.5) for p, shape in zip(scores, shapes, strict=True)),
    )
    found = [p >= keep for p in scores]
    behind = False
    for i, shape in enumerate(shapes):
        if behind and not found[i] and not shape.name and scores[i] >= NEARLY * keep:
            # Kept lines on both sides, or running text right behind one: the line between belongs to them.
            found[i] = bool(running[i]) or (i + 1 < len(found) and found[i + 1])
        behind = found[i] or (behind and shape.name in _PASSING)
    sure = [i for i, ok in enumerate(found) if ok and running[i]]
    for before, after in pairwise(sure):
        if after - before <= GAP:
            for i in range(before + 1, after):
                found[i] = found[i] or (running[i] > 0 and scores[i] >= keep / 2)
    for stretch in _unbelieved(found, scores, [min(shape.numbers[_LENGTH], LONGEST) + 5 for shape in shapes]):
        for i in stretch:
            found[i] = False
    return found


def _unbelieved(found: Sequence[bool], scores: Sequence[float], sizes: Sequence[float]) -> list[list[int]]:
    """The stretches of kept lines that lie apart from the main one and are not believed by themselves.

    What a page in doubt is let off holds for its story, not for the archive or the teasers far below it: on unseen
    sites +.002 of news, +.002 of Mozilla's pages, +.001 of mixed ones (means of three foldings).
    """
    stretches: list[list[int]] = []
    between = APART
    for i, ok in enumerate(found):
        if not ok:
            between += sizes[i] * (1.0 - scores[i])
            continue
        if between >= APART or not stretches:
            stretches.append([])
        stretches[-1].append(i)
        between = 0.0
    told = [sum(scores[i] * sizes[i] for i in stretch) for stretch in stretches]
    most = max(told, default=0.0)
    return [
        stretch
        for stretch, weight in zip(stretches, told, strict=True)
        if weight < most and weight < BELIEVED * sum(sizes[i] for i in stretch)
    ]
