"""Turns text into the plain letters that a search compares: without case and accents, code point for code point."""

from __future__ import annotations

import unicodedata
from functools import cache

_LETTERS = {
    "ß": "s", "ẞ": "s", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "t", "æ": "a", "œ": "o", "ı": "i", "ħ": "h",
    "ŧ": "t", "ŋ": "n", "ſ": "s", "ĸ": "k", "ς": "σ", "’": "'",
}  # fmt: skip
"""Letters that Unicode does not take apart, and what people type for them where the key is missing."""


def folded(text: str) -> str:
    """The text in plain small letters; as long as the text, so that places in one are places in the other."""
    small = text.lower()
    if len(small) != len(text):  # a few capitals have small letters of two code points
        small = "".join(sign.lower()[0] for sign in text)
    if small.isascii():
        return small
    # Few different letters need a change, and replacing one is much faster than looking at every sign.
    for sign in set(small):
        if sign > "\x7f" and (plain := _plain(sign)) != sign:
            small = small.replace(sign, plain)
    return small


@cache
def _plain(sign: str) -> str:
    """One small letter; marks that stand alone are left as they are."""
    if sign in _LETTERS or unicodedata.combining(sign):
        return _LETTERS.get(sign, sign)
    plain = unicodedata.normalize("NFKD", sign)[0].lower()[0]
    return _LETTERS.get(plain, plain)
