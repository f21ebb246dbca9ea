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
from reader.core.speech.spoken.measures import Marks, Measures, Rates, Sizes
from reader.core.speech.spoken.money import Money
from reader.core.speech.spoken.numbers import Digits, Dotted, Numbered, Numbers, Rest
from reader.core.speech.spoken.pieces import Form, Group, Words
from reader.core.speech.spoken.punctuation import Emphasis, Named, Rows
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
SIGN = re.compile(r"[+=^*×÷·−<>~≈∼#⁰¹²³⁴-⁹-]")


def groups(words: Words, how: HowMuch, *, day_first: bool = False) -> tuple[Group, ...]:
    """All forms of English, the most telling first."""
    names = (Abbreviations(words), Romans(words))
    before: tuple[Form, ...]
    numbers: tuple[Form, ...]
    if how.numbers is HowNumbers.DIGITS:
        before, numbers = (), (Digits(),)
    else:
        before, numbers = _before_names(words, day_first=day_first), (Serials(), Numbers(), Rest())
    return (
        Group(ANY, (Kept(), Addresses(words), Emoji(words), *_marks(how), Tags())),
        Group(DIGIT, before),
        Group(ANY, names),
        Group(DIGIT, (Numbered(words),) if before else ()),
        Group(SIGN, (Sums(),) if before else ()),
        Group(DIGIT, numbers),
        Group(ANY, (Capitals(words), Symbols(words))),
        Group(ANY, (Named(words),) if how.punctuation is Punctuation.ALL else ()),
    )


def _marks(how: HowMuch) -> tuple[Form, ...]:
    """What silences marks; nothing does where every mark is to be said."""
    return () if how.punctuation is Punctuation.ALL else (Emphasis(), Footnotes(), Rows())


def _before_names(words: Words, *, day_first: bool) -> tuple[Form, ...]:
    """The forms of numbers that know the words around them, and so go before abbreviations."""
    units = Units(words)
    return (
        Fixed(words),
        Dates(words, day_first=day_first),
        Times(),
        Telephone(),
        Extensions(),
        Streets(words),
        Money(words, units),
        Marks(words),
        Measures(words, units),
        Sizes(),
        Fractions(),
        YearSpans(),
        Dotted(),
        Ranges(),
        Rates(units),
    )
