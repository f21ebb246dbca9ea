"""Turns marks made of letters and digits into words: `B2A23C`, `COVID-19`, `A321`, `F-16`, `19-year-old`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken import counting
from reader.core.speech.spoken.numbers import ordinal, plain
from reader.core.speech.spoken.pieces import Said

SERIAL = re.compile(
    r"(?<![\w-])(?<![0-9][.,])(?=[\w/-]{0,60}[0-9])(?=[\w/-]{0,60}[A-Za-z]|[0-9]{1,20}[/-][0-9]{1,20}[/-])[A-Za-z0-9]{1,60}(?:[-/][A-Za-z0-9]{1,60}){0,20}(?!\w|[.,][0-9])"
)
RUN = re.compile(r"[0-9]{1,60}(?:st|nd|rd|th)(?![A-Za-z0-9])|[0-9]{1,60}|(?<![A-Za-z0-9])a(?![A-Za-z0-9])")


class Serials:
    """Finds digits in company of letters, or in chains; the letters stay, the digits become words."""

    def find(self, text: str) -> Iterator[Said]:
        for match in SERIAL.finditer(text):
            for run in RUN.finditer(text, match.start(), match.end()):
                if run[0] == "a":
                    if _in_code(match[0]):
                        yield Said(run.start(), run.end(), "A")
                    continue
                glued = (run.start() > match.start() and text[run.start() - 1].isalpha()) or text[
                    run.end() : run.end() + 1
                ].isalpha()
                yield Said(run.start(), run.end(), said(run[0], glued=glued))


def _in_code(written: str) -> bool:
    return not re.search(r"[A-Za-z]{3}", written)


def said(digits: str, *, glued: bool) -> str:
    """A run of digits inside a longer mark; `glued` where a letter stands right beside it.

    Two digits are a number, three beside a letter go in a pair ("A three twenty one"), longer runs digit by digit
    unless they are round.
    """
    if not digits.isdecimal():
        return ordinal(digits[:-2], digits[-2:])
    number = int(digits)
    if digits[0] == "0":
        return counting.digits(digits)
    if len(digits) == 3:
        return counting.pairs(digits) if glued else counting.cardinal(number)
    if len(digits) < 3 or (len(digits) == 4 and number % 100 == 0):
        return counting.cardinal(number)
    if len(digits) == 4 and not glued:
        return plain(digits)
    return counting.digits(digits)
