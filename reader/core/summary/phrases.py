"""Turns sentences into what their phrases tell: that a paper announces something, and what the text keeps saying."""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise
from typing import Final

from reader.core.summary.cancelling import Asked, watched
from reader.core.summary.terms import Role, Terms, Word

PHRASES: Final = (
    "we announce",
    "opens with we",
    "announces early",
    "phrases told again",
    "phrases told often",
)
EARLY: Final = 6
"""Words."""

_WE, _ANNOUNCES = int(Role.WE), int(Role.ANNOUNCES)


def phrases(terms: Terms, cancelled: Asked) -> list[tuple[float, ...]]:
    """One row for each sentence, in the order of `PHRASES`; a phrase is two telling words side by side."""
    often: Counter[tuple[int, int]] = Counter()
    for told in watched(terms.telling, cancelled):
        often.update(pairwise(told))
    again = {pair: math.log(count) for pair, count in often.items() if count > 1}
    return [
        (*_announced(words), *_told(told, again))
        for words, told in zip(watched(terms.words, cancelled), terms.telling, strict=True)
    ]


def _announced(words: list[Word]) -> tuple[float, float, float]:
    roles = 0
    for word in words:
        roles |= word.role
    if not roles & (_WE | _ANNOUNCES):
        return (0.0, 0.0, 0.0)
    return (
        float(bool(roles & _WE and roles & _ANNOUNCES)),
        float(bool(words[0].role & _WE)),
        float(any(word.role & _ANNOUNCES for word in words[:EARLY])),
    )


def _told(told: tuple[int, ...], again: dict[tuple[int, int], float]) -> tuple[float, float]:
    found = [again[pair] for pair in pairwise(told) if pair in again]
    return (len(found) / max(1, len(told) - 1), sum(found) / 3)
