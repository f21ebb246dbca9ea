"""Turns declared authors and what stands around the headline into the names of those who wrote the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from reader.core.article.markup.dates import Calendar
from reader.core.article.markup.declared import Declared
from reader.core.article.markup.passages import NAMING, Passage

_WORD = re.compile(r"\w+")
_CUT = re.compile(r"\s*(?:[|•·▪›»/\n\u2022]|\s[–—-]\s|\s-|,?\s\d|\(|@|https?:|:\s*$).*$", re.DOTALL)
_PIECES = re.compile(r"\s*[|•·▪\n]\s*|\s[–—-]\s")
_LONGEST = 90
"""Characters of a line that can still be a byline."""
_MOST = 2000
"""Passages in which a declared name is looked for."""
_BEFORE, _AFTER = 8, 16
"""Passages around the headline in which a byline is looked for."""


class Bylines:
    """Finds bylines with the by-words of many languages."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """Takes `by` and `not_by`, lists of lower-case words as in `resources/article/facts.json`."""
        by = sorted(words.get("by", ()), key=len, reverse=True)
        self._by = re.compile(
            rf"^\s*(?:{'|'.join(map(re.escape, by)) or '(?!)'})(?:\s*:\s*|\s+|(?-i:(?=[A-Z]))|$)",
            re.IGNORECASE,
        )
        self._strong = re.compile(
            r"^\s*(?:(?:written|posted|words|story|text|published)\s)?by(?:[:\s]|(?-i:(?=[A-Z])))",
            re.IGNORECASE,
        )
        self._calendar = Calendar(words.get("months", {}))
        not_by = "|".join(map(re.escape, words.get("not_by", ()))) or "(?!)"
        self._never = re.compile(rf"(?:^|\b)(?:{not_by})(?:\b|$)", re.IGNORECASE)

    def find(
        self, declared: Declared, passages: Sequence[Passage], named: Sequence[tuple[int, str]], headline: int
    ) -> str:
        """The names parted by commas, without "by"; what is seen beats what is only declared."""
        shown = self._shown(passages, named, headline)
        claims = [tuple(self._name(name) for name in names) for names in declared.authors]
        claims = [tuple(name for name in dict.fromkeys(names) if name) for names in claims]
        claims = [names for names in claims if names]
        if not claims:
            return shown
        short = [_folded(p.text) for p in passages[:_MOST] if len(p.text) < 240]
        seen = set(short)
        text = " ".join(short)
        site = _folded(declared.site)
        for names in claims:
            if all(_folded(n) in text for n in names) and (
                not shown or any(_folded(n) != site for n in names)
            ):
                return ", ".join(names)
        if shown and not (_folded(shown) not in seen and _overlap(shown, claims[0])):
            return shown
        return ", ".join(claims[0])

    def repeats(self, text: str, byline: str) -> bool:
        """Whether a text says a byline and nothing else, with a by-word before it or without."""
        return _folded(self._by.sub("", text, count=1)) == _folded(byline)

    def _shown(self, passages: Sequence[Passage], named: Sequence[tuple[int, str]], headline: int) -> str:
        """The best byline on the page itself, or empty."""
        first = max(0, headline - _BEFORE) if headline >= 0 else 0
        last = headline + _AFTER if headline >= 0 else 40
        near = [p for p in passages[first : last + 1] if len(p.text) <= 3 * _LONGEST]
        for number, text in named:
            if first <= number <= last and (name := self._name(text)):
                return name
        expected = False
        for p in near:
            around = p.place.above.tokens if p.place.above else frozenset()
            for piece in _PIECES.split(self._calendar.without(p.text)):
                said = self._by.match(piece)
                naming = (p.place.tokens | around) & NAMING
                if (naming or expected or self._strong.match(piece)) and (name := self._name(piece)):
                    return name
                expected = said is not None and said.end() == len(piece.rstrip())
        for number, text in named:
            if number > last and (name := self._name(text)):
                return name
        return ""

    def _name(self, text: str) -> str:
        """The name in a byline, or empty if it does not read like one."""
        text = " ".join(text.split()[:40])
        text = text[: next((at for at, _ in self._calendar.days(text)), len(text))]
        bare = _CUT.sub("", self._by.sub("", text, count=1)).strip(" ,:;-–—.")
        words = _WORD.findall(bare)
        if (
            not words
            or (len(bare) < 4 and bare.isupper() and bare.isascii())
            or len(words) > 9
            or len(bare) > _LONGEST
            or not any(c.isalpha() for c in bare)
        ):
            return ""
        if self._never.search(bare) or "@" in bare or bare.startswith(("http", "www.")):
            return ""
        return bare


def _folded(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


def _overlap(one: str, names: Iterator[str] | Sequence[str]) -> bool:
    words = set(_WORD.findall(one.lower()))
    return any(words & set(_WORD.findall(name.lower())) for name in names)
