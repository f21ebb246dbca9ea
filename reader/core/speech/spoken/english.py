"""Puts the forms of English in the order of their precedence."""

from __future__ import annotations

import re

from reader.core.speech.spoken.abbreviations import Abbreviations
from reader.core.speech.spoken.addresses import Addresses
from reader.core.speech.spoken.capitals import Capitals
from reader.core.speech.spoken.dates import Dates, YearSpans
from reader.core.speech.spoken.emoji import Emoji
from reader.core.speech.spoken.footnotes import Footnotes
from reader.core.speech.spoken.fractions import VULGAR, Fractions
from reader.core.speech.spoken.how import HowMuch, Punctuation
from reader.core.speech.spoken.how import Numbers as HowNumbers
from reader.core.speech.spoken.measures import Durations, Marks, Measures, Rates, Sizes
from reader.core.speech.spoken.money import Money
from reader.core.speech.spoken.numbers import Digits, Dotted, Numbered, Numbers, Rest, Scales
from reader.core.speech.spoken.pieces import Form, Group, Words
from reader.core.speech.spoken.punctuation import Brackets, Emphasis, Named, Rows
from reader.core.speech.spoken.ranges import Ranges, Sums
from reader.core.speech.spoken.romans import Romans
from reader.core.speech.spoken.serials import Serials
from reader.core.speech.spoken.streets import Streets
from reader.core.speech.spoken.symbols import Fixed, Kept, Symbols, Tags
from reader.core.speech.spoken.telephone import Extensions, Telephone
from reader.core.speech.spoken.times import Times
from reader.core.speech.spoken.units import Units

ANY = re.compile("")
DIGIT = re.compile(f"[0-9{VULGAR}]")
STREET = re.compile(r"[0-9]|,\s[A-Z]{2}\b|[a-z]\s(?:Ave|Rd|Blvd|Ln|Hwy|Pkwy|Expy)\.")
SIGN = re.compile(r"[+=^*×÷·−<>~≈∼#⁰¹²³⁴-⁹-]")
PLAIN = (Group(SIGN, (Sums(),)), Group(DIGIT, (Serials(), Numbers(), Rest())))
"""The forms of numbers that stand alone."""


def groups(words: Words, how: HowMuch, *, day_first: bool = False) -> tuple[Group, ...]:
    """All forms of English, the most telling first."""
    natural = how.numbers is HowNumbers.NATURAL
    named = (Named(words),) if how.punctuation is Punctuation.ALL else ()
    return (
        Group(ANY, (*_left(how), Addresses(words), Emoji(words), *_silenced(how), Tags())),
        *(_placed(words, day_first=day_first) if natural else ()),
        Group(ANY, (Abbreviations(words), Romans(words))),
        *(PLAIN if natural else (Group(DIGIT, (Digits(),)),)),
        Group(ANY, (Capitals(words), Symbols(words), *named)),
    )


def _left(how: HowMuch) -> tuple[Form, ...]:
    """What is out of reach for the other forms; nothing is where every mark is to be said."""
    return () if how.punctuation is Punctuation.ALL else (Brackets(), Kept())


def _silenced(how: HowMuch) -> tuple[Form, ...]:
    """What silences marks; nothing does where every mark is to be said."""
    return () if how.punctuation is Punctuation.ALL else (Emphasis(), Footnotes(), Rows())


def _placed(words: Words, *, day_first: bool) -> tuple[Group, ...]:
    """The forms of numbers that know the words around them, and so go before abbreviations."""
    units = Units(words)
    dates = (
        Fixed(words),
        Dates(words, day_first=day_first),
        Times(),
        Telephone(),
        Extensions(),
        Numbered(words),
    )
    measures = (Marks(words), Durations(), Measures(words, units), Sizes(), Fractions())
    ranges = (YearSpans(), Dotted(), Ranges(), Rates(units))
    return (
        Group(DIGIT, dates),
        Group(STREET, (Streets(words),)),
        Group(DIGIT, (Money(words, units), Scales(words), *measures, *ranges)),
    )
