"""Turns abbreviations into the words they stand for: `Dr. Evil`, `e.g.`, `No. 5`, `St. Louis`, `U.S.`"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.pieces import Said, Words, before_full_stop, choice

INITIALS = re.compile(r"(?<![\w.@/])(?:[A-Za-z]\.){2,8}(?:[A-Z](?![\w.]))?(?P<s>['’]?s\b)?")
DEGREES = re.compile(r"(?<!\w)(?P<word>Ph\.\s?D|D\.\s?Phil|M\.\s?Sc|B\.\s?Sc|B\.\s?Ed|Ed\.\s?D)\.?")
INITIAL = re.compile(r"(?<![\w.'’])(?P<letter>[A-HJ-Z])\.(?=\s?[A-Z][\w.])")


class Abbreviations:
    """Finds abbreviations; those that are also words only where their neighbours tell what they are."""

    def __init__(self, words: Words) -> None:
        self._titles: dict[str, str] = dict(words["titles"])
        self._after: dict[str, str] = dict(words["after_names"])
        self._always = {
            form: name for short, name in words["always"].items() for form in (short, short.capitalize())
        }
        self._counted: dict[str, str] = dict(words["before_numbers"])
        self._saint_after = "|".join(words["saint_after"])
        self._days = {
            short: name
            for table in ("weekdays", "months")
            for name, shorts in words[table].items()
            for short in shorts
        }
        capital = r"(?=\s?[A-Z\ufffc]|\sand\s(?:Mrs?|Ms|Dr|Prof)\b)"
        self._title = re.compile(
            rf"(?<![\w.])(?:(?P<word>{choice(self._titles)})\.{capital}|(?P<bare>{choice(words['undotted_titles'])})\.?(?=\s[A-Z][a-z]))"
        )
        self._name = re.compile(rf"(?<=[\w,)]\s)(?P<word>{choice(self._after)})\.")
        self._fixed = re.compile(rf"(?<![\w.])(?P<word>{choice(self._always)})(?!\w)")
        self._number = re.compile(
            rf"(?<![\w./-])(?P<word>{choice(self._counted)})\.\s?(?=#?[0-9\ufffc]|[IVXLC]{{2,6}}\b)",
            re.IGNORECASE,
        )
        self._day = re.compile(
            rf"(?<![\w.])(?P<word>{choice(self._days)})\.(?=,|\s[a-z0-9\ufffc]|\s(?:{choice(words['months'])}))"
        )
        months = choice(
            (*words["months"], *(short for shorts in words["months"].values() for short in shorts))
        )
        weekdays = choice(short for shorts in words["weekdays"].values() for short in shorts)
        # Without a dot only where a date follows: "Sat" and "Sun" are words too. Dates may be claimed already.
        self._bare_day = re.compile(
            rf"(?<![\w.])(?P<word>{weekdays})(?=,?\s(?:\ufffc|[0-9]{{1,2}}(?:st|nd|rd|th)?\s(?:{months})\b|(?:{months})\b\.?\s[0-9]))"
        )
        self._era = re.compile(r"(?<=[0-9\ufffc]\s)(?:AD|BCE?|CE)\b|(?<![\w.])AD(?=\s[0-9\ufffc])")
        self._number_sign = re.compile(r"(?<!\w)N[°º](?=\s?[0-9\ufffc])")
        self._versus = re.compile(r"(?<=[\w.]\s)v\.?(?=\s[A-Z])")
        self._saint = re.compile(
            rf"(?P<before>(?<!\w)(?:{self._saint_after})\s)?(?<![\w.])(?P<word>Sts?)\b(?P<dot>\.?)(?=\s[A-Z][a-z’'])"
        )
        self._street = re.compile(r"(?<=[a-z]\s)St\.(?!\w)")

    def find(self, text: str) -> Iterator[Said]:
        yield from (*self._plain(text), *self._placed(text), *self._letters(text))

    def _plain(self, text: str) -> Iterator[Said]:
        for match in self._fixed.finditer(text):
            yield Said(match.start(), before_full_stop(text, match.end()), self._always[match["word"]])
        for match in self._day.finditer(text):
            yield Said(match.start(), match.end(), self._days[match["word"]])
        for match in self._bare_day.finditer(text):
            yield Said(match.start(), match.end(), self._days[match["word"]])
        for match in self._era.finditer(text):
            yield Said(match.start(), match.end(), spelt(match[0]))
        for match in self._number_sign.finditer(text):
            yield Said(match.start(), match.end(), "number")
        for match in self._versus.finditer(text):
            yield Said(match.start(), match.end(), "versus")

    def _placed(self, text: str) -> Iterator[Said]:
        for match in self._number.finditer(text):
            yield Said(
                match.start(), match.start() + len(match[0].rstrip()), self._counted[match["word"].lower()]
            )
        for match in self._title.finditer(text):
            yield Said(match.start(), match.end(), self._titles[match["word"] or match["bare"]])
        for match in self._name.finditer(text):
            yield Said(match.start(), before_full_stop(text, match.end()), self._after[match["word"]])
        for match in self._saint.finditer(text):
            yield Said(match.start("word"), match.end(), "Saints" if match["word"] == "Sts" else "Saint")
        for match in self._street.finditer(text):
            yield Said(match.start(), before_full_stop(text, match.end()), "Street")

    def _letters(self, text: str) -> Iterator[Said]:
        for match in DEGREES.finditer(text):
            words = " ".join("P H" if part == "Ph" else part for part in re.split(r"[.\s]+", match["word"]))
            yield Said(match.start(), before_full_stop(text, match.end()), words)
        for match in INITIALS.finditer(text):
            letters = re.findall(
                "[A-Za-z]", text[match.start() : match.start("s") if match["s"] else match.end()]
            )
            end = match.end() if match["s"] else before_full_stop(text, match.end())
            yield Said(match.start(), end, spelt("".join(letters)) + ("'s" if match["s"] else ""))
        for match in INITIAL.finditer(text):
            yield Said(match.start(), match.end(), match["letter"])


def spelt(letters: str) -> str:
    """Letters one by one. The dots keep engines from taking a lone A for the article."""
    return ".".join(letters.upper())
