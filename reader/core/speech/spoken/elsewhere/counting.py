"""Turns plain numbers, ranges and ordinals of other languages into words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.numerals import Numerals
from reader.core.speech.spoken.pieces import Said, Words


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


class Singly:
    """Finds every number and says it digit by digit."""

    def __init__(self, numerals: Numerals) -> None:
        self._numerals = numerals

    def find(self, text: str) -> Iterator[Said]:
        for match in re.finditer(r"\d{1,1000}", text):
            yield Said(match.start(), match.end(), self._numerals.digits(match[0]))
