"""Turns a sequence of lines, or of the blocks of an HTML page, into one score each: does it belong to the story?

Two looks. The first sees a line's own shape and its surroundings (`shape`, `context`); the second sees the first
scores of its neighbours too (`echo`), so that a short line inside a story is kept and a long one in a list of
teasers is not. Both are sums of small boosted trees, learned by `tests/quality/training/line_judge.py` from
pages whose story is known, as browsers copy them and as blocks of HTML.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any

from reader.core.article.lines.context import surroundings
from reader.core.article.lines.cut import Line
from reader.core.article.lines.echo import echoes
from reader.core.article.lines.furniture import Furniture
from reader.core.article.lines.headline import candidates, headline
from reader.core.article.lines.shape import Shape, Shaper, Vocabulary
from reader.core.article.lines.trees import Trees

NEVER = frozenset({"shortcode", "stock ticker", "no words"})
"""What no story has in it: of some 860 such lines of the bench three were in a gold body, rules of underscores."""


HOPE = 0.1
"""Where the first scores of a line and of two on either side are below this, there is no second look."""


def mean(first: float, second: float) -> float:
    """Two scores in one, in the middle of their log odds: on unseen sites better than either look alone."""
    odds = sqrt((first / (1.0 - first)) * (second / (1.0 - second)))
    return odds / (1.0 + odds)


@dataclass(frozen=True, slots=True)
class Extras:
    """What HTML knows of a block and copied text does not."""

    links: float = -1.0
    """Share of its characters inside links, 0 to 1; -1 where it is not known."""
    tag: str = ""
    """Its tag in lower case, such as `p` or `li`; "" where it is not known."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the judge says of all lines."""

    scores: list[float]
    """One a line, from 0 (furniture) to 1 (story)."""
    headline: int
    """The line that is the headline, or -1."""

    def doubting(self, shapes: Sequence[Shape]) -> Verdict:
        """The same where it is not sure that the lines are a page: all is story but furniture beyond doubt."""
        scores = [0.0 if s.name and p < 0.15 else 1.0 for s, p in zip(shapes, self.scores, strict=True)]
        return Verdict(scores, self.headline)


class Judge:
    """Scores lines with one set of phrases and weights; make it once, it may be asked from any thread."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """`data` has the parsed files of `resources/article/lines`: `furniture`, `words`, `weights`, `cues`."""
        self._shaper = Shaper(Furniture(data["furniture"]), Vocabulary(data["words"]), data["cues"])
        self._first = Trees(data["weights"]["first"])
        self._second = Trees(data["weights"]["second"])
        self._headline = Trees(data["weights"]["headline"])
        self.keep: float = data["weights"]["keep"]
        """From this score on a line is story."""

    def shapes(self, lines: Sequence[Line]) -> list[Shape]:
        """What each line shows of itself, with the name of the furniture it is."""
        return [self._shaper.shape(line) for line in lines]

    def scores(
        self, lines: Sequence[Line], extras: Sequence[Extras] = (), shapes: Sequence[Shape] = ()
    ) -> list[float]:
        """One score from 0 (furniture) to 1 (story) a line, in linear time; from `keep` on it is story.

        `extras`, one a line or none at all, tell what HTML knows; pass them for all blocks or for none.
        `shapes` may be passed where they were made before.
        """
        return self.verdict(lines, extras, shapes).scores

    def verdict(
        self, lines: Sequence[Line], extras: Sequence[Extras] = (), shapes: Sequence[Shape] = ()
    ) -> Verdict:
        """The scores, and which line is the headline; the arguments are those of `scores`."""
        if not lines:
            return Verdict([], -1)
        shapes = shapes or self.shapes(lines)
        links = [extra.links for extra in extras] or [-1.0] * len(lines)
        tags = [extra.tag for extra in extras] or [""] * len(lines)
        around = surroundings(lines, shapes, links, tags)
        first = self._first.scores(
            [(*shape.numbers, *row) for shape, row in zip(shapes, around, strict=True)]
        )
        heard = echoes(first, [shape.numbers[0] for shape in shapes])
        rows = [(*s.numbers, *echo) for s, echo in zip(shapes, heard, strict=True)]
        asked = [i for i in range(len(lines)) if max(first[max(0, i - 2) : i + 3]) >= HOPE]
        scores = [0.0 if shape.name in NEVER else p for shape, p in zip(shapes, first, strict=True)]
        for i, p in zip(asked, self._second.scores(rows[i] for i in asked), strict=True):
            if scores[i]:
                scores[i] = mean(scores[i], p)
        full = {i: (*rows[i], *around[i]) for i in candidates(rows)}
        return Verdict(scores, headline(full, self._headline))
