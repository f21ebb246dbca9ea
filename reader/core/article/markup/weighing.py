"""Turns the dress, the places and the words of passages into sums of learned weights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from reader.core.article.markup.passages import Passage, Place
from reader.core.article.markup.words import SHORT, vocabulary, wording

_PAGE = frozenset({"body", "html", ""})
_AGAINST = -0.7

Sums = tuple[float, float, float]
"""The sum of some weights, and the lowest and the highest of them, 0 at least and at most."""
_Far = tuple[frozenset[str], Sums]
"""The tokens of a place and of all around it that have a weight, and these weights."""


def own_tokens(passage: Passage) -> frozenset[str]:
    """The tokens at a passage itself: its element and what is inside."""
    return passage.place.tokens | passage.inner


def near_tokens(place: Place) -> frozenset[str]:
    """The tokens of the two places around."""
    above = place.above
    if above is None:
        return frozenset()
    return above.tokens if above.above is None else above.tokens | above.above.tokens


def far_tokens(place: Place) -> set[str]:
    """The tokens of all places around, each place's only counted below the body."""
    found: set[str] = set(place.tokens)
    above = place.above
    while above is not None and above.tag not in _PAGE:
        found |= above.tokens
        above = above.above
    return found


class Weigher:
    """Adds up weights for the passages of one page, and remembers what it did for each place.

    A table of weights need have no more than `in` and `[]`.
    """

    def __init__(self, weights: Mapping[str, Any]) -> None:
        """`weights` has the tables `own`, `near`, `far`, `wording` and `words`; all may be missing."""
        tables: list[Mapping[str, float]] = [weights.get(n, {}) for n in ("own", "near", "far", "wording")]
        self._own_table, self._near_table, self._far_table, self._wording = tables
        self._words: Mapping[str, float] = weights.get("words", {})
        self._own: dict[frozenset[str], Sums] = {}
        self._near: dict[int, Sums] = {}
        """By the place above: those inside one place share it."""
        self._far: dict[int, _Far] = {}
        self._known: dict[frozenset[str], list[str]] = {}
        """Those of the tokens of one place that have a weight in `far`."""

    def own(self, passage: Passage) -> Sums:
        """Of the tokens of `own_tokens`."""
        tokens = own_tokens(passage) if passage.inner else passage.place.tokens
        found = self._own.get(tokens)
        if found is None:
            found = self._own[tokens] = _sums(self._own_table, tokens)
        return found

    def near(self, place: Place) -> Sums:
        """Of the tokens of `near_tokens`."""
        found = self._near.get(id(place.above))
        if found is None:
            found = self._near[id(place.above)] = _sums(self._near_table, near_tokens(place))
        return found

    def far(self, place: Place) -> Sums:
        """Of the tokens of `far_tokens`."""
        return self._far_of(place)[1]

    def _far_of(self, place: Place) -> _Far:
        new: list[Place] = []
        at: Place | None = place
        found: _Far | None = None
        while at is not None and not (new and at.tag in _PAGE) and (found := self._far.get(id(at))) is None:
            new.append(at)
            at = at.above
        tokens, sums = found or _NOTHING
        table = self._far_table
        for inner in reversed(new):
            known = self._known.get(inner.tokens)
            if known is None:
                known = self._known[inner.tokens] = [token for token in inner.tokens if token in table]
            own = [token for token in known if token not in tokens] if known else known
            if own:
                tokens = tokens.union(own)
                weights = [table[token] for token in own]
                sums = sums[0] + sum(weights), min(sums[1], *weights), max(sums[2], *weights)
            self._far[id(inner)] = tokens, sums
        return tokens, sums

    def said(self, words: Sequence[str]) -> Sums:
        """Of the wording of a short passage."""
        return _sums(self._wording, wording(words)) if 0 < len(words) <= SHORT else NO_SUMS

    def read(self, words: Sequence[str]) -> tuple[float, float]:
        """The mean weight of the words of a longer passage, drawn to 0, and the sum of those against it."""
        if len(words) <= SHORT:
            return 0.0, 0.0
        table = self._words
        weights = [table[word] for word in vocabulary(words) if word in table]
        low = sum([weight for weight in weights if weight < _AGAINST])
        return sum(weights) / (len(weights) + 5.0), low


NO_SUMS: Sums = (0.0, 0.0, 0.0)
_NOTHING: _Far = (frozenset(), NO_SUMS)


def _sums(table: Mapping[str, float], tokens: Iterable[str]) -> Sums:
    weights = [table[token] for token in tokens if token in table]
    return (sum(weights), min(0.0, *weights), max(0.0, *weights)) if weights else NO_SUMS
