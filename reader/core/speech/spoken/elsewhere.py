"""Turns numbers, dates, times, money and common abbreviations of other languages into words.

The basics only: what is not found here is left to the voice, as it is written. The small words of a language are in
`resources/language/spoken/<language>.json`; numbers come from num2words, months and units from babel, both imported
when the first digit is met, because they take most of a second to start.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.how import HowMuch, Punctuation
from reader.core.speech.spoken.how import Numbers as HowNumbers
from reader.core.speech.spoken.money import choice
from reader.core.speech.spoken.numerals import Numerals
from reader.core.speech.spoken.pieces import Form, Group, Said, Words
from reader.core.speech.spoken.punctuation import Emphasis, Named, Rows

ANY, DIGIT = re.compile(""), re.compile(r"\d")
UNITS = {
    "km": "length-kilometer",
    "m": "length-meter",
    "cm": "length-centimeter",
    "mm": "length-millimeter",
    "kg": "mass-kilogram",
    "g": "mass-gram",
    "mg": "mass-milligram",
    "l": "volume-liter",
    "km/h": "speed-kilometer-per-hour",
    "m/s": "speed-meter-per-second",
    "°C": "temperature-celsius",
    "km²": "area-square-kilometer",
    "km2": "area-square-kilometer",
    "m²": "area-square-meter",
    "m2": "area-square-meter",
    "m³": "volume-cubic-meter",
    "ha": "area-hectare",
    "GB": "digital-gigabyte",
    "MB": "digital-megabyte",
    "kW": "power-kilowatt",
    "MW": "power-megawatt",
    "kWh": "energy-kilowatt-hour",
    "Hz": "frequency-hertz",
}


def groups(words: Words, language: str, how: HowMuch) -> tuple[Group, ...]:
    """The forms of a language that has data."""
    numerals = Numerals(language)
    quiet: tuple[Form, ...] = () if how.punctuation is Punctuation.ALL else (Emphasis(), Rows())
    named: tuple[Form, ...] = (
        (Named(words),) if how.punctuation is Punctuation.ALL and "punctuation" in words else ()
    )
    numbers: tuple[Form, ...]
    if how.numbers is HowNumbers.DIGITS:
        numbers = (Singly(numerals),)
    else:
        count = Counting(words, numerals)
        numbers = (
            Dates(words, numerals, language),
            Times(words, numerals),
            Amounts(words, count, language),
            count,
        )
    return (
        Group(ANY, (*quiet, Abbreviations(words))),
        Group(DIGIT, numbers),
        Group(ANY, (Signs(words), *named)),
    )


class Counting:
    """Finds plain numbers, ranges of them, and ordinals where the language marks them."""

    def __init__(self, words: Words, numerals: Numerals) -> None:
        self._words, self._numerals = words, numerals
        group, point = re.escape(words["group"]), re.escape(words["decimal"])
        self.number = (
            rf"(?:\d{{1,3}}(?:[{group}]\d{{3}}){{1,5}}(?!\d)|\d{{1,18}}(?!\d))(?:{point}\d{{1,12}}(?!\d))?"
        )
        self._plain = re.compile(
            rf"(?<![\w.,])(?P<minus>[-−])?(?P<first>{self.number})(?:\s?[-–]\s?(?P<second>{self.number}))?(?![.,]?\d)"
        )
        self._ordinal = re.compile(words["ordinal"]) if "ordinal" in words else None
        self._mark: str = words.get("year_mark", "")
        self._rest = re.compile(r"\d{1,18}")

    def find(self, text: str) -> Iterator[Said]:
        if self._ordinal:
            for match in self._ordinal.finditer(text):
                yield Said(*match.span("nth"), self._nth(match))
        for match in self._plain.finditer(text):
            alone = not self._mark or text.startswith(self._mark, match.end())
            words = self.said(match["first"], alone=alone)
            if match["second"]:
                words += f" {self._words['to']} {self.said(match['second'], alone=alone)}"
            yield Said(
                match.start(), match.end(), f"{self._words['minus']} {words}" if match["minus"] else words
            )
        for match in self._rest.finditer(text):
            yield Said(match.start(), match.end(), self.said(match[0]))

    def said(self, written: str, *, alone: bool = False) -> str:
        """A number as its language writes it, in words; `alone` where it may be a year."""
        whole, _, part = written.partition(self._words["decimal"])
        bare = re.sub(r"\D", "", whole)
        if (len(bare) > 1 and bare[0] == "0") or (whole == bare and len(bare) > 6 and int(bare) % 1000):
            words = self._numerals.digits(bare)
        elif alone and not part and whole == bare and len(bare) == 4 and 1100 <= int(bare) < 2100:
            words = self._numerals.year(int(bare))
        else:
            words = self._numerals.cardinal(int(bare))
        return f"{words} {self._words['comma']} {self._part(part)}" if part else words

    def _part(self, part: str) -> str:
        whole = self._words.get("decimals") == "number" and part[0] != "0" and len(part) < 4
        return self._numerals.cardinal(int(part)) if whole else self._numerals.digits(part)

    def _nth(self, match: re.Match[str]) -> str:
        found = match.groupdict()
        words = self._numerals.ordinal(int(found["number"]))
        if found.get("female"):
            words = re.sub(r"(?:o|er)\b", lambda m: "a" if m[0] == "o" else "ère", words)
        if found.get("declined"):
            words += "n"
        return words


class Amounts:
    """Finds numbers with a currency, a per cent sign or a unit."""

    def __init__(self, words: Words, count: Counting, language: str) -> None:
        self._words, self._count, self._language = words, count, language
        signs = choice(words["currencies"])
        scale = words.get("scale", "(?!)")
        amount = rf"(?P<amount>{count.number})(?P<scale>\s(?:{scale})|[万亿])?"
        self._before = re.compile(rf"(?P<minus>(?<!\w)[-−])?(?P<sign>{signs})\s?{amount}")
        self._after = re.compile(rf"(?<![\w.,])(?P<minus>(?<!\w)[-−])?{amount}\s?(?P<sign>{signs})(?!\w)")
        units = choice((*UNITS, "%"))
        self._unit = re.compile(
            rf"(?<![\w.,])(?P<minus>(?<!\w)[-−])?(?:(?P<from>{count.number})\s?[-–]\s?)?(?P<amount>{count.number})\s?(?P<unit>{units})(?!\w)"
        )

    def find(self, text: str) -> Iterator[Said]:
        for pattern in (self._before, self._after):
            for match in pattern.finditer(text):
                yield Said(match.start(), match.end(), self._signed(match, self._money(match)))
        for match in self._unit.finditer(text):
            words = self._measure(match)
            if words:
                yield Said(match.start(), match.end(), self._signed(match, words))

    def _signed(self, match: re.Match[str], words: str) -> str:
        return f"{self._words['minus']} {words}" if match["minus"] else words

    def _money(self, match: re.Match[str]) -> str:
        names, written = self._words["currencies"][match["sign"]], match["amount"]
        if match["scale"]:
            name = _form(names["main"], 5)
            link: str = self._words.get("of_scale_vowel" if name[0] in "aeiou" else "of_scale", "")
            return f"{self._before_noun(self._count.said(written))}{match['scale']} {link}{name}"
        whole, _, part = written.partition(self._words["decimal"])
        if len(part) > 2 or (part.strip("0") and "cents" not in names):
            return f"{self._count.said(written)} {_form(names['main'], 5)}"
        number = int(re.sub(r"\D", "", whole))
        words = f"{self._before_noun(self._count.said(str(number)))} {_form(names['main'], number)}"
        cents = int(part.ljust(2, "0")) if part else 0
        if not cents:
            return words
        return f"{words} {self._words['cents_link']}{self._before_noun(self._count.said(str(cents)))} {_form(names['cents'], cents)}"

    def _measure(self, match: re.Match[str]) -> str | None:
        words = self._count.said(match["amount"])
        first = f"{self._count.said(match['from'])} {self._words['to']} " if match["from"] else ""
        if match["unit"] == "%":
            template: str = self._words["percent"]
            return template.format(first + words)
        name = self._unit_name(match["amount"], match["unit"])
        return f"{first}{self._before_noun(words)} {name}" if name else None

    def _unit_name(self, amount: str, symbol: str) -> str | None:
        from babel.core import UnknownLocaleError  # late: start-up time
        from babel.units import UnknownUnitError, format_unit

        number = float(
            re.sub(r"[^\d.]", "", amount.replace(self._words["decimal"], ".", 1))
            if self._words["decimal"] in amount
            else re.sub(r"\D", "", amount)
        )
        try:
            words = format_unit(
                int(number) if number.is_integer() else number, UNITS[symbol], locale=self._language
            )
        except (UnknownLocaleError, UnknownUnitError):
            return None
        return re.sub(r"[\d.,\s\u00a0\u202f٠-٩٫٬]*\d[\d.,\u00a0\u202f]*", "", words).strip() or None

    def _before_noun(self, words: str) -> str:
        """A number that ends in one changes before what it counts: "ein Euro", "un euro"."""
        for whole, short in self._words.get("before_noun", {}).items():
            if words == whole or words.endswith(f" {whole}"):
                return words[: -len(whole)] + str(short)
        return words


def _form(names: list[str], number: int) -> str:
    """One, some or many: two forms, or three in Russian."""
    if len(names) == 3:
        few = number % 10 in (2, 3, 4) and number % 100 // 10 != 1
        one = number % 10 == 1 and number % 100 != 11
        return names[0] if one else names[1] if few else names[2]
    return names[0] if number == 1 else names[-1]


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


class Times:
    """Finds times of day: `14:30`, and `14 h 30` where that is usual."""

    def __init__(self, words: Words, numerals: Numerals) -> None:
        self._words, self._numerals = words, numerals
        self._time = re.compile(
            r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d)|\s?h\s?(?P<minute2>[0-5]\d)?(?!\w))(?![:.]?\d)"
            rf"(?P<clock>\s?(?:{words.get('clock', '(?!)')})(?!\w))?"
        )

    def find(self, text: str) -> Iterator[Said]:
        for match in self._time.finditer(text):
            minute = int(match["minute"] or match["minute2"] or 0)
            template: str = self._words["time" if minute else "hour"]
            hour = self._numerals.cardinal(int(match["hour"]))
            hour = self._words.get("before_hour", {}).get(hour, hour)
            yield Said(
                match.start(), match.end(), template.format(hour=hour, minute=self._numerals.cardinal(minute))
            )


class Abbreviations:
    """Finds the listed abbreviations, whose dots may have spaces after them."""

    def __init__(self, words: Words) -> None:
        self._names = {re.sub(r"\s", "", short): name for short, name in words["abbreviations"].items()}
        sources = (
            r"\s?".join(map(re.escape, short.split()))
            for short in sorted(words["abbreviations"], key=len, reverse=True)
        )
        self._pattern = re.compile(rf"(?<![\w.])(?:{'|'.join(sources)})(?!\w)")

    def find(self, text: str) -> Iterator[Said]:
        for match in self._pattern.finditer(text):
            yield Said(match.start(), match.end(), self._names[re.sub(r"\s", "", match[0])])


class Signs:
    """Finds signs that stand for a word."""

    def __init__(self, words: Words) -> None:
        self._names: dict[str, str] = dict(words["symbols"])
        self._pattern = re.compile(f"[{re.escape(''.join(self._names))}]")

    def find(self, text: str) -> Iterator[Said]:
        for match in self._pattern.finditer(text):
            yield Said(match.start(), match.end(), self._names[match[0]])


class Singly:
    """Finds every number and says it digit by digit."""

    def __init__(self, numerals: Numerals) -> None:
        self._numerals = numerals

    def find(self, text: str) -> Iterator[Said]:
        for match in re.finditer(r"\d{1,1000}", text):
            yield Said(match.start(), match.end(), self._numerals.digits(match[0]))
