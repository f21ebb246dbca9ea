"""Turns what a page writes for a date, in any of the usual ways, into ISO 8601 days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

_WRITTEN = re.compile(
    r"(?P<y1>\d{4})[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)"
    r"|(?P<y2>\d{4})\s?[年년]\s?(?P<m2>\d{1,2})\s?[月월]\s?(?P<d2>\d{1,2})\s?[日일]"
    r"|(?<!\d)(?P<d3>\d{1,2})(?:st|nd|rd|th|er|º|ª)?[\s./-]{0,3}(?:(?:de|of|d)\s|d['’])?\s?(?P<n3>[^\W\d_]{3,14})"
    r"[\s.,/-]{0,3}(?:(?:de|del|of)\s)?\s?(?P<y3>\d{4})(?!\d)"
    r"|(?P<n4>[^\W\d_](?:(?!(?-i:(?<=[a-z])[A-Z]))[^\W\d_]){2,13})\.?\s{0,3}(?P<d4>\d{1,2})(?:st|nd|rd|th)?[\s.,]{1,3}(?P<y4>\d{4})(?!\d)"
    r"|(?P<y7>\d{4})\s(?P<n7>[^\W\d_]{3,14})\.?\s(?P<d7>\d{1,2})(?!\d)"
    r"|(?<![\d.])(?P<a5>\d{1,2})(?P<s5>[/.-])(?P<b5>\d{1,2})[/.-](?P<y5>\d{4}|\d\d)(?![\d.])"
    r"|(?<!\d)(?P<y6>(?:19|20)\d\d)(?P<m6>[01]\d)(?P<d6>[0-3]\d)(?!\d)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d\d")
"""Every date has them, and most passages have none."""
_BEFORE = 40
"""Characters: a date begins less far before its first two digits in a row."""
_LONGEST = 600
"""Characters of a passage that are searched."""

_Written = tuple[int, int, Mapping[str, str]]
"""Where something that may be a date begins and ends, and its parts: `d` for the day, `m` and so on."""


@lru_cache(maxsize=256)  # what stands around the headline is asked for dates five times
def _written(text: str) -> tuple[_Written, ...]:
    """What in a text is written like a date."""
    digits = _DIGITS.search(text)
    if digits is None:
        return ()
    found = _WRITTEN.finditer(text, max(0, digits.start() - _BEFORE))
    return tuple((match.start(), match.end(), _parts(match)) for match in found)


def _parts(match: re.Match[str]) -> dict[str, str]:
    return {name[0]: value for name, value in match.groupdict().items() if value is not None}


class Calendar:
    """Reads dates with the names of the months in many languages."""

    def __init__(self, months: Mapping[str, Sequence[str]]) -> None:
        """Takes the names of each month under its number, `{"1": ["january", …], …}`."""
        self._months = {name: int(number) for number, names in months.items() for name in names}

    def days(self, text: str, *, month_first: bool = False) -> Iterator[tuple[int, str]]:
        """Where each date begins, and its ISO day, in order; `month_first` reads 3/4/2024 as 4 March, but not 3-4-2024."""
        for start, _, parts in _written(text[:_LONGEST]):
            if day := self._day(parts, month_first=month_first):
                yield start, day

    def day(self, text: str, *, month_first: bool = False) -> str:
        """The first date in a text, or empty."""
        return next((day for _, day in self.days(text, month_first=month_first)), "")

    def without(self, text: str) -> str:
        """The text without what is read as a date."""
        rest, at = "", 0
        text = text[:_LONGEST]
        for start, end, parts in _written(text):
            if self._day(parts, month_first=False):
                rest, at = rest + text[at:start], end
        return rest + text[at:]

    def _day(self, found: Mapping[str, str], *, month_first: bool) -> str:
        year = int(found["y"])
        if "n" in found:
            month = self._months.get(found["n"].lower(), 0)
            day = int(found["d"])
        elif "a" in found:
            day, month = int(found["a"]), int(found["b"])
            if month > 12 or (month_first and found["s"] != "-" and day <= 12):
                day, month = month, day
            year += 2000 if year < 70 else 1900 if year < 100 else 0
        else:
            month, day = int(found["m"]), int(found["d"])
        if 1 <= month <= 12 and 1 <= day <= 31 and 1900 <= year <= 2100:
            return f"{year:04}-{month:02}-{day:02}"
        return ""
