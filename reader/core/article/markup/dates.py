"""Turns what a page writes for a date, in any of the usual ways, into ISO 8601 days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

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
_DIGIT = re.compile(r"\d")
"""Every date has one, and most passages have none."""
_LONGEST = 600
"""Characters of a passage that are searched."""


class Calendar:
    """Reads dates with the names of the months in many languages."""

    def __init__(self, months: Mapping[str, Sequence[str]]) -> None:
        """Takes the names of each month under its number, `{"1": ["january", …], …}`."""
        self._months = {name: int(number) for number, names in months.items() for name in names}

    def days(self, text: str, *, month_first: bool = False) -> Iterator[tuple[int, str]]:
        """Where each date begins, and its ISO day, in order; `month_first` reads 3/4/2024 as 4 March, but not 3-4-2024."""
        if not _DIGIT.search(text, 0, _LONGEST):
            return
        for match in _WRITTEN.finditer(text[:_LONGEST]):
            if day := self._day(match, month_first=month_first):
                yield match.start(), day

    def day(self, text: str, *, month_first: bool = False) -> str:
        """The first date in a text, or empty."""
        return next((day for _, day in self.days(text, month_first=month_first)), "")

    def without(self, text: str) -> str:
        """The text without what is read as a date."""
        if not _DIGIT.search(text, 0, _LONGEST):
            return text[:_LONGEST]
        return _WRITTEN.sub(
            lambda match: "" if self._day(match, month_first=False) else match[0], text[:_LONGEST]
        )

    def _day(self, match: re.Match[str], *, month_first: bool) -> str:
        found = {name[0]: value for name, value in match.groupdict().items() if value is not None}
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
