"""Turns ranges, scores and sums of plain numbers into words: `5-10`, `3-2`, `2+3`, `x^2`, `~5`, `80+`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.numbers import AMOUNT, SCALE, amount, bare, plain
from reader.core.speech.spoken.pieces import Said

RANGE = re.compile(
    rf"(?<![\w.,/-])(?P<minus>[-−])?(?P<first>{AMOUNT})(?P<scale>\s{SCALE})?(?P<to>\s?[-–—]\s?)(?P<second>{AMOUNT})(?P<nth>th|st|nd|rd)?(?![\w/-]|\.[0-9]|\s?=)"
)
TIMES = re.compile(rf"(?<![\w.,/])(?P<first>{AMOUNT})\s?(?P<sign>[*×÷·])\s?(?={AMOUNT})")
SIGN = re.compile(
    r"(?<=[\w)\ufffc])\s?(?P<sign>[+=−])\s?(?=[\w(\ufffc.−-])|(?<=[\w)\ufffc]\s)(?P<minus>-)(?=\s[0-9]{1,9}\s?=)"
)
SIGNS = {
    "+": "plus",
    "=": "equals",
    "−": "minus",
    "-": "minus",
    "*": "times",
    "×": "times",
    "÷": "divided by",
    "·": "times",
}
POWER = re.compile(
    r"(?<=[\w)\ufffc])\^(?P<power>-?[0-9]{1,4}|[a-z]\b)|(?<=[0-9])(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4})|(?<![\w])(?P<letter>[a-zA-Z]{1,2}|(?<=\))(?=[²³]))(?P<square>[²³])"
)
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
ABOUT = re.compile(r"(?<!\w)[~≈∼]\s?(?=[0-9$£€.\ufffc])")
ORDER = re.compile(r"(?<=[\w\ufffc)])?\s?(?P<sign><=|>=|[<>])\s?(?=-?[0-9\ufffc.])")
ORDERS = {"<": "less than", ">": "greater than", "<=": "at most", ">=": "at least"}
HASH = re.compile(r"(?<![\w&#])#\s?(?=[0-9])")


class Ranges:
    """Finds two numbers with a dash between them.

    A dash says "to" where both ends are numbers of like size; otherwise the two are parts of some longer number.
    """

    def find(self, text: str) -> Iterator[Said]:
        for match in RANGE.finditer(text):
            first, second = match["first"], match["second"]
            if not _ends(first, second):
                continue
            if match["nth"]:
                continue
            words, last = _said(first) + (match["scale"] or ""), _said(second)
            words = f"{'minus ' if match['minus'] else ''}{words} to {last}"
            yield Said(match.start(), match.end(), words)


def _said(written: str) -> str:
    return amount(written) if "." in written else plain(written)


def _ends(first: str, second: str) -> bool:
    one, two = (bare(s).partition(".")[0] for s in (first, second))
    if any(len(n) > 1 and n[0] == "0" for n in (one, two)):
        return False
    if any(
        len(n) > 4 and n == s.partition(".")[0] and int(n) % 1000 for n, s in ((one, first), (two, second))
    ):
        return False
    return len(two) - len(one) < 3


class Sums:
    """Finds signs of arithmetic between numbers and letters."""

    def find(self, text: str) -> Iterator[Said]:
        found: list[Said] = []
        for match in TIMES.finditer(text):
            start = match.start("sign")
            found.append(Said(start, start + 1, SIGNS[match["sign"]]))
        for match in SIGN.finditer(text):
            group = "sign" if match["sign"] else "minus"
            found.append(Said(*match.span(group), SIGNS[match[group]]))
        found += (_power(m) for m in POWER.finditer(text))
        found += (Said(m.start(), m.start() + 1, "about") for m in ABOUT.finditer(text))
        found += (Said(*m.span("sign"), ORDERS[m["sign"]]) for m in ORDER.finditer(text))
        found += (Said(m.start(), m.start() + 1, "number") for m in HASH.finditer(text))
        yield from found


def _power(match: re.Match[str]) -> Said:
    if match["square"]:
        return Said(*match.span("square"), "squared" if match["square"] == "²" else "cubed")
    written = match["power"] or match["raised"].translate(RAISED)
    if written in ("2", "3"):
        return Said(match.start(), match.end(), "squared" if written == "2" else "cubed")
    number = written.lstrip("-")
    words = amount(number) if number.isdecimal() else number
    return Said(match.start(), match.end(), f"to the power of {'minus ' if written[0] == '-' else ''}{words}")
