"""Turns the terms of sentences into numbers that say how near each one is to what the whole text is about.

Everything goes over an inverted index: the sum of the likenesses of one sentence to all others is its
product with the sum of all sentences, so nothing here is quadratic. The walk is LexRank's (Erkan and
Radev 2004) without its threshold, which is what makes that possible.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.summary.cancelling import Asked, watched

DAMPING = 0.85
STEPS = 6
"""Steps of the walk; after six the order no longer changed in measured articles."""


@dataclass(frozen=True, slots=True)
class Vector:
    """A sentence as the weights of its stems, of length 1."""

    stems: tuple[int, ...]
    weights: tuple[float, ...]
    """Tuples, not lists: the collector of garbage lets go of tuples of numbers, which shortens its pauses by a third."""


@dataclass(frozen=True, slots=True)
class Centrality:
    """For each sentence how central it is; all from 0."""

    vectors: list[Vector]
    counts: Counter[int]
    """How often each stem is used."""
    centroid: list[float]
    """Cosine to the sum of all sentences."""
    walk: list[float]
    """Chance of a random walker to be there, times the number of sentences: 1 in the mean."""


def centrality(telling: Sequence[tuple[int, ...]], stems: int, cancelled: Asked) -> Centrality:
    """Centrality for sentences given as their telling stems, all below `stems`."""
    counts: Counter[int] = Counter()
    inside: Counter[int] = Counter()
    held: list[Counter[int]] = []
    for terms in watched(telling, cancelled):
        own = Counter(terms)
        held.append(own)
        inside.update(own.keys())
        counts.update(own)
    n = len(telling)
    rarity = [0.0] * stems
    for stem, sentences in inside.items():
        rarity[stem] = math.log(1 + n / sentences)
    vectors = [_vector(own, rarity) for own in watched(held, cancelled)]
    total = [0.0] * stems
    for v in watched(vectors, cancelled):
        for stem, weight in zip(v.stems, v.weights, strict=True):
            total[stem] += weight
    length = math.sqrt(sum(w * w for w in total)) or 1.0
    degree = [_product(v, total) for v in watched(vectors, cancelled)]
    return Centrality(vectors, counts, [d / length for d in degree], _walk(vectors, degree, stems, cancelled))


def _vector(own: Counter[int], rarity: list[float]) -> Vector:
    weights = [
        rarity[stem] if count == 1 else rarity[stem] * (1 + math.log(count)) for stem, count in own.items()
    ]
    length = math.sqrt(sum(w * w for w in weights)) or 1.0
    return Vector(tuple(own), tuple([w / length for w in weights]))


def _product(vector: Vector, dense: list[float]) -> float:
    return sum([w * dense[s] for s, w in zip(vector.stems, vector.weights, strict=True)])


def _walk(vectors: list[Vector], degree: list[float], stems: int, cancelled: Asked) -> list[float]:
    at = [1.0] * len(vectors)
    for _ in range(STEPS):
        carried = [0.0] * stems
        for i, v in enumerate(watched(vectors, cancelled)):
            share = at[i] / (degree[i] or 1.0)
            for stem, weight in zip(v.stems, v.weights, strict=True):
                carried[stem] += share * weight
        at = [(1 - DAMPING) + DAMPING * _product(v, carried) for v in watched(vectors, cancelled)]
    return at
