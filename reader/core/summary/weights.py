"""Turns parsed weights and the genre of a story into what each sign of its sentences is worth.

The weights are a few lists, one for each kind of text that training found. A story is a mixture of the
kinds, by its genre signs; the worth of a sign is the same mixture of its weights. Training is done several
times from other beginnings, and the mean of what each has learned counts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reader.core.summary.genre import GENRE
from reader.core.summary.signs import NAMES
from reader.core.summary.terms import Lists


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned."""

    signs: tuple[tuple[float, ...], ...]
    """For each sign its weight in each kind of text."""
    genre: tuple[tuple[float, ...], ...]
    """For each genre sign how far it speaks for each kind of text."""
    words: Mapping[str, Lists]
    """For each language the words by role."""
    members: int = 1
    """How many times was learned; each has an equal share of the kinds, one after the other."""

    def worth(self, genre: Sequence[float]) -> list[float]:
        """The weight of each sign for a story with these genre signs."""
        pull = [
            sum(g * w for g, w in zip(genre, column, strict=True)) for column in zip(*self.genre, strict=True)
        ]
        each = len(pull) // self.members
        shares: list[float] = []
        for at in range(0, len(pull), each):
            top = max(pull[at : at + each])
            some = [math.exp(p - top) for p in pull[at : at + each]]
            shares += [share / sum(some) / self.members for share in some]
        return [sum(w * s for w, s in zip(row, shares, strict=True)) for row in self.signs]


def weights_of(parsed: Mapping[str, Any]) -> Weights:
    """The weights as `resources/summary/weights.json` holds them; a sign that is missing there weighs nothing."""
    kinds = int(parsed["kinds"])
    none = [0.0] * kinds
    return Weights(
        signs=tuple(tuple(parsed["signs"].get(name, none)) for name in NAMES),
        genre=tuple(tuple(parsed["genre"].get(name, none)) for name in GENRE),
        words=parsed["words"],
        members=int(parsed.get("members", 1)),
    )
