"""Parts sentences that say something new from those that repeat one that was ranked before them.

Two sentences are alike when they share more than 55 % of the roots of the shorter one, or half of them where
it is a very short one. Then they share one of its rarest 45 % (half) as well, so only sentences with such a
root in common are compared.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from reader.core.summary.cancelling import Asked, watched

ALIKE = 0.55
"""Stricter than the 60 % that is promised, because roots are rougher than a stemmer: "use" and "using" differ."""
SHORT = 8
"""Roots; in a shorter sentence one root that was not recognised weighs more."""
EXACT = 400
"""So many of the first new sentences are compared without exception: nearly an hour of listening."""
REMEMBERED = 12
RAREST = 4
"""After those only the rarest stems of a sentence are followed, and only while not more than so many kept
sentences have one, which keeps a million words linear; some repetitions may then be missed."""


def parted(
    order: Sequence[int], stems: Sequence[frozenset[int]], cancelled: Asked
) -> tuple[list[int], list[int]]:
    """Indices of `order` that are new, and those that repeat; both in the order given.

    A sentence without stems is a repetition: it says nothing.
    """
    kept = Kept(stems, cancelled)
    new: list[int] = []
    repeated: list[int] = []
    for i in watched(order, cancelled):
        (new if kept.add(i) else repeated).append(i)
    return new, repeated


def too_many(size: int) -> int:
    """So many shared roots make two sentences alike, the shorter of which has `size` roots."""
    return (size + 1) // 2 if size < SHORT else int(ALIKE * size) + 1


class Kept:
    """The sentences kept so far, found by the stems they share with another."""

    def __init__(self, stems: Sequence[frozenset[int]], cancelled: Asked) -> None:
        self._stems = stems
        self._often: Counter[int] = Counter()
        for own in watched(stems, cancelled):
            self._often.update(own)
        self._seen: set[frozenset[int]] = set()
        self._by_stem: defaultdict[int, list[int]] = defaultdict(list)
        self._by_rare_stem: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, i: int) -> bool:
        """Keeps sentence `i` unless it is like a kept one; whether it was kept."""
        own = self._stems[i]
        if not own or own in self._seen:
            return False
        size, stems = len(own), self._stems
        rare = sorted(own, key=self._often.__getitem__)[: size - too_many(size) + 1]
        for k in self._near(own, rare):
            other = stems[k]
            if len(own & other) >= too_many(min(size, len(other))):
                return False
        self._seen.add(own)
        for stem in own:
            if len(self._by_stem[stem]) <= EXACT:
                self._by_stem[stem].append(i)
        if len(self._seen) <= EXACT:
            for stem in rare:
                self._by_rare_stem[stem].append(i)
        return True

    def _near(self, own: frozenset[int], rare: Sequence[int]) -> set[int]:
        """Kept sentences with a rare stem of theirs in `own`, or a stem among `rare`."""
        near: set[int] = set()
        if len(self._seen) > EXACT:
            for stem in rare[:RAREST]:
                found = self._by_stem.get(stem, [])
                if len(found) <= REMEMBERED:
                    near.update(found)
            return near
        for stem in rare:
            near.update(self._by_stem.get(stem, ()))
        for stem in own:
            near.update(self._by_rare_stem.get(stem, ()))
        return near
