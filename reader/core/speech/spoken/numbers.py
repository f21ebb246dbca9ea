"""Turns plain numbers into words: `9,000`, `-2`, `3.14`, `21st`, `1994`, `004`, `100 million`, `3.11.7`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken import counting
from reader.core.speech.spoken.pieces import Said, Words

WHOLE = r"(?:[1-9][0-9]{0,2}(?:,[0-9]{3}){1,6}(?![0-9])|[0-9]{1,3}(?:[\u00a0\u202f][0-9]{3}){1,6}(?![0-9])|[0-9]{1,3}(?:\s[0-9]{3}){2,6}(?![0-9])|[0-9]{1,40}(?![0-9]))"
AMOUNT = rf"(?:{WHOLE}(?:\.[0-9]{{1,20}}(?![0-9]))?|\.[0-9]{{1,20}}(?![0-9]))"
"""`1,234.50`, `.5`, `12`. Every repetition is bounded, so that a scan stays linear."""
TO = r"(?:\s?[-–—−]\s?|\s(?:to|and)\s)"
SCALE = r"(?:hundred|thousand|million|billion|trillion|quadrillion|lakh|crore|dozen)s?"
ALONE = r"(?<![\w.])(?<![0-9],)"
"""What may not stand before a number that stands alone."""

NUMBER = re.compile(
    rf"(?<![\w.])(?P<minus>(?<![\w)\]/\ufffc])[-−–](?=[0-9.]))?(?P<amount>{AMOUNT})"
    rf"(?:(?P<nth>st|nd|rd|th)(?!\w)|(?P<scale>\s{SCALE}\b))?",
    re.IGNORECASE,
)
DOTTED = re.compile(
    rf"{ALONE}(?:[0-9]{{1,9}}(?:\.[0-9]{{1,9}}){{2,5}}|[vV][0-9]{{1,9}}(?:\.[0-9]{{1,9}}){{1,5}}"
    rf"|(?<=[Vv]ersion )[0-9]{{1,9}}\.[0-9]{{1,9}})(?!\w|\.[0-9])"
)
HOURS = re.compile(r"(?<![\w.,])(?:[01][0-9]|2[0-4])[0-5][0-9](?=\s(?:hours|hrs)\b)")
COUNTED = re.compile(
    r"\s(?!(?:is|was|has|does|as|its|this|plus|versus|minus|times)\b)(?:[a-z]{2,20}s|people|men|women|children)\b"
)
"""A noun in the plural right after a number: it counts something."""
GROUPING = re.compile(r"[,\s]")
REST = re.compile(r"[0-9]{1,40}")


def bare(written: str) -> str:
    """The number without the marks between its thousands."""
    return GROUPING.sub("", written)


def amount(written: str, *, joined: bool = True) -> str:
    """`1,234.50` as "one thousand two hundred and thirty four point five zero".

    `joined` puts "and" before the last two digits, as is done where a number stands alone; inside a longer form
    ("four hundred sixty billion") it would blur where the parts meet.
    """
    whole, point, part = bare(written).partition(".")
    words = ""
    if whole:
        words = (
            counting.digits(whole)
            if len(whole) > 1 and whole[0] == "0"
            else counting.cardinal(int(whole), joined=joined)
        )
    return f"{words} point {counting.digits(part)}".lstrip() if point else words


def plain(whole: str, *, counted: bool = False) -> str:
    """A whole number that stands alone: a count, a year or the number of something.

    People write counts of five digits and more with commas, so without them it is a number to be read digit by
    digit, unless it is round or `counted`, that is, a noun in the plural follows.
    """
    figures = bare(whole)
    if len(figures) > 1 and figures[0] == "0":
        return counting.digits(figures)
    number, single = int(figures), figures == whole
    if len(figures) == 4 and single and 1010 <= number < 2100:
        return counting.year(number)
    round_one, some = number % 1000 == 0 and len(figures) < 16, counted and len(figures) < 8
    if not single or len(figures) < 5 or round_one or some:
        return counting.cardinal(number, joined=True)
    return counting.digits(figures)


def dotted(written: str) -> str:
    """The number of a version or of a computer: `3.11.7` "three point eleven point seven"."""
    parts = written.lstrip("vV").split(".")
    address = len(parts) == 4 and written[0] not in "vV" and all(len(p) < 4 and int(p) < 256 for p in parts)
    if address:
        return " dot ".join(counting.digits(p) for p in parts)
    words = " point ".join(plain(p) for p in parts)
    return f"version {words}" if written[0] in "vV" else words


class Numbers:
    """Finds numbers that no other form has claimed."""

    def find(self, text: str) -> Iterator[Said]:
        for match in NUMBER.finditer(text):
            yield Said(match.start(), match.end(), self._words(text, match))

    def _words(self, text: str, match: re.Match[str]) -> str:
        written, scale = match["amount"], match["scale"] or ""
        if match["nth"] and "." not in written:
            words = ordinal(written, match["nth"])
        elif scale or "." in written:
            words = (
                amount(written, joined=not scale)
                + scale
                + (f" {_misfit(match['nth'])}" if match["nth"] else "")
            )
        else:
            words = plain(written, counted=COUNTED.match(text, match.end()) is not None)
            words += f" {match['nth']}" if match["nth"] else ""
        return f"minus {words}" if match["minus"] else words


def ordinal(written: str, ending: str) -> str:
    """`23rd` as "twenty third"; an ending that does not fit (`3th`) is said as it stands."""
    number = int(bare(written))
    fits = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 // 10 != 1 else "th"
    if ending.lower() == fits:
        return counting.ordinal(number)
    return f"{counting.cardinal(number)} {_misfit(ending)}"


def _misfit(ending: str) -> str:
    """What an ending says that is none: `12.5st` is a weight, `3th` is a slip."""
    return "stone" if ending == "st" else ending


class Numbered:
    """Finds the numbers of rooms, flights and roads: `Room 101` "one oh one"."""

    def __init__(self, words: Words) -> None:
        names = "|".join(re.escape(name) for name in words["numbered"])
        self._pattern = re.compile(rf"(?<!\w)(?:{names})\s(?P<number>[0-9]{{3,4}})(?![\w,.]\w|\w)")

    def find(self, text: str) -> Iterator[Said]:
        for match in self._pattern.finditer(text):
            yield Said(*match.span("number"), counting.pairs(match["number"]))


class Scales:
    """Finds numbers with a short word for millions: `5bn`, and `2m people`, where the noun tells it from meters."""

    def __init__(self, words: Words) -> None:
        self._names: dict[str, str] = dict(words["scales"])
        nouns = "|".join(words["scale_nouns"])
        self._pattern = re.compile(
            rf"(?<![\w.])(?P<amount>{AMOUNT})(?:\s?(?P<sure>bn|tn|trn|mn|mln)(?!\w)|(?P<short>[mMkK])(?=\s(?:{nouns})\b)|(?P<many>M)(?=\s[a-z]{{4,20}}s\b))"
        )

    def find(self, text: str) -> Iterator[Said]:
        for match in self._pattern.finditer(text):
            words = amount(match["amount"], joined=False)
            name = match["sure"] or match["short"] or match["many"]
            yield Said(match.start(), match.end(), f"{words} {self._names[name.lower()]}")


class Dotted:
    """Finds numbers with several points: versions, sections, network addresses."""

    def find(self, text: str) -> Iterator[Said]:
        for match in DOTTED.finditer(text):
            yield Said(match.start(), match.end(), dotted(match[0]))


class Rest:
    """Finds whatever digits are left, so that none depends on how an engine would read it."""

    def find(self, text: str) -> Iterator[Said]:
        for match in REST.finditer(text):
            written = match[0]
            short = len(written) < 4 and (written[0] != "0" or len(written) == 1)
            yield Said(
                match.start(), match.end(), counting.cardinal(int(written)) if short else plain(written)
            )


class Digits:
    """Finds every number and says it digit by digit."""

    POINT = re.compile(r"(?<=[0-9])\.(?=[0-9])|[0-9]{1,1000}")

    def find(self, text: str) -> Iterator[Said]:
        for match in self.POINT.finditer(text):
            yield Said(match.start(), match.end(), counting.digits(match[0]) or "point")
