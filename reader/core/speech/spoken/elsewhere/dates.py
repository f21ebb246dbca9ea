"""Turns dates of other languages into words: `3. Januar 2020`, `15/03/2021`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.numerals import Numerals
from reader.core.speech.spoken.pieces import Said, Words, choice


class Dates:
    """Finds dates in figures, and days before the name of a month."""

    def __init__(self, words: Words, numerals: Numerals, language: str) -> None:
        self._words, self._numerals, self._language = words, numerals, language
        self._figures = re.compile(
            r"(?<![\w.,/-])(?:(?P<year>[12]\d{3})(?P<sep>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>0?[1-9]|[12]\d|3[01])"
            r"|(?P<day2>0?[1-9]|[12]\d|3[01])(?P<sep2>[./-])(?P<month2>0?[1-9]|1[0-2])(?P=sep2)(?P<year2>[12]\d{3}))(?![\w/-]|[.,]\d)"
        )
        self._named: re.Pattern[str] | None = None

    def find(self, text: str) -> Iterator[Said]:
        if self._named is None:
            self._named = self._with_names()
        for match in self._figures.finditer(text):
            year, month, day = (int(match[g] or match[f"{g}2"]) for g in ("year", "month", "day"))
            template: str = self._words["date"]
            words = template.format(
                day=self._day(day, ""), month=self._months()[month], year=self._year(year)
            )
            yield Said(match.start(), match.end(), words)
        for match in self._named.finditer(text):
            yield Said(*match.span("day"), self._day(int(match["number"]), match["before"] or ""))
            if match["year"]:
                yield Said(*match.span("year"), self._year(int(match["year"])))

    def _with_names(self) -> re.Pattern[str]:
        names = choice(self._months().values())
        return re.compile(
            rf"(?:(?P<before>\w{{1,12}})\s)?(?<![\w.,])(?P<day>(?P<number>0?[1-9]|[12]\d|3[01]){self._words.get('day_mark', '')})\s"
            rf"(?:{self._words.get('of', '')})(?:{names})(?!\w)(?:,?\s(?:{self._words.get('of', '')})(?P<year>[12]\d{{3}})(?!\d))?",
            re.IGNORECASE,
        )

    def _months(self) -> dict[int, str]:
        from babel.dates import get_month_names  # late: start-up time

        return {
            int(number): str(name)
            for number, name in get_month_names("wide", "format", self._language).items()
        }

    def _day(self, day: int, before: str) -> str:
        if self._language == "de":
            ending = (
                "n"
                if before.lower() in ("am", "vom", "zum", "dem", "den", "des", "bis", "ab", "seit")
                else "r"
            )
            return self._numerals.ordinal(day) + ("" if before.lower() in ("der", "die", "das") else ending)
        if self._language == "ru":
            return self._numerals.ordinal(day, gender="n", case="n")
        if day == 1 and "first" in self._words:
            return str(self._words["first"])
        return self._numerals.cardinal(day)

    def _year(self, year: int) -> str:
        if self._language == "ru":
            return self._numerals.ordinal(year, gender="m", case="g")
        return self._numerals.year(year)
