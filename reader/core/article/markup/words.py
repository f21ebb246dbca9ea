"""Turns the text of a passage into its words, and these into what its wording is weighed by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_WORD = re.compile(r"[^\W\d_]+|\d+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
SHORT = 14
"""Words; the wording of passages up to here is weighed word by word."""
_OPENING = 70
"""Words of a longer passage that are weighed."""
_NONE: frozenset[str] = frozenset()

_WESTERN = "cp1252"
"""An encoding of most of what is written with Latin letters, in which each character is a byte."""
_SIGNS = [bytes([byte]).decode(_WESTERN, "replace") for byte in range(256)]
_SORTS = bytes(ord("0" if sign.isdecimal() else "a" if sign.isalnum() else " ") for sign in _SIGNS)
_PARTED = bytes(byte if sort != ord(" ") else sort for byte, sort in enumerate(_SORTS))
_LONG = 60
"""Characters from which parting the bytes is faster: seven times for a paragraph."""


def words_of(text: str) -> list[str]:
    """The words of a text in lower case; without spaces between words, one for every two characters."""
    words = _parted(text.lower())
    if len(text) > 8 * len(words) and (signs := len(_CJK.findall(text))) > 4:
        return words + [""] * (signs // 2)
    return words


def _parted(text: str) -> list[str]:
    """The runs of letters and the runs of digits."""
    if len(text) < _LONG:
        return _WORD.findall(text)
    try:
        octets = text.encode(_WESTERN)
    except UnicodeEncodeError:
        return _WORD.findall(text)
    sorts = octets.translate(_SORTS)
    if b"a0" in sorts or b"0a" in sorts:
        return _WORD.findall(text)
    return octets.translate(_PARTED).decode(_WESTERN).split()


def wording(words: Sequence[str]) -> frozenset[str]:
    """What the wording of a short passage is weighed by: its words and pairs of words, numbers as one."""
    if not words or len(words) > SHORT:
        return _NONE
    plain = ["0" if word.isdigit() else word for word in words if word]
    return frozenset([*plain, *[f"{a} {b}" for a, b in pairwise(plain)], f"^{plain[0]}" if plain else "^"])


def vocabulary(words: Sequence[str]) -> frozenset[str]:
    """What the wording of a longer passage is weighed by: the words it begins with."""
    return frozenset(words[:_OPENING]) if len(words) > SHORT else _NONE
