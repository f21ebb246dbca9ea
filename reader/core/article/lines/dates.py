"""Turns the lines under a headline into who wrote the story and when it was published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})(?!\d)")
_EAST = re.compile(r"((?:19|20)\d\d)\s?[年년.]\s?(\d{1,2})\s?[月월.]\s?(\d{1,2})\s?[日일]?")
_POINTS = re.compile(r"\b(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)\b")
_DAY_FIRST = re.compile(
    r"\b(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[\s-]+(?:de\s+|of\s+)?([^\W\d_]{3,14})\.?,?[\s-]+(?:de\s+|del\s+)?((?:19|20)\d\d)\b"
)
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,14})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)\b")
_NAME = re.compile(
    r"[^\W\d_](?:[^\W\d_]|['’.-])*(?:\s(?:(?:de|da|del|della|van|von|der|den|di|la|le|al|bin|ibn|el|y|e)\s)*[^\W\d_](?:[^\W\d_]|['’.-])*){0,4}"
)
_JOINED = re.compile(r"\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b|\be\b)\s*")
_AFTER = re.compile(
    r"\s*(?:\||·|•|—|–| - |/|\t|\(|,?\s\bon\b\s|\bupdated\b|\bpublished\b|\bposted\b|\d).*$",
    re.IGNORECASE | re.DOTALL,
)


class Dates:
    """Reads dates and bylines with the month names and the words for "by" of many languages."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        """`words` is `resources/article/lines/dates.json`."""
        self._months: dict[str, int] = {
            name: at for at, names in enumerate(words["months"], 1) for name in names
        }
        self._by: tuple[str, ...] = tuple(sorted(words["by"], key=len, reverse=True))

    def date(self, text: str) -> str:
        """The first date in a line of up to 300 characters as `2019-11-20`, or "".

        Day and month of `3/4/2020` are told apart only where one of them is above 12 or the marks are points.
        """
        text = text[:300].lower()
        if found := _ISO.search(text) or _EAST.search(text):
            return _day(found[1], found[2], found[3])
        if (found := _DAY_FIRST.search(text)) and (month := self._months.get(found[2])):
            return _day(found[3], str(month), found[1])
        if (found := _MONTH_FIRST.search(text)) and (month := self._months.get(found[1])):
            return _day(found[3], str(month), found[2])
        if found := _POINTS.search(text):
            first, second = int(found[1]), int(found[3])
            if found[2] == "." or first > 12:
                return _day(found[4], found[3], found[1])
            if second > 12:
                return _day(found[4], found[1], found[3])
        return ""

    def byline(self, text: str) -> str:
        """The people a line names after its "by", without it, or "" where it is no byline."""
        if len(text) > 200:
            return ""
        lowered = text.lower()
        for by in self._by:
            if lowered.startswith(by) and (
                not by[-1].isalpha() or lowered[len(by) : len(by) + 1] in " :\u00a0"
            ):
                told = _AFTER.sub("", text[len(by) :].strip(" :")).strip(" ,.;:")
                return told if _people(told) else ""
        return ""


def _people(told: str) -> bool:
    """Whether it reads like names: few words, each with a capital or of a script without case."""
    names = [name for name in _JOINED.split(told) if name]
    return bool(names) and all(
        _NAME.fullmatch(name) is not None and not name[0].islower() and len(name) <= 60 for name in names
    )


def _day(year: str, month: str, day: str) -> str:
    if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}-{int(day):02}"
    return ""
