"""Turns plain numbers into words: `9,000`, `-2`, `3.14`, `21st`, `1994`, `004`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken import counting
from reader.core.speech.spoken.pieces import Said

NUMBER = re.compile(
    r"(?<![\w.,])(?P<minus>[-−](?=[\d.]))?"
    r"(?P<whole>\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,40}(?!\d))?"
    r"(?P<part>\.\d{1,40}(?![\d.]))?"
    r"(?:(?P<nth>st|nd|rd|th)\b)?",
    re.IGNORECASE,
)


def decimal(whole: str, part: str = "") -> str:
    """`3.14` as "three point one four"; `whole` may have commas, be empty, or too long to have a name."""
    bare = whole.replace(",", "")
    words = counting.cardinal(int(bare), joined=True) if bare else ""
    if part:
        words = f"{words} point {counting.digits(part)}".lstrip()
    return words


def plain(whole: str) -> str:
    """A whole number that stands alone in a text: a count, a year or a number of something."""
    bare = whole.replace(",", "")
    if len(bare) > 1 and bare[0] == "0":
        return counting.digits(bare)
    number = int(bare)
    if "," in whole or len(bare) < 4:
        return counting.cardinal(number, joined=True)
    if len(bare) == 4:
        return counting.year(number) if 1100 <= number < 2100 else counting.cardinal(number, joined=True)
    return counting.cardinal(number) if number % 1000 == 0 and len(bare) < 16 else counting.digits(bare)


class Numbers:
    """Finds numbers that no other form has claimed."""

    def find(self, text: str) -> Iterator[Said]:
        for match in NUMBER.finditer(text):
            whole, part = match["whole"] or "", match["part"] or ""
            if not whole and not part:
                continue
            words = decimal(whole, part) if part else plain(whole)
            if match["nth"] and not part:
                words = counting.ordinal(int(whole.replace(",", "")))
            if match["minus"]:
                words = f"minus {words}"
            yield Said(match.start(), match.end(), words)
