"""Turns a text into sentences: every visible character in exactly one, in one pass from left to right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reader.core.document import Span
from reader.core.sentences.decision import ends
from reader.core.sentences.enumeration import items_in
from reader.core.sentences.length import SURELY_SHORT, shortened
from reader.core.sentences.rules import Rules, rules_of
from reader.core.sentences.stops import read_stop, stops_in


class SentenceSplitter:
    """Splits texts by the rules of their language. May be shared between threads."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        """`rules` is the parsed `language/sentences.json`."""
        self._parsed = rules
        self._known: dict[str, Rules] = {}

    def split(self, text: str, language: str = "") -> list[Span]:
        """The sentences of `text`, trimmed of white space, in order, every visible character in one.

        `language` is BCP 47 in any case; where it is unknown or empty, general rules are followed.
        Takes linear time, whatever the text.
        """
        rules = self._rules(language)
        found: list[Span] = []
        start = 0
        for end in (*_ends(text, rules), len(text)):
            span = _trimmed(text, start, end)
            if span is not None and len(span) <= SURELY_SHORT:
                found.append(span)
            elif span is not None:
                found += shortened(text, span)
            start = end
        return found

    __call__ = split

    def _rules(self, language: str) -> Rules:
        known = self._known.get(language)
        if known is None:
            known = self._known[language] = rules_of(self._parsed, language)
        return known


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return Span(start + left, start + right) if left < right else None


def _ends(text: str, rules: Rules) -> Iterator[int]:
    """Where sentences end, in order."""
    begun = 0
    items = items_in(text)
    item = next(items, None)
    for match in stops_in(text):
        while item is not None and item <= match.start():
            yield item
            begun, item = item, next(items, None)
        if match.start() < begun:
            continue
        if match["line"] is not None:
            end = match.start() if _line_ends(text, begun, match) else 0
        elif match["bullet"] is not None:
            end = match.start()
        else:
            stop = read_stop(text, begun, match)
            end = stop.end if ends(stop, rules) else 0
        if end > begun:
            yield end
            begun = end
    while item is not None:
        yield item
        item = next(items, None)


def _line_ends(text: str, begun: int, line: re.Match[str]) -> bool:
    """Whether a line break parts two sentences: not where a line goes on small or ends with a comma.

    A blank line always does. Lines that all begin small are a list.
    """
    if line.group().count("\n") > 1:
        return True
    first = text[begun : begun + 80].lstrip()[:1]
    last = text[line.start() - 80 if line.start() > 80 else 0 : line.start()].rstrip()[-1:]
    goes_on = text[line.end() : line.end() + 1].islower() and first.isupper()
    return not (goes_on or (last in ",;–—" and last != ""))
