"""Turns what a person types into a query that SQLite's full-text search takes, and text into what it indexes."""

from __future__ import annotations

import re
import unicodedata

from reader.core.folding import folded

_UNSPACED = re.compile(
    r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
"""A letter of a script that leaves no space between words: Thai, Lao, Burmese, Khmer, Kana, Han."""

PARTING = "\u200b"
"""Zero-width space: it parts words for the index."""


def parted(text: str) -> str:
    """The text with each letter of an unspaced script a word of its own, found as part of a phrase."""
    return _UNSPACED.sub(rf"{PARTING}\1{PARTING}", text)


def indexed(text: str) -> str:
    """The text as it is indexed: in plain letters, and parted."""
    return parted(folded(text))


def words(typed: str) -> list[str]:
    """The words that somebody typed, in plain letters; vowel signs of Indic scripts belong to them."""
    plain = folded(unicodedata.normalize("NFC", typed))
    return "".join(sign if _of_word(sign) else " " for sign in plain).split()


def unfinished(typed: str) -> bool:
    """Whether the last word may go on."""
    return bool(typed) and _of_word(typed[-1])


def match(typed: str) -> str:
    """All words must be there; the last may be unfinished unless a space follows it. Nothing in it is an operator."""
    found = words(typed)
    if not found:
        return ""
    return " ".join(f'"{parted(word)}"' for word in found) + ("*" if unfinished(typed) else "")


def _of_word(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign)[0] == "M"
