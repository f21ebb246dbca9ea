"""Turns the signs of all sentences of a story into signs of its genre: news, paper, web page, guide, tale.

News tells the most important thing first, a paper tells it at the end of its introduction, a guide
everywhere. Genres are never named: how far the weights of each kind of text count follows from these signs.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from reader.core.summary.cancelling import Asked, watched
from reader.core.summary.centrality import Centrality
from reader.core.summary.signs import NAMES
from reader.core.summary.terms import Basis, Terms

MEANS: Final = (
    "quotes",
    "citation",
    "we",
    "you",
    "said",
    "asks",
    "number",
    "announces",
    "word length",
    "stop words",
)
GENRE: Final = (
    "one",
    "length",
    "sentence length",
    "sentences a block",
    "one block",
    "title",
    "repetition",
    "counted only",
    *(f"mean {m}" for m in MEANS),
)

_COLUMNS: Final = [NAMES.index(name) for name in MEANS]


def genre(
    rows: Sequence[Sequence[float]], blocks: int, terms: Terms, centre: Centrality, cancelled: Asked
) -> list[float]:
    """One number for each name of `GENRE`; `rows` are the signs of the sentences, at least one."""
    n = len(rows)
    total = [0.0] * len(_COLUMNS)
    for row in watched(rows, cancelled):
        for at, column in enumerate(_COLUMNS):
            total[at] += row[column]
    counts = centre.counts
    repeated = sum(c for c in counts.values() if c > 1) / (sum(counts.values()) or 1)
    return [
        1.0,
        math.log(n),
        sum(map(len, terms.words)) / n / 20,
        math.log(n / blocks),
        float(blocks == 1),
        float(bool(terms.headline)),
        repeated,
        float(terms.basis is Basis.STATISTICS),
        *(t / n for t in total),
    ]
