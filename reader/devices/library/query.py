"""Turns what a person types into a query that SQLite's full-text search takes."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")


def match(typed: str) -> str:
    """All words must be there; the last may be unfinished unless a space follows it. Nothing in it is an operator."""
    words = _WORD.findall(typed)
    if not words:
        return ""
    unfinished = "*" if re.search(r"\w$", typed) else ""
    return " ".join(f'"{word}"' for word in words) + unfinished
