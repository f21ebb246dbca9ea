"""Turns the places of passages into what stands in them: how much text, how much of it voted for and in links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log1p

from reader.core.article.markup.passages import Passage, Place

_MOST = 0.7
"""The share of what was voted for that the main place holds."""
_OUTSIDE = (0.0, -1.0, 0.0, 0.0, 0.0)


@dataclass(slots=True)
class _Sum:
    """What all passages inside one place add up to."""

    place: Place
    words: int = 0
    voted: float = 0.0
    """Words of it that were voted for."""
    linked: float = 0.0
    """Words of it in links."""
    count: int = 0

    def add(self, words: int, voted: float, linked: float) -> None:
        self.words += words
        self.voted += voted
        self.linked += linked
        self.count += 1

    def include(self, inner: _Sum) -> None:
        self.words += inner.words
        self.voted += inner.voted
        self.linked += inner.linked
        self.count += inner.count

    def shares(self) -> tuple[float, float, float]:
        """How much there is, and how much of it was voted for and is in links."""
        words = self.words or 1
        return log1p(self.words), self.voted / words, self.linked / words


class Surroundings:
    """The places of one page, added up."""

    def __init__(
        self,
        passages: Sequence[Passage],
        words: Sequence[int],
        voted: Sequence[float],
        linked: Sequence[float],
        voted_in_all: float,
    ) -> None:
        """Takes for each passage its words, and how many of them were voted for and are in links."""
        self._sums: dict[int, _Sum] = {}
        """By the number of the place."""
        keys: dict[str, _Sum] = {}
        for p, w, v, k in zip(passages, words, voted, linked, strict=True):
            place = p.place
            key = keys.get(place.key)
            if key is None:
                key = keys[place.key] = _Sum(place)
            key.add(w, v, k)
            found = self._sums.get(place.number)
            if found is None:
                found = self._entered(place)
            found.add(w, v, k)
        self._keys = {name: _of_key(key) for name, key in keys.items()}
        inwards = [self._sums[number] for number in sorted(self._sums)]
        for inner in reversed(inwards):
            if (around := _around(inner.place)) is not inner.place:
                self._sums[around.number].include(inner)
        self._in_main = self._found_in_main(inwards, voted_in_all)
        self._near: dict[int, tuple[float, ...]] = {}
        """By the number of the place around."""

    def of(self, place: Place) -> tuple[float, ...]:
        """What stands in places of the same make, and in the three places around."""
        first = _around(place)
        near = self._near.get(first.number)
        if near is None:
            second = _around(first)
            sums = [self._sums[at.number] for at in (first, second, _around(second))]
            one, two, three = [(*at.shares(), log1p(at.count)) for at in sums]
            near = self._near[first.number] = (*one, *two, *three[:3])
        return self._keys[place.key] + near

    def in_main(self, place: Place) -> tuple[float, ...]:
        """Whether a place is inside the main one, how deep, and what the branch it stands in holds.

        The main place is the lowest that holds most of what was voted for; its branches are the places right in it.
        """
        return self._in_main.get(place.number, _OUTSIDE)

    def _entered(self, place: Place) -> _Sum:
        """A place that is met for the first time, and with it those around."""
        found = self._sums[place.number] = _Sum(place)
        while (around := _around(place)).number not in self._sums:
            self._sums[around.number] = _Sum(around)
            place = around
        return found

    def _found_in_main(self, inwards: Sequence[_Sum], voted_in_all: float) -> dict[int, tuple[float, ...]]:
        holding = [found.place for found in inwards if found.voted >= _MOST * voted_in_all]
        found: dict[int, tuple[float, ...]] = {}
        if not holding:
            return found
        main = max(holding, key=lambda place: place.depth).number
        found[main] = (1.0, 0.0, *self._sums[main].shares())
        for inner in inwards:
            place = inner.place
            around = found.get(_around(place).number) if place.number != main else None
            if around is not None:
                branch = around[2:] if around[1] else inner.shares()
                found[place.number] = (1.0, around[1] + 1.0, *branch)
        return found


def _around(place: Place) -> Place:
    """The place around; the outermost one itself."""
    above = place.above
    return above if above is not None and above.depth else place


def _of_key(key: _Sum) -> tuple[float, ...]:
    _, voted, linked = key.shares()
    return log1p(key.count), voted, log1p(key.words / key.count), linked
