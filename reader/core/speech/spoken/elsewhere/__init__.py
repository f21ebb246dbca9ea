"""Turns numbers, dates, times, money and common abbreviations of other languages into words.

The basics only: what is not found here is left to the voice, as it is written. The small words of a language are in
`resources/language/spoken/<language>.json`; numbers come from num2words, months and units from babel, both imported
when the first digit is met, because they take most of a second to start.
"""

from __future__ import annotations

import re

from reader.core.speech.spoken.elsewhere.amounts import Amounts
from reader.core.speech.spoken.elsewhere.counting import Counting, Singly
from reader.core.speech.spoken.elsewhere.dates import Dates
from reader.core.speech.spoken.elsewhere.signs import Abbreviations, Signs
from reader.core.speech.spoken.elsewhere.times import Times
from reader.core.speech.spoken.how import HowMuch, Punctuation
from reader.core.speech.spoken.how import Numbers as HowNumbers
from reader.core.speech.spoken.numerals import Numerals
from reader.core.speech.spoken.pieces import Form, Group, Words
from reader.core.speech.spoken.punctuation import Brackets, Emphasis, Named, Rows

ANY, DIGIT = re.compile(""), re.compile(r"\d")


def groups(words: Words, language: str, how: HowMuch, region: str = "") -> tuple[Group, ...]:
    """The forms of a language that has data."""
    numerals = Numerals(language, region)
    every = how.punctuation is Punctuation.ALL
    quiet: tuple[Form, ...] = () if every else (Emphasis(), Rows())
    named: tuple[Form, ...] = (Named(words),) if every and "punctuation" in words else (Brackets(),)
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


def bare() -> tuple[Group, ...]:
    """What is done in a language without data."""
    return (Group(ANY, (Brackets(),)),)
