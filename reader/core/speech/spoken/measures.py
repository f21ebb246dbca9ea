"""Turns numbers with units into words: `12 kg`, `2°C`, `5-10%`, `2x8 m2`, `60 mi/h`, `6-ft`, `5'10"`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken import counting
from reader.core.speech.spoken.fractions import SLASHED, VULGAR, fraction, of_glyph
from reader.core.speech.spoken.numbers import AMOUNT, SCALE, amount
from reader.core.speech.spoken.pieces import Said, Words
from reader.core.speech.spoken.units import POWER, UNIT, Unit, Units

MEASURE = re.compile(
    r"(?<![\w.])(?<![0-9],)(?<![A-Za-z/]-)(?P<minus>(?<![\w)\]\ufffc%°])[-−–])?"
    rf"(?:{SLASHED}|(?P<glyphed>[0-9]{{1,6}})?\s?(?P<glyph>[{VULGAR}])"
    rf"|(?P<first>{AMOUNT})(?:(?P<by>(?:\s?[x×]\s?{AMOUNT}){{1,2}})|(?:[%°]|°[CF])?(?P<to>\s?[-–—]\s?|\sto\s)(?P<second>[-−]?{AMOUNT}))?)"
    rf"(?P<scale>\s{SCALE}\b)?(?P<gap>\s?-?)(?P<unit>{UNIT})(?P<power>{POWER})?"
    rf"(?:/(?P<per>[A-Za-z]{{1,5}})(?P<per_power>{POWER})?)?(?![\w/]|[.'’][A-Za-z0-9]|-[0-9])"
)
PER = re.compile(
    rf"(?<![\w./,-])(?P<amount>{AMOUNT})\s?/\s?(?P<per>[A-Za-z]{{1,5}})(?P<power>{POWER})?(?![\w/-])"
)
HEIGHT = re.compile(
    r"(?<![\w.])(?P<feet>[0-9]{1,2})\s?['′’]\s?(?P<inches>(?:1[01]|[0-9](?![0-9]))(?:\.[0-9])?(?:\s?1/2|½)?)\s?(?:[\"″”]|''|’’|(?=[\s,.;]|$))"
)
INCHES = re.compile(r"(?<![\w.\"”“-])(?P<amount>[0-9]{1,3}(?:\.[0-9]{1,2})?)[\"″](?=\s[a-z]|[,;-])")
ARC = re.compile(
    r"(?<![\w.])(?P<degrees>[0-9]{1,3})\s?°\s?(?P<minutes>[0-9]{1,2})\s?['′’]\s?"
    r"(?:(?P<seconds>[0-9]{1,2}(?:\.[0-9]{1,4})?)\s?[\"″”]\s?)?(?P<side>[NSEW]\b)?"
)
BEARING = re.compile(r"(?<![\w.])(?P<degrees>[0-9]{1,3}(?:\.[0-9]{1,8})?)\s?°\s?(?P<side>[NSEW])\b")
DURATION = re.compile(
    r"(?<![\w.,])(?:(?P<hours>[0-9]{1,3})\s?(?:h|hrs?)\s?(?P<minutes>[0-5]?[0-9])(?:\s?(?:m|min|mins)(?:\s?(?P<seconds>[0-5]?[0-9])\s?s)?)?"
    r"|(?P<alone>[0-9]{1,3})m\s?(?P<rest>[0-5]?[0-9])s)(?!\w|[.,][0-9])"
)
DOTTED = re.compile(
    r"(?<=[0-9])\s?(?:ft|yd|lbs?|hrs?|min|st)(?P<dot>\.)(?=\s[0-9]{1,3}\s?(?:in|oz|min|sec)\b)"
)
"""The dot of a unit with the next number after it, which would be heard as an end: `5 ft. 3 in.`."""
BETWEEN = re.compile(r"(?<=\ufffc)\s?(?P<x>[x×])(?=\s?\ufffc)")
"""Between two measures that are claimed already: `2 cm x 3 cm`."""
DIMENSIONS = re.compile(rf"(?<![\w.]){AMOUNT}(?:\s?x\s?{AMOUNT}){{1,3}}(?!\w)(?P<sum>\s?=)?")


class Measures:
    """Finds numbers with a unit after them."""

    def __init__(self, words: Words, units: Units) -> None:
        self._units = units
        self._sides: dict[str, str] = dict(words["directions"])

    def find(self, text: str) -> Iterator[Said]:
        for match in MEASURE.finditer(text):
            words = self._measure(match)
            if words:
                yield Said(match.start(), match.end(), words)
        for match in DOTTED.finditer(text):
            yield Said(match.start("dot"), match.end("dot"), "")

    def _measure(self, match: re.Match[str]) -> str | None:
        gap = match["gap"]
        unit = self._units.find(match["unit"], match["power"] or "", apart=gap.isspace())
        if not unit or (gap.strip() and not match["unit"].isalpha()):
            return None
        if match["per"]:
            per = self._units.per(match["per"], match["per_power"] or "")
            if not per:
                return None
            unit = Unit(f"{unit.one} per {per}", f"{unit.many} per {per}")
        number, one = self._number(match)
        if gap.endswith("-"):
            one = True
        words = f"{number} {unit.one if one else unit.many}"
        return f"minus {words}" if match["minus"] else words

    def _number(self, match: re.Match[str]) -> tuple[str, bool]:
        """The number in words, and whether its unit stands in the singular."""
        if match["over"]:
            whole = int(match["whole"]) if match["whole"] else None
            return fraction(int(match["over"]), int(match["under"]), whole), whole is None
        if match["glyph"]:
            whole = int(match["glyphed"]) if match["glyphed"] else None
            return of_glyph(match["glyph"], whole), whole is None
        scale = match["scale"] or ""
        words = amount(match["first"], joined=not scale)
        if match["by"]:
            words = " by ".join([words, *(amount(a) for a in re.findall(AMOUNT, match["by"]))])
        if match["to"]:
            second = match["second"]
            words += (
                f" to {'minus ' if second[0] in '-−' else ''}{amount(second.lstrip('-−'), joined=not scale)}"
            )
        return words + scale, words == "one" and not scale


class Rates:
    """Finds numbers by the piece: `12/kg`, `3/day`."""

    def __init__(self, units: Units) -> None:
        self._units = units

    def find(self, text: str) -> Iterator[Said]:
        for match in PER.finditer(text):
            per = self._units.per(match["per"], match["power"] or "")
            if not per and len(match["per"]) == 1 and match["per"].islower():
                per = match["per"].upper()
            if per:
                yield Said(match.start(), match.end(), f"{amount(match['amount'])} per {per}")


class Marks:
    """Finds feet, inches and degrees of arc written with marks."""

    def __init__(self, words: Words) -> None:
        self._sides: dict[str, str] = dict(words["directions"])

    def find(self, text: str) -> Iterator[Said]:
        found: list[Said] = []
        for pattern, said in (
            (ARC, self._arc),
            (BEARING, self._bearing),
            (HEIGHT, self._height),
            (INCHES, self._inches),
        ):
            found += (Said(m.start(), m.end(), said(m)) for m in pattern.finditer(text))
        yield from found

    def _arc(self, match: re.Match[str]) -> str:
        words = f"{amount(match['degrees'])} degrees {counting.cardinal(int(match['minutes']))} minutes"
        if match["seconds"]:
            words += f" {amount(str(match['seconds']).lstrip('0') or '0')} seconds"
        return f"{words} {self._sides[match['side']]}" if match["side"] else words

    def _bearing(self, match: re.Match[str]) -> str:
        number = match["degrees"]
        return f"{amount(number)} degree{'' if number == '1' else 's'} {self._sides[match['side']]}"

    def _height(self, match: re.Match[str]) -> str:
        inches = match["inches"]
        half = inches.endswith(("½", "1/2")) and len(inches) > 3
        number = amount(re.match(r"[0-9.]+", inches)[0].rstrip("."))  # type: ignore[index] # digits stand first
        return f"{counting.cardinal(int(match['feet']))} foot {number}{' and a half' if half else ''}"

    def _inches(self, match: re.Match[str]) -> str:
        return f"{amount(match['amount'])} inch{'' if match['amount'] == '1' else 'es'}"


class Durations:
    """Finds hours, minutes and seconds run together: `3h 45m`, `1h30`, `12m30s`."""

    def find(self, text: str) -> Iterator[Said]:
        for match in DURATION.finditer(text):
            parts = [
                (match["hours"], "hour"),
                (match["minutes"] or match["alone"], "minute"),
                (match["seconds"] or match["rest"], "second"),
            ]
            said = [
                f"{amount(str(int(number)))} {unit}{'' if int(number) == 1 else 's'}"
                for number, unit in parts
                if number
            ]
            yield Said(match.start(), match.end(), " ".join(said))


class Sizes:
    """Finds sizes without a unit: `4 x 6`."""

    def find(self, text: str) -> Iterator[Said]:
        for match in DIMENSIONS.finditer(text):
            words = (" times " if match["sum"] else " by ").join(
                amount(a) for a in re.findall(AMOUNT, match[0])
            )
            yield Said(match.start(), match.start("sum") if match["sum"] else match.end(), words)
        for match in BETWEEN.finditer(text):
            yield Said(*match.span("x"), "by")
