"""Turns the text of a passage into its words, and these into what its wording is weighed by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise

from reader.core.western import DIGIT, LETTER, SORTS, octets
from reader.core.western import words as western_words

_WORD = re.compile(r"[^\W\d_]+|\d+")
SHORT = 14
"""Words; the wording of passages up to here is weighed word by word."""
_OPENING = 70
"""Words of a longer passage that are weighed."""
_NONE: frozenset[str] = frozenset()

_REMEMBERED = 4000
"""Characters up to which the words of a text are remembered, so that what is remembered stays small."""
_LONG = 60
"""Characters from which parting the bytes is faster: seven times for a paragraph."""


def words_of(text: str) -> Sequence[str]:
    """The words of a text in lower case; without spaces between words, one for every two characters."""
    return _known(text) if len(text) <= _REMEMBERED else _found(text)


def _found(text: str) -> Sequence[str]:
    words = _parted(text.lower())
    if len(text) > 8 * len(words) and (signs := len(_unspaced().findall(text))) > 4:
        return words + [""] * (signs // 2)
    return words


# Those of a story are asked for by the judge, and by two who count them.
_known = lru_cache(maxsize=512)(_found)


@cache
def _unspaced() -> re.Pattern[str]:
    """Characters of scripts that write no spaces; made beforehand, it took 3 ms of every start."""
    return re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")


def _parted(text: str) -> list[str]:
    """The runs of letters and the runs of digits."""
    if len(text) < _LONG:
        return _WORD.findall(text)
    western = octets(text)
    if western is None:
        return _WORD.findall(text)
    sorts = western.translate(SORTS)
    mixed = LETTER + DIGIT in sorts or DIGIT + LETTER in sorts
    return _WORD.findall(text) if mixed else western_words(western)


def wording(words: Sequence[str]) -> frozenset[str]:
    """What the wording of a short passage is weighed by: its words and pairs of words, numbers as one."""
    if not words or len(words) > SHORT:
        return _NONE
    plain = ["0" if word.isdigit() else word for word in words if word]
    return frozenset([*plain, *[f"{a} {b}" for a, b in pairwise(plain)], f"^{plain[0]}" if plain else "^"])


def vocabulary(words: Sequence[str]) -> frozenset[str]:
    """What the wording of a longer passage is weighed by: the words it begins with."""
    return frozenset(words[:_OPENING]) if len(words) > SHORT else _NONE
