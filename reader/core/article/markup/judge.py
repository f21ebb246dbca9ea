"""Turns the features of passages into a chance that each belongs to the story, by boosted trees learned from pages.

The weights are in `resources/article/judge.json`, made by `tests/quality/training/html_judge.py`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from reader.core.article.markup.features import NAMES, rows
from reader.core.article.markup.passages import Passage

_FIRST, _SURE = 30, 4.0
"""After this many trees a sum (log odds) this far from even is not overturned: 30 % less time, same answers."""


class Judge:
    """Weighs passages; without weights it is readability's vote alone."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self._weights = weights
        place = {name: i for i, name in enumerate(NAMES)}
        self._trees = [_tuples(tree, place) for tree in weights.get("trees", ())]
        self._bias = float(weights.get("bias", 0.0))
        self.threshold = float(weights.get("threshold", 0.5))

    def chances(
        self, passages: Sequence[Passage], votes: Mapping[int, int], title: str, lead: str
    ) -> list[float]:
        """The chance of each passage, 0 to 1; `votes` counts the text nodes readability kept of each."""
        if not self._trees:
            return [min(1.0, votes.get(p.number, 0) / p.pieces) if p.pieces else 0.0 for p in passages]
        return [self._chance(row) for row in rows(passages, votes, title, lead, self._weights)]

    def _chance(self, row: Sequence[float]) -> float:
        total = self._bias
        for count, tree in enumerate(self._trees):
            node = tree
            while len(node) > 1:
                node = node[2] if row[node[0]] <= node[1] else node[3]
            total += node[0]
            if count == _FIRST and abs(total) > _SURE:
                break
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


_Tree = tuple[Any, ...]
"""A leaf `(value,)` or a fork `(feature, at most, then, else)`."""


def _tuples(node: Any, place: Mapping[str, int]) -> _Tree:
    """A tree as it stands in the resource, `[name, at most, then, else]` or a number, ready to walk."""
    if isinstance(node, (int, float)):
        return (float(node),)
    name, most, then, otherwise = node
    return (place[name], most, _tuples(then, place), _tuples(otherwise, place))
