"""Turns what a person types into a query that SQLite's full-text search takes."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")

_UNSPACED = re.compile(
    r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
"""A letter of a script that leaves no space between words: Thai, Lao, Burmese, Khmer, Kana, Han."""

PARTING = "\u200b"
"""Zero-width space: it parts words for the index, and nobody sees it."""


def parted(text: str) -> str:
    """The text as it is indexed: each letter of an unspaced script a word of its own, found as part of a phrase."""
    return _UNSPACED.sub(rf"{PARTING}\1{PARTING}", text)


def match(typed: str) -> str:
    """All words must be there; the last may be unfinished unless a space follows it. Nothing in it is an operator."""
    words = _WORD.findall(typed)
    if not words:
        return ""
    unfinished = "*" if re.search(r"\w$", typed) else ""
    return " ".join(f'"{parted(word)}"' for word in words) + unfinished
