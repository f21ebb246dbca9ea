"""Turns the places of passages into what stands in them: how much text, how much of it voted for and in links."""

from __future__ import annotations

from collections.abc import Sequence
from math import log1p

from reader.core.article.markup.passages import Passage, Place

_MOST = 0.7
"""The share of what was voted for that the main place holds."""
_OUTSIDE = (0.0, -1.0, 0.0, 0.0, 0.0)
_UNMET, _OUTERMOST = -2, -1
"""What a place has for the number of the one around that holds no passage, or has none around."""


class Surroundings:
    """The places of one page, added up.

    The sums are kept in lists by the number of the place: pages have hundreds of places, and every other way took
    twice the time.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        words: Sequence[int],
        voted: Sequence[float],
        linked: Sequence[float],
        voted_in_all: float,
    ) -> None:
        """Takes for each passage its words, and how many of them were voted for and are in links."""
        count = max([p.place.number for p in passages], default=-1) + 1
        self._words, self._count = [0] * count, [0] * count
        self._voted, self._linked = [0.0] * count, [0.0] * count
        self._outer = [_UNMET] * count
        keys: dict[str, list[float]] = {}
        for p, w, v, k in zip(passages, words, voted, linked, strict=True):
            place = p.place
            at = place.number
            if self._outer[at] == _UNMET:
                self._enter(place)
            self._words[at] += w
            self._voted[at] += v
            self._linked[at] += k
            self._count[at] += 1
            key = keys.get(place.key)
            if key is None:
                keys[place.key] = [w, v, k, 1]
            else:
                key[0] += w
                key[1] += v
                key[2] += k
                key[3] += 1
        self._keys = {
            name: (log1p(n), v / (w or 1), log1p(w / n), k / (w or 1)) for name, (w, v, k, n) in keys.items()
        }
        for at in range(count - 1, -1, -1):
            outer = self._outer[at]
            if outer >= 0:
                self._words[outer] += self._words[at]
                self._voted[outer] += self._voted[at]
                self._linked[outer] += self._linked[at]
                self._count[outer] += self._count[at]
        self._in_main = self._found_in_main(voted_in_all)
        self._near: dict[int, tuple[float, ...]] = {}
        """By the number of the place around."""

    def of(self, place: Place) -> tuple[float, ...]:
        """What stands in places of the same make, and in the three places around."""
        first = self._around(place.number)
        near = self._near.get(first)
        if near is None:
            second = self._around(first)
            one, two, three = [
                (*self._shares(at), log1p(self._count[at])) for at in (first, second, self._around(second))
            ]
            near = self._near[first] = (*one, *two, *three[:3])
        return self._keys[place.key] + near

    def linked_beyond(self, place: Place) -> float:
        """The share of what stands two places around that is in links."""
        at = self._around(self._around(place.number))
        return self._linked[at] / (self._words[at] or 1)

    def in_main(self, place: Place) -> tuple[float, ...]:
        """Whether a place is inside the main one, how deep, and what the branch it stands in holds.

        The main place is the lowest that holds most of what was voted for; its branches are the places right in it.
        """
        return self._in_main.get(place.number, _OUTSIDE)

    def _enter(self, place: Place) -> None:
        """Tells the place around one that is met for the first time, and with it of those around."""
        while self._outer[place.number] == _UNMET:
            above = place.above
            if above is None or not above.depth:
                self._outer[place.number] = _OUTERMOST
                return
            self._outer[place.number] = above.number
            place = above

    def _around(self, at: int) -> int:
        """The place around; the outermost one itself."""
        outer = self._outer[at]
        return outer if outer >= 0 else at

    def _found_in_main(self, voted_in_all: float) -> dict[int, tuple[float, ...]]:
        enough = _MOST * voted_in_all
        found: dict[int, tuple[float, ...]] = {}
        # Those that hold so much stand in one another; the last is the innermost.
        main = max([at for at, voted in enumerate(self._voted) if voted >= enough], default=-1)
        if main < 0:
            return found
        found[main] = (1.0, 0.0, *self._shares(main))
        for at in range(main + 1, len(self._outer)):
            outer = found.get(self._outer[at])
            if outer is not None:
                branch = outer[2:] if outer[1] else self._shares(at)
                found[at] = (1.0, outer[1] + 1.0, *branch)
        return found

    def _shares(self, at: int) -> tuple[float, float, float]:
        """How much there is, and how much of it was voted for and is in links."""
        words = self._words[at] or 1
        return log1p(self._words[at]), self._voted[at] / words, self._linked[at] / words
