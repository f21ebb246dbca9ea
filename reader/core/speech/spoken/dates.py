"""Turns dates into words: `Jan. 15, 2020`, `25 July 2012`, `2016-11-03`, `10/06/2005`, `the 1980s`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken import counting
from reader.core.speech.spoken.pieces import Said, Words

DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
YEAR = r"[12][0-9]{3}(?![0-9])"
SHORT = r"['’‘][0-9]{2}(?![0-9])"
NTH = r"(?:st|nd|rd|th)"
TIGHT = r"(?<![\w.,/-])"
VERBS = frozenset({"may", "march", "mar", "jun", "dec", "sep"})
"""Months that mean something else in lower case, where a day alone does not make them a date."""

ISO = re.compile(
    rf"{TIGHT}(?P<year>[12][0-9]{{3}})(?P<sep>[-/.])(?P<month>0?[1-9]|1[0-2])(?P=sep)(?P<day>{DAY})(?:T(?=[0-9]{{2}}:))?(?![\w/-]|[.,][0-9])(?<!T)|{TIGHT}(?P<year2>[12][0-9]{{3}})-(?P<month2>0[1-9]|1[0-2])-(?P<day2>{DAY})(?P<time>T)(?=[0-9]{{2}}:)"
)
NUMERIC = re.compile(
    rf"{TIGHT}(?P<one>[0-9]{{1,2}})(?P<sep>[-/.])(?P<two>[0-9]{{1,2}})(?P=sep)(?P<year>[12][0-9]{{3}}|[0-9]{{2}})(?![\w/-]|[.,][0-9])"
)
DECADES = re.compile(
    r"(?<![\w.,])(?:(?P<century>[12][0-9]{2}0)\s?['’]?s|(?P<mark>['’‘])(?P<ten>[0-9]0)['’]?s|(?P<bare>[2-9]0|[1-9]00)['’]?s)(?!\w)"
)
SHORTENED = re.compile(rf"(?<!\w){SHORT}(?![\w'’]|[.,][0-9])")
"""`'70`"""
SPAN = re.compile(
    r"(?<![\w.,/-])(?P<from>[12][0-9]{3})\s?[-–—]\s?(?P<to>[12][0-9]{3}|[0-9]{2})(?![\w/-]|[.,][0-9]|\s?%)"
)


class Dates:
    """Finds days, months with years, decades and spans of years.

    `day_first` decides about `10/06/2005`; the American order is the default.
    """

    def __init__(self, words: Words, *, day_first: bool = False) -> None:
        self._day_first = day_first
        self._names = list(words["months"])
        self._months: dict[str, str] = {}
        for name, short in words["months"].items():
            for form in (name, *short):
                self._months[form.lower()] = name
        month = rf"(?P<month>{'|'.join(sorted(self._months, key=len, reverse=True))})"
        self._month_day = re.compile(
            rf"(?<![\w-]){month}\b(?P<dot>\.?)(?P<gap>\s?|-)(?P<day>{DAY})(?P<nth>{NTH})?(?![\w/]|[.,:][0-9]|-[0-9]{{3}})"
            rf"(?:\s?(?P<to>[-–—]|to)\s?(?P<last>{DAY})(?P<last_nth>{NTH})?(?![\w/-]))?(?P<comma>,?\s|-)?(?:(?<=[\s-])(?P<year>{YEAR}|{SHORT}))?(?![\w]|[.,:][0-9])",
            re.IGNORECASE,
        )
        self._day_month = re.compile(
            rf"(?<![\w.,/$-])(?P<the>the\s)?(?:(?P<before>{DAY}){NTH}?\s?(?P<to>[-–—&]|to|and)\s?)?(?P<day>{DAY})(?P<nth>{NTH})?"
            rf"(?P<of>\sday\sof\s|\sof\s|\s|-|(?=[A-Z])){month}\b(?P<dot>\.(?=[\s,-]))?(?:,?[\s-](?P<year>{YEAR}|{SHORT}))?(?![\w])",
            re.IGNORECASE,
        )
        self._month_year = re.compile(
            rf"(?<![\w-]){month}\b\.?(?P<gap>,?\s|-)(?P<year>{YEAR}|{SHORT})(?![\w]|[.,:][0-9])",
            re.IGNORECASE,
        )

    def find(self, text: str) -> Iterator[Said]:
        found: list[Said] = []
        if any(c.isdecimal() for c in text):
            for finder in (self._full, self._named, self._decades):
                found += finder(text)
        yield from found

    def _full(self, text: str) -> Iterator[Said]:
        for match in ISO.finditer(text):
            year, month, day = (match[g] or match[f"{g}2"] for g in ("year", "month", "day"))
            words = self._said(int(month), int(day), year)
            yield Said(match.start(), match.end(), f"{words}, " if match["time"] else words)
        for match in NUMERIC.finditer(text):
            one, two = int(match["one"]), int(match["two"])
            dots, short = match["sep"] == ".", len(match["year"]) == 2
            if short and (dots or match["sep"] == "-") and "0" not in (match["one"][0], match["two"][0]):
                continue
            day_first = (dots or self._day_first or one > 12) and two <= 12
            day, month = (one, two) if day_first else (two, one)
            if 1 <= month <= 12 and 1 <= day <= 31:
                words = self._said(
                    month, day, match["year"], day_first=day_first and (dots or self._day_first)
                )
                yield Said(match.start(), match.end(), words)

    def _said(self, month: int, day: int, year: str, *, day_first: bool = False) -> str:
        name = self._names[month - 1]
        days = counting.ordinal(day)
        return f"the {days} of {name} {_year(year)}" if day_first else f"{name} {days} {_year(year)}"

    def _named(self, text: str) -> Iterator[Said]:
        for match in self._day_month.finditer(text):
            if self._doubtful(match):
                continue
            yield from self._day_first_pieces(text, match)
        for match in self._month_day.finditer(text):
            if self._doubtful(match):
                continue
            words = self._name(match) + " " + counting.ordinal(int(match["day"]))
            end = match.end("nth") if match["nth"] else match.end("day")
            if match["to"]:
                words, end = (
                    f"{words} to {counting.ordinal(int(match['last']))}",
                    match.end("last_nth" if match["last_nth"] else "last"),
                )
            yield Said(match.start(), end, words)
            if match["year"]:
                yield Said(*match.span("year"), _year(match["year"]))
        for match in self._month_year.finditer(text):
            end = match.start("gap") + (match["gap"] == "-")
            yield Said(match.start(), end, self._name(match))
            yield Said(*match.span("year"), _year(match["year"]))

    def _day_first_pieces(self, text: str, match: re.Match[str]) -> Iterator[Said]:
        article = "" if match["the"] or _after_article(text, match.start()) else "the "
        days = counting.ordinal(int(match["day"]))
        start = match.end("the") if match["the"] else match.start()
        if match["before"]:
            link = "and" if match["to"] == "&" else match["to"].lower() if match["to"].isalpha() else "to"
            days = f"{counting.ordinal(int(match['before']))} {link} {days}"
        end = match.start("year") if match["year"] else match.end()
        while text[end - 1] in " ,-":
            end -= 1
        yield Said(start, end, f"{article}{days} of {self._name(match)}")
        if match["year"]:
            yield Said(*match.span("year"), _year(match["year"]))

    def _doubtful(self, match: re.Match[str]) -> bool:
        month = match["month"]
        told = match["year"] or (match["nth"] and match.start("month") < match.start("day"))
        return month.islower() and month in VERBS and not told

    def _name(self, match: re.Match[str]) -> str:
        return self._months[match["month"].lower()]

    def _decades(self, text: str) -> Iterator[Said]:
        for match in SHORTENED.finditer(text):
            yield Said(match.start(), match.end(), _year(match[0]))
        for match in DECADES.finditer(text):
            number = match["century"] or match["ten"] or match["bare"]
            words = counting.decades(int(number))
            yield Said(
                match.start(), match.end(), words.removeprefix("one ") if set(number[1:]) == {"0"} else words
            )


class YearSpans:
    """Finds spans of years: `1980-1986`, `1914–18`."""

    def find(self, text: str) -> Iterator[Said]:
        for match in SPAN.finditer(text):
            first, last = match["from"], match["to"]
            if 1100 <= int(first) < 2100 and (len(last) == 2 or 1100 <= int(last) < 2100):
                yield Said(match.start(), match.end(), f"{counting.year(int(first))} to {_year(last)}")


def _year(written: str) -> str:
    bare = written.lstrip("'’‘")
    if len(bare) == 2:
        return f"oh {counting.digits(bare[1])}" if bare[0] == "0" else counting.cardinal(int(bare))
    return counting.year(int(bare))


def _after_article(text: str, at: int) -> bool:
    return (
        re.search(
            r"(?:^|\W)(?:the|a|this|that|every|each|last|next|his|her|their|our)\s$",
            text[max(0, at - 8) : at],
            re.IGNORECASE,
        )
        is not None
    )
