"""Turns whole numbers and strings of digits into English words."""

from __future__ import annotations

SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["-", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion")
LIMIT = 10 ** (3 * len(SCALES))
"""Numbers from here on have no name in use and are said digit by digit."""

IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def cardinal(number: int, *, joined: bool = False) -> str:
    """`1234` as "one thousand two hundred thirty four"; `joined` puts "and" before the last two digits.

    Numbers of `LIMIT` and more are said digit by digit.
    """
    if number < 0:
        return f"minus {cardinal(-number, joined=joined)}"
    if number >= LIMIT:
        return digits(str(number))
    if number < 100:
        return _below_hundred(number)
    groups: list[str] = []
    rest, scale = number, 0
    while rest:
        rest, group = divmod(rest, 1000)
        if group:
            last = joined and scale == 0
            bare = last and group < 100 and rest > 0
            words = ("and " if bare else "") + _below_thousand(group, joined=last)
            groups.append(f"{words} {SCALES[scale]}".rstrip())
        scale += 1
    return " ".join(reversed(groups))


def ordinal(number: int) -> str:
    """`21` as "twenty first", `1000` as "one thousandth"."""
    before, space, last = cardinal(number).rpartition(" ")
    return before + space + _ordinal_word(last)


def _ordinal_word(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    return word[:-1] + "ieth" if word.endswith("y") else word + "th"


def digits(written: str) -> str:
    """`007` as "zero zero seven"; anything that is not a digit is passed over."""
    return " ".join(SMALL[int(c)] for c in written if c.isdecimal())


def pairs(written: str) -> str:
    """Digits the way people read house and model numbers: `1428` "fourteen twenty eight", `305` "three oh five"."""
    number = int(written)
    if len(written) < 3 or len(written) > 4 or written[0] == "0":
        return cardinal(number) if len(written) < 3 and written[0] != "0" else digits(written)
    if number % 1000 == 0 or (number % 100 == 0 and len(written) == 3):
        return cardinal(number)
    high, low = divmod(number, 100)
    if low == 0:
        return f"{cardinal(high)} hundred"
    return f"{cardinal(high)} {'oh ' if low < 10 else ''}{cardinal(low)}"


def year(number: int) -> str:
    """`1905` as "nineteen oh five", `2012` as "twenty twelve", `2002` as "two thousand two"."""
    if not 1000 <= number <= 9999 or number % 1000 < 10:
        return cardinal(number)
    return pairs(str(number))


def decades(number: int) -> str:
    """The ten or hundred years from `number` on: `1980` as "nineteen eighties", `80` as "eighties"."""
    words = year(number) if number >= 1000 else cardinal(number)
    return plural(words)


def plural(words: str) -> str:
    """The last word in the plural: "eighties", "hundreds", "sixes"."""
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith(("x", "s")) else "s")


def _below_hundred(number: int) -> str:
    if number < 20:
        return SMALL[number]
    ten, one = divmod(number, 10)
    return f"{TENS[ten]} {SMALL[one]}" if one else TENS[ten]


def _below_thousand(number: int, *, joined: bool) -> str:
    hundred, rest = divmod(number, 100)
    if not hundred:
        return _below_hundred(rest)
    words = f"{SMALL[hundred]} hundred"
    if not rest:
        return words
    return f"{words} {'and ' if joined else ''}{_below_hundred(rest)}"
