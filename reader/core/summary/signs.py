"""Turns the sentences of a story into signs: numbers that tell how likely each belongs in a summary.

What a sign is worth is not decided here; the weights are learned (tests/quality/training/summary.py).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Final

from reader.core.summary.cancelling import Asked, watched
from reader.core.summary.centrality import Centrality, Vector
from reader.core.summary.phrases import PHRASES, phrases
from reader.core.summary.standing import OF, STANDING, standing
from reader.core.summary.story import Told
from reader.core.summary.terms import Role, Terms, Word

PLACE: Final = (
    "early", "late", "far", "far squared", "first", "second", "third", "fourth to sixth", "last", "last tenth",
    "opens block", "through block", "closes block", "early block", "long block", "first block", "last block",
    "through first block", "before end of last block",
)  # fmt: skip
SIZE: Final = ("words", "under 8", "under 5", "15 to 30", "over 35", "over 50")
CENTRE: Final = (
    "centroid", "centroid to best", "walk", "frequency", "top words", "top words to best", "mean frequency",
    "title", "title covered", "lead", "like first", "like previous", "like next", "new",
)  # fmt: skip
SHAPE: Final = (
    "quotes", "opens with quote", "asks", "exclaims", "unfinished", "colon", "links back", "small letter",
    "we", "you", "said", "announces", "digits", "number", "capitals", "bracket", "citation", "stop words",
    "commas", "word length", "symbols", "links",
)  # fmt: skip
NAMES: Final = PLACE + SIZE + CENTRE + SHAPE + PHRASES + STANDING

CITATION: Final = re.compile(r"[\[(][^)\]\[(]{0,80}?\d[^)\]\[(]{0,80}[)\]]")
_QUOTE: Final = frozenset('"“”„«»')
_SYMBOL: Final = re.compile(r"[=<>+*/|\\^_{}]")
_SYMBOLS: Final = frozenset("=<>+*/|\\^_{}")
OPENING_QUOTES: Final = frozenset("\"“„«'‘")
CLOSED: Final = frozenset(".!?…。！？؟।\"”»)'’")

DIGITS, LINKS, WE, YOU, SAID, ANNOUNCES, STOPS = (
    role.bit_length() - 1
    for role in (Role.DIGITS, Role.LINKS, Role.WE, Role.YOU, Role.SAID, Role.ANNOUNCES, Role.STOPS)
)
TOP: Final = 15


def signs(
    text: str, told: Sequence[Told], terms: Terms, centre: Centrality, cancelled: Asked
) -> list[tuple[float, ...]]:
    """One row for each sentence, in the order of `NAMES`."""
    places = _places(told, cancelled)
    sizes = _sizes(terms, cancelled)
    centres = _centres(terms, centre, cancelled)
    shapes = [
        _shape(text[t.span.start : t.span.end], w)
        for t, w in zip(watched(told, cancelled), terms.words, strict=True)
    ]
    said = phrases(terms, cancelled)
    rows = [
        (*p, *s, *c, *h, *f)
        for p, s, c, h, f in zip(watched(places, cancelled), sizes, centres, shapes, said, strict=True)
    ]
    columns = [NAMES.index(name) for name in OF]
    return [
        (*row, *above)
        for row, above in zip(watched(rows, cancelled), standing(rows, columns, cancelled), strict=True)
    ]


def _places(told: Sequence[Told], cancelled: Asked) -> list[tuple[float, ...]]:
    n = len(told)
    length: dict[int, int] = {}
    for t in told:
        length[t.block] = length.get(t.block, 0) + 1
    parted = len(length) > 1
    order = {block: at for at, block in enumerate(length)}
    tail = n - max(2, n // 10)
    first, last = told[0].block, told[-1].block
    return [
        (
            1 / (1 + i),
            math.log(1 + i),
            i / n,
            (i / n) ** 2,
            float(i == 0),
            float(i == 1),
            float(i == 2),
            float(3 <= i < 6),
            float(i == n - 1),
            float(i >= tail),
            float(parted and t.place == 0),
            t.place / length[t.block],
            float(parted and t.place == length[t.block] - 1),
            1 / (1 + order[t.block]) if parted else 0.0,
            math.log(length[t.block]),
            float(parted and t.block == first),
            float(parted and t.block == last),
            t.place / length[t.block] if parted and t.block == first else 0.0,
            1 - t.place / length[t.block] if parted and t.block == last else 0.0,
        )
        for i, t in enumerate(watched(told, cancelled))
    ]


def _sizes(terms: Terms, cancelled: Asked) -> list[tuple[float, ...]]:
    return [_size(len(words)) for words in watched(terms.words, cancelled)]


def _size(n: int) -> tuple[float, ...]:
    return (math.log(1 + n), float(n < 8), float(n < 5), float(15 <= n <= 30), float(n > 35), float(n > 50))


def _centres(terms: Terms, centre: Centrality, cancelled: Asked) -> list[tuple[float, ...]]:
    counts = centre.counts
    everything = sum(counts.values()) or 1
    top = {stem: count for stem, count in counts.most_common(TOP) if count > 1}
    all_top = sum(top.values()) or 1
    weight = {stem: math.log(1 + count) for stem, count in counts.items()}
    lead = _lead(centre.vectors[:3])
    best = max(centre.centroid, default=0.0) or 1.0
    sets = [frozenset(t) for t in watched(terms.telling, cancelled)]
    coverage = [sum(top.get(stem, 0) for stem in s) / all_top for s in watched(sets, cancelled)]
    best_coverage = max(coverage, default=0.0) or 1.0
    title = terms.title
    seen: set[int] = set()
    rows: list[tuple[float, ...]] = []
    for i, own in enumerate(watched(sets, cancelled)):
        size = len(own) or 1
        told = len(terms.telling[i]) or 1
        new = len(own - seen) / size
        seen |= own
        rows.append(
            (
                centre.centroid[i],
                centre.centroid[i] / best,
                math.log(max(centre.walk[i], 1e-3)),
                sum([weight[stem] for stem in own]) / told,
                coverage[i],
                coverage[i] / best_coverage,
                100 * sum([counts[stem] for stem in terms.telling[i]]) / everything / told,
                _overlap(own, title),
                len(own & title) / (len(title) or 1),
                _cosine(centre.vectors[i], lead),
                _overlap(own, sets[0]) if i else 0.0,
                _overlap(own, sets[i - 1]) if i else 0.0,
                _overlap(own, sets[i + 1]) if i + 1 < len(sets) else 0.0,
                new,
            )
        )
    return rows


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / math.sqrt(len(a) * len(b)) if a and b else 0.0


def _lead(vectors: Sequence[Vector]) -> dict[int, float]:
    """The direction of the first sentences, of length 1."""
    total: dict[int, float] = {}
    for v in vectors:
        for stem, weight in zip(v.stems, v.weights, strict=True):
            total[stem] = total.get(stem, 0.0) + weight
    length = math.sqrt(sum(w * w for w in total.values())) or 1.0
    return {stem: w / length for stem, w in total.items()}


def _cosine(vector: Vector, direction: dict[int, float]) -> float:
    return sum([w * direction.get(s, 0.0) for s, w in zip(vector.stems, vector.weights, strict=True)])


def _shape(sentence: str, words: Sequence[Word]) -> tuple[float, ...]:
    n = len(words) or 1
    roles = 0
    stops = links = digits = capitals = letters = announces = 0
    for word in words:
        role = word.role
        roles |= role
        letters += word.letters
        stops += role >> STOPS & 1
        links += role >> LINKS & 1
        digits += role >> DIGITS & 1
        capitals += role & 1
        announces += role >> ANNOUNCES & 1
    opening = words[0].role if words else 0
    marks = "".join(set(sentence))
    quotes = not _QUOTE.isdisjoint(marks)
    bracket = "(" in marks or "[" in marks
    return (
        float(quotes),
        float(sentence[0] in OPENING_QUOTES),
        float(sentence[-1] == "?"),
        float(sentence[-1] == "!"),
        float(sentence[-1] not in CLOSED),
        float(":" in sentence[-3:]),
        float(opening >> LINKS & 1),
        float(sentence[0].islower()),
        float(roles >> WE & 1),
        float(roles >> YOU & 1),
        float(roles >> SAID & 1),
        float(min(3, announces)),
        digits / n,
        float(digits > 0),
        (capitals - (opening & 1)) / max(1, n - 1),
        float(bracket),
        float(bracket and CITATION.search(sentence) is not None),
        stops / n,
        sentence.count(",") / n,
        letters / n - 4.5,
        len(_SYMBOL.findall(sentence)) / len(sentence) if not _SYMBOLS.isdisjoint(marks) else 0.0,
        links / n,
    )
