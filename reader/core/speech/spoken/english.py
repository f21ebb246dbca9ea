"""Puts the forms of English in the order of their precedence."""

from __future__ import annotations

from reader.core.speech.spoken.abbreviations import Abbreviations
from reader.core.speech.spoken.addresses import Addresses
from reader.core.speech.spoken.capitals import Capitals
from reader.core.speech.spoken.dates import Dates, YearSpans
from reader.core.speech.spoken.emoji import Emoji
from reader.core.speech.spoken.footnotes import Footnotes
from reader.core.speech.spoken.fractions import Fractions
from reader.core.speech.spoken.how import HowMuch, Punctuation
from reader.core.speech.spoken.how import Numbers as HowNumbers
from reader.core.speech.spoken.measures import Marks, Measures, Rates, Sizes
from reader.core.speech.spoken.money import Money
from reader.core.speech.spoken.numbers import Digits, Dotted, Numbered, Numbers, Rest
from reader.core.speech.spoken.pieces import Form, Words
from reader.core.speech.spoken.punctuation import Emphasis, Named, Rows
from reader.core.speech.spoken.ranges import Ranges, Sums
from reader.core.speech.spoken.romans import Romans
from reader.core.speech.spoken.serials import Serials
from reader.core.speech.spoken.streets import Streets
from reader.core.speech.spoken.symbols import Fixed, Kept, Symbols, Tags
from reader.core.speech.spoken.telephone import Extensions, Telephone
from reader.core.speech.spoken.times import Times
from reader.core.speech.spoken.units import Units


def forms(words: Words, how: HowMuch, *, day_first: bool = False) -> tuple[Form, ...]:
    """All forms of English, the most telling first."""
    units = Units(words)
    marks: tuple[Form, ...]
    last: tuple[Form, ...]
    if how.punctuation is Punctuation.ALL:
        marks, last = (), (Symbols(words), Named(words))
    else:
        marks, last = (Emphasis(), Footnotes(), Rows()), (Symbols(words),)
    addresses: tuple[Form, ...] = (Kept(), Addresses(words), Emoji(words), *marks, Tags())
    if how.numbers is HowNumbers.DIGITS:
        return (*addresses, Abbreviations(words), Romans(words), Digits(), Capitals(words), *last)
    return (
        *addresses,
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
        Abbreviations(words),
        Romans(words),
        Numbered(words),
        Sums(),
        Serials(),
        Numbers(),
        Rest(),
        Capitals(words),
        *last,
    )
