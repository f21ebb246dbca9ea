"""Turns a text into sentences: every visible character in exactly one, in one pass from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from reader.core.document import Span
from reader.core.sentences.rules import Rules, rules_of

_SPACELESS: Final = "。！？｡．｟"
"""Ends that need no space after them."""
_FOREIGN: Final = "۔؟։।॥።፧፨။។៕᠃᠉⸮"
"""Full stops and question marks of scripts without capitals, and of Armenian."""
_CLOSERS: Final = "\"'”’»)]}›」』）】》〉〕］｝＂*_"
_OPENERS: Final = "\"'“‘„‚«‹([{「『（【《〈〔¿¡*_–—-•·"
_STOP = re.compile(rf"[.!?…‼⁇⁈⁉{_SPACELESS}{_FOREIGN}]++(?:[ \u00a0][.!?…]++)*+|\n\s*")
_TAIL = re.compile(rf"[{re.escape(_CLOSERS)}\u202c\u200f\u200e]*+(?:\s*+\[\d{{1,3}}\])*+")
_NEXT = re.compile(rf"\s*+[{re.escape(_OPENERS)}\s]*+([^\W_]+(?:[.'’-][^\W_]+)*+)?")
_ROMAN = re.compile(r"[ivxlcdm]+\Z")


class SentenceSplitter:
    """Splits texts by the rules of their language."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        """`rules` is the parsed `language/sentences.json`."""
        self._parsed = rules
        self._known: dict[str, Rules] = {}

    def split(self, text: str, language: str = "") -> list[Span]:
        """The sentences of `text`, trimmed, in order; `language` is BCP 47, empty where it is not known."""
        if language not in self._known:
            self._known[language] = rules_of(self._parsed, language)
        found = []
        start = 0
        for end in _ends(text, self._known[language]):
            if (span := _trimmed(text, start, end)) is not None:
                found.append(span)
            start = end
        if (span := _trimmed(text, start, len(text))) is not None:
            found.append(span)
        return found

    def __call__(self, text: str, language: str = "") -> list[Span]:
        return self.split(text, language)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None


def _ends(text: str, rules: Rules) -> Iterator[int]:
    """Where sentences end, after the closing marks, before the space."""
    begun = 0
    for stop in _STOP.finditer(text):
        at, after = stop.span()
        if after <= begun:
            continue
        if text[at] == "\n":
            if _line_ends(text, begun, at, after):
                yield at
                begun = after
            continue
        tail = _TAIL.match(text, after)
        end = tail.end() if tail else after
        if end >= len(text):
            return
        following = _NEXT.match(text, end)
        word = (following.group(1) or "") if following else ""
        if _is_end(text, begun, at, after, end, word, rules):
            yield end
            begun = end


def _line_ends(text: str, begun: int, at: int, after: int) -> bool:
    """Whether a line break parts two sentences; a sentence that began large may go on small."""
    first = next((c for c in text[begun:at].lstrip()[:1]), "")
    return not (first.isupper() and text[after : after + 1].islower())


def _is_end(text: str, begun: int, at: int, after: int, end: int, word: str, rules: Rules) -> bool:
    stop = text[at:after]
    last = stop[-1]
    if last in _SPACELESS or last in _FOREIGN:
        return True
    if not text[end].isspace():
        return False
    if stop == ".":
        return _dot_ends(text, begun, at, end, word, rules)
    if word and word[0].islower():
        return "?" in stop and end == after
    return True


def _dot_ends(text: str, begun: int, at: int, end: int, word: str, rules: Rules) -> bool:
    before = text[max(begun, at - 32) : at].rsplit(None, 1)
    token = before[-1].lstrip("\"'“‘„‚«‹([{¿¡*_–—-") if before else ""
    lower = token.lower()
    if end == at + 1:
        if lower in rules.inside:
            return False
        if lower in rules.before_a_name and word:
            return False
        if lower in rules.before_a_number and word and (word[0].isdigit() or _ROMAN.match(word)):
            return False
    opener = word.lower() in rules.openers or word.lower().partition("'")[0] in rules.openers
    if word and word[0].islower():
        return not (
            lower in rules.anywhere
            or lower in rules.before_a_number
            or "." in token
            or len(token) < 2
            or token[-1:].isdigit()
        )
    if lower in rules.anywhere:
        return opener or not word
    if len(token) == 1 and token.isalpha() and token.isupper():
        return opener and bool(word)
    if rules.ordinals and token.isdigit() and len(token) <= 2:
        return opener
    return True
