"""Turns one line into the name of the furniture it is (`share row`, `newsletter`, …), or into nothing.

Three lists of phrases in many languages, keyed by the name: a line that says nothing else (`whole`), a line
that begins with it (`start`), a line that has it anywhere (`inside`). Beside them a few shapes no language
changes: a shortcode, a stock ticker, a copyright line, a count of comments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

LONGEST = 300
"""Characters; a longer line is prose whatever it begins with, unless it speaks of cookies or rights early."""

_EDGE = " \t.,:;!?…·|•»«›‹>→←↑↓▲▼▶►◄◀+–—-−*#/\\()[]{}\"'“”‘’=~_✕×✖✓✔☰"
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SHORTCODE = re.compile(
    r"(?:\[/?[a-z][a-z0-9]*(?:[_-][a-z0-9]+)+(?:[ =][^\[\]]{0,300})?/?\]"
    r"|\[/?[a-z]{3,30}(?: [a-z_-]{1,30}=[^\[\]]{0,300})\]"
    r"|\[/[a-z]{2,30}\]"
    r"|\{\{[^{}]{1,200}\}\}|\{%[^{}%]{1,200}%\}|<!--[^<>]{0,200}-->|%%[A-Z_]{2,40}%%)",
    re.IGNORECASE,
)
_TICKER = re.compile(r"[▲▼△▽↑↓]\s?[+-]?\d|[+-]?\d+(?:[.,]\d+)?\s?\(?[+-]\d+(?:[.,]\d+)?\s?%\)?")
_COUNT = re.compile(
    r"\(?\d[\d.,]*[km]?\)?\s?(?:\+\s?)?"
    r"(?:comments?|replies|shares?|views?|likes?|votes?|followers|reads|kommentare|commentaires|comentarios|"
    r"comentários|commenti|reacties|komentarz\w{0,3}|комментари\w{1,2}|просмотр\w{0,2}|yorum|评论|評論|コメント|댓글)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:©|\(c\)|copyright)\s{0,3}(?:copyright\s)?(?:©\s?)?(?:19|20)\d\d|^©", re.IGNORECASE)


class Furniture:
    """The phrase lists, made ready: a question costs one pass over the line."""

    def __init__(self, phrases: Mapping[str, Any]) -> None:
        """`phrases` is `resources/article/lines/furniture.json`."""
        self._whole: dict[str, str] = {key(p): name for name, some in phrases["whole"].items() for p in some}
        self._start = _by_first(phrases["start"])
        self._inside = _by_first(phrases["inside"])

    def name(self, text: str) -> str:
        """What furniture a line is, or "" where nothing says so. `text` is one cleaned line."""
        short = text[:LONGEST]
        asked = key(short)
        if not asked:
            return "no words"
        if len(text) <= 80 and (found := self._small(text, asked)):
            return found
        if len(_TICKER.findall(text[:2_000])) >= 3:
            return "stock ticker"
        if len(text) < 2 * LONGEST and _RIGHTS.search(short):
            return "copyright"
        return self._phrased(short.lower().strip(" •*-–—>|·")) if len(text) <= LONGEST else ""

    def _small(self, text: str, asked: str) -> str:
        if found := self._whole.get(asked):
            return found
        if _SHORTCODE.fullmatch(text):
            return "shortcode"
        if _COUNT.fullmatch(asked):
            return "comments" if "omm" in asked or "ом" in asked else "share row"
        return ""

    def _phrased(self, lowered: str) -> str:
        if found := _starts(self._start, lowered):
            return found
        for word in _words(lowered):
            for phrase, name in self._inside.get(word, ()):
                if phrase in lowered:
                    return name
        return ""


def key(text: str) -> str:
    """How two lines are compared: lower case, no marks around, every number a 0."""
    lowered = text.lower().strip(_EDGE)
    return _DIGITS.sub("0", lowered) if any(map(str.isdigit, lowered)) else lowered


def _by_first(lists: Mapping[str, Any]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name, phrases in lists.items():
        for phrase in phrases:
            first = next(iter(_words(phrase)), phrase[:1])
            found.setdefault(first, []).append((phrase, name))
    return {first: tuple(some) for first, some in found.items()}


_WORD = re.compile(r"[^\W\d_]+")


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _starts(phrases: Mapping[str, tuple[tuple[str, str], ...]], text: str) -> str:
    match = _WORD.search(text[:40])
    word = match[0] if match else text[:1]
    some = phrases.get(word, ())
    if not some and not text[:1].isascii():
        # Scripts without spaces: the first "word" is the whole line.
        some = tuple(p for n in (2, 3, 4, 5) for p in phrases.get(text[:n], ()))
        some += phrases.get(text[:1], ())
    for phrase, name in some:
        if text.startswith(phrase):
            rest = text[len(phrase) : len(phrase) + 1]
            if not rest.isalpha() or not rest.isascii():
                return name
    return ""
