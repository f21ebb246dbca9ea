"""Turns money, per cents and measures of other languages into words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.elsewhere.counting import Counting
from reader.core.speech.spoken.pieces import Said, Words, choice

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
THOUSANDS = frozenset({"mil", "mila", "mille"})
"""Scales that need no "of" before what they count."""


class Amounts:
    """Finds numbers with a currency, a per cent sign or a unit."""

    def __init__(self, words: Words, count: Counting, language: str) -> None:
        self._words, self._count, self._language = words, count, language
        signs = choice(words["currencies"])
        scale = words.get("scale", "(?!)")
        amount = rf"(?P<amount>{count.number})(?P<scale>\s(?:{scale})(?!\w)|[万亿])?"
        self._before = re.compile(rf"(?P<minus>(?<!\w)[-−])?(?P<sign>{signs})\s?{amount}")
        self._after = re.compile(rf"(?<![\w.,])(?P<minus>(?<!\w)[-−])?{amount}\s?(?P<sign>{signs})(?!\w)")
        units = choice((*UNITS, "%"))
        self._unit = re.compile(
            rf"(?<![\w.,])(?P<minus>(?<!\w)[-−])?(?:(?P<from>{count.number})\s?[-–]\s?)?(?P<amount>{count.number})\s?(?P<unit>{units})(?![\w'’])"
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
            if match["scale"].strip() in THOUSANDS:
                link = ""
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
            names = self._words.get("percent_names", [""])
            whole = self._words["decimal"] not in match["amount"]
            name = _form(names, int(re.sub(r"\D", "", match["amount"])) if whole else 2)
            return template.format(first + words, name)
        unit = self._unit_name(match["amount"], match["unit"])
        return f"{first}{self._before_noun(words)} {unit}" if unit else None

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
