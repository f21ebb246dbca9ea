"""Turns the scores and surroundings of lines into which of them is the headline of the story, if one is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.core.article.lines.context import FIELDS as AROUND
from reader.core.article.lines.echo import FIELDS as HEARD
from reader.core.article.lines.shape import FIELDS as OWN
from reader.core.article.lines.shape import NAMES
from reader.core.article.lines.trees import Trees

REACH = 60
"""Lines above the start of the story among which a headline is looked for."""
BELOW = 6
"""Lines below it: where the story begins is not always seen right."""
SURE = 0.03
"""From this score on the best line is taken for the headline; below it there is none."""

SHARED = 6.0
"""How many times likelier a line is the headline when buttons to share stand right below it; a guess."""

_WORDS, _FURNITURE, _LENGTH, _END = (OWN.index(name) for name in ("words", "furniture", "length", "end"))
_FULL_STOP = 1.0
_FROM_START = len(OWN) + HEARD.index("from story start")
_AFTER = len(OWN) + len(HEARD) + AROUND.index("furniture after")
_SHARE_ROW = float(NAMES.index("share row"))


def candidates(rows: Sequence[Sequence[float]]) -> list[int]:
    """The lines that might be the headline; `rows` begin with a line's own numbers and what it hears."""
    return [
        i
        for i, row in enumerate(rows)
        if -REACH <= row[_FROM_START] <= BELOW
        and row[_FURNITURE] == 0
        and 1 <= row[_WORDS] <= 45
        and 2 <= row[_LENGTH] <= 300
        and not (row[_END] == _FULL_STOP and row[_WORDS] > 8)
    ]


def headline(rows: Mapping[int, Sequence[float]], trees: Trees) -> int:
    """The line that is the headline, or -1; `rows` are those of the candidates, with the surroundings behind."""
    scores = dict(zip(rows, trees.scores(rows.values()), strict=True))
    for i, row in rows.items():
        if row[_AFTER] == _SHARE_ROW and row[_WORDS] >= 3:
            scores[i] = SHARED * scores[i] / (1.0 + (SHARED - 1.0) * scores[i])
    best = max(scores, key=lambda i: scores[i], default=-1)
    return best if best >= 0 and scores[best] >= SURE else -1
