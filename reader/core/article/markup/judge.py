"""Turns the features of passages into a chance that each belongs to the story, by boosted trees learned from pages.

The weights are in `resources/article/judge.json`, made by `tests/quality/training/html_judge.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from reader.core.article.expected import doubt
from reader.core.article.markup.features import NAMES, rows
from reader.core.article.markup.passages import Passage

SHORT = 90
"""Characters; shorter passages are lines rather than paragraphs."""
_LEAST = 0.15
"""The chance that is asked for at least."""
_SURE = {25: 2.2, 40: 1.9, 60: 1.4}
"""After so many trees a sum (log odds) so far from even stands: 11 of 83,800 passages would have come out otherwise.
Half of all need no more than the first 25, and four of five no more than 60."""


class Judge:
    """Weighs passages; without weights it is readability's vote alone."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self._weights = weights
        place = {name: i for i, name in enumerate(NAMES)}
        self._trees = [_tuples(tree, place) for tree in weights.get("trees", ())]
        ends = [*(n for n in _SURE if n < len(self._trees)), len(self._trees)]
        self._stretches = [(a, b, _SURE.get(b, 0.0)) for a, b in pairwise([0, *ends])]
        self._bias = float(weights.get("bias", 0.0))
        self._threshold = float(weights.get("threshold", 0.5))
        self._threshold_short = float(weights.get("threshold_short", 0.5))

    def chances(self, passages: Sequence[Passage], votes: Mapping[int, int], title: str) -> list[float]:
        """The chance of each passage, 0 to 1; `votes` counts the text nodes readability kept of each."""
        if not self._trees:
            return [min(1.0, votes.get(p.number, 0) / p.pieces) if p.pieces else 0.0 for p in passages]
        return [self._chance(row) if row else 0.0 for row in rows(passages, votes, title, self._weights)]

    def kept(self, passages: Sequence[Passage], chances: Sequence[float]) -> set[int]:
        """The numbers of the passages of these chances that are told: a long one in doubt is, a short one is not.

        Missing a paragraph costs a listener more than hearing one too many; with a line it is the other way.
        """
        long, short = needed(passages, chances, self._threshold, self._threshold_short)
        return {
            p.number
            for p, chance in zip(passages, chances, strict=True)
            if chance > (short if len(p.text) < SHORT else long)
        }

    def _chance(self, row: Sequence[float]) -> float:
        total = self._bias
        for first, last, sure in self._stretches:
            for feature, most, then, otherwise in self._trees[first:last]:
                node = then if row[feature] <= most else otherwise
                while node.__class__ is tuple:
                    node = node[2] if row[node[0]] <= node[1] else node[3]
                total += node
            if abs(total) > sure:
                break
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def needed(
    passages: Sequence[Passage], chances: Sequence[float], long: float, short: float
) -> tuple[float, float]:
    """The chances a long and a short passage of this page need: `long` and `short`, or less on a page in doubt."""
    less = doubt((chance, len(p.text)) for p, chance in zip(passages, chances, strict=True))
    return max(_LEAST, long - less), max(_LEAST, short - less)


_Tree = Any
"""A leaf, which is a number, or a fork `(feature, at most, then, else)`."""


def _tuples(node: Any, place: Mapping[str, int]) -> _Tree:
    """A tree as it stands in the resource, `[name, at most, then, else]` or a number, ready to walk."""
    if isinstance(node, (int, float)):
        return float(node)
    name, most, then, otherwise = node
    return (place[name], float(most), _tuples(then, place), _tuples(otherwise, place))
