"""Turns one line into the name of the furniture it is (`share row`, `newsletter`, …), or into nothing.

Three lists of phrases in many languages, keyed by the name: a line that says nothing else (`whole`), a line
that begins with it (`start`), a line that has it anywhere (`inside`). Beside them a few shapes no language
changes: a shortcode, a stock ticker, a copyright line, a count of comments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from reader.core.wording import said

LONGEST = 300
"""Characters; a longer line is prose whatever it begins with, unless it speaks of cookies or rights early."""

_EDGE = " \t.,:;!?…·|•»«›‹>→←↑↓▲▼▶►◄◀+–—-−*#/\\()[]{}\"'“”‘’=~_✕×✖✓✔☰"
_LEAD = " •*-–—>|·"
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
        self._firsts = frozenset(self._inside)

    def name(self, text: str, lowered: str, words: Sequence[str]) -> str:
        """What furniture a line is, or "" where nothing says so.

        `text` is one cleaned line, `lowered` the same in lower case, `words` its words in lower case.
        """
        asked = _DIGITS.sub("0", lowered[:LONGEST].strip(_EDGE))
        if not asked:
            return said("no words")
        size = len(text)
        if size <= 80 and (found := self._small(text, asked)):
            return found
        if ("▲" in text or "▼" in text or "%" in text) and len(_TICKER.findall(text)) >= 3:
            return said("stock ticker")
        if (
            size < 2 * LONGEST
            and ("©" in text or "opyright" in lowered or "(c)" in lowered)
            and _RIGHTS.search(text)
        ):
            return said("copyright")
        return self._phrased(lowered, words) if size <= LONGEST else ""

    def _small(self, text: str, asked: str) -> str:
        if found := self._whole.get(asked):
            return found
        if text[0] in "[{<%" and _SHORTCODE.fullmatch(text):
            return "shortcode"
        if asked[0] in "0(" and _COUNT.fullmatch(asked):
            return "comments" if "omm" in asked or "ом" in asked else "share row"
        return ""

    def _phrased(self, lowered: str, words: Sequence[str]) -> str:
        begun = lowered.lstrip(_LEAD)
        for phrase, name in self._start.get(words[0], ()) if words else ():
            if begun.startswith(phrase) and not begun[len(phrase) : len(phrase) + 1].isalpha():
                return name
        if not begun[:1].isascii() and (found := self._unspaced(begun)):
            return found
        for word in sorted(self._firsts.intersection(words), key=words.index):
            for phrase, name in self._inside[word]:
                if phrase in lowered:
                    return name
        return ""

    def _unspaced(self, begun: str) -> str:
        """For scripts without spaces, whose first "word" is the whole line: what it begins with."""
        for size in range(2, min(9, len(begun) + 1)):
            for phrase, name in self._start.get(begun[:size], ()):
                if begun.startswith(phrase):
                    return name
        return ""


def key(text: str) -> str:
    """How two lines are compared: lower case, no marks around, every number a 0."""
    return _DIGITS.sub("0", text.lower().strip(_EDGE))


def _by_first(lists: Mapping[str, Any]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name, phrases in lists.items():
        for phrase in phrases:
            match = _WORD.search(phrase)
            first = match[0].replace("'", "").replace("’", "") if match else phrase[:2]
            found.setdefault(first, []).append((phrase, name))
    return {first: tuple(some) for first, some in found.items()}


_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
