"""Turns roman numerals into words: `Chapter IV` "four", `Henry VIII` "the eighth", `the XXI century`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken import counting
from reader.core.speech.spoken.pieces import Said, Words, choice

NUMERAL = r"(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
NAMED = re.compile(
    rf"(?<!\w)(?P<name>[A-Z][\w'’-]{{1,30}})\s(?P<numeral>{NUMERAL})(?P<own>['’]s)?(?![\w'’-](?!-))"
)
CENTURY = re.compile(
    rf"(?<!\w)(?P<numeral>{NUMERAL})(?P<nth>st|nd|rd|th)?(?=\s(?:century|centuries|century's|Century|Olympi|Congress|Dynasty|dynasty))"
)
ALONE = re.compile(r"(?<![\w.'’-])(?P<numeral>[IVX]{2,6})(?![\w'’-])")


def value(numeral: str) -> int:
    """`XIV` as 14; the numeral must be well formed."""
    total = 0
    for letter, after in zip(numeral, [*numeral[1:], ""], strict=True):
        amount = VALUES[letter]
        total += -amount if after and VALUES[after] > amount else amount
    return total


class Romans:
    """Finds roman numerals after what is numbered so, after names of people, and alone.

    A letter alone is a numeral only where its neighbour says so: "Part I", but not "and I".
    """

    def __init__(self, words: Words) -> None:
        self._people = frozenset(words["given_names"])
        self._cued = re.compile(
            rf"(?<!\w)(?:(?i:{choice(words['roman_cues'])})s?)\.?\s(?P<numeral>{NUMERAL})(?:\s?[-–]\s?(?P<last>{NUMERAL}))?(?![\w'’])"
        )
        self._well_formed = re.compile(NUMERAL)

    def find(self, text: str) -> Iterator[Said]:
        found: list[Said] = []
        for match in self._cued.finditer(text):
            words = counting.cardinal(value(match["numeral"]))
            if match["last"]:
                words += f" to {counting.cardinal(value(match['last']))}"
            if match["numeral"] != "I" or re.match(
                r"\s*$|\s?[^\w\s]|\s(?:of|and|in|to|was|is)\b", text[match.end() : match.end() + 6]
            ):
                found.append(Said(match.start("numeral"), match.end(), words))
        for match in NAMED.finditer(text):
            found += self._named(text, match)
        for match in CENTURY.finditer(text):
            found.append(Said(match.start(), match.end(), counting.ordinal(value(match["numeral"]))))
        for match in ALONE.finditer(text):
            if self._well_formed.fullmatch(match["numeral"]) and match["numeral"] not in ("XX", "XXX"):
                found.append(Said(match.start(), match.end(), counting.cardinal(value(match["numeral"]))))
        yield from found

    def _named(self, text: str, match: re.Match[str]) -> Iterator[Said]:
        numeral = match["numeral"]
        if not set(numeral) <= set("IVXL") or numeral in ("L", "XL", "XXL"):
            return
        if numeral == "I" and not re.match(
            r"\s*$|[^\w\s'’]|\s(?:of|and|was|is)\b", text[match.end() : match.end() + 6]
        ):
            return
        if self._person(text, match):
            words = f"the {counting.ordinal(value(numeral))}{match['own'] or ''}"
            yield Said(match.start("numeral"), match.end(), words)

    def _person(self, text: str, match: re.Match[str]) -> bool:
        before = re.findall(
            r"[A-Z][\w'’-]*\.?\s(?=$|[A-Z])", text[max(0, match.start() - 40) : match.start()]
        )
        return any(name.strip(" .") in self._people for name in (*before[-2:], match["name"]))
