"""Turns numbers into words of other languages, through num2words; Chinese by its own short rules."""

from __future__ import annotations

from typing import Any

SPOKEN = frozenset({"de", "fr", "es", "it", "pt", "ru", "ar"})
"""Languages in which num2words was found to speak well; in Hindi and Urdu it cannot, and digits are left to the voice."""
VARIETIES = {("pt", "br"): "pt_BR", ("fr", "be"): "fr_BE", ("fr", "ch"): "fr_CH"}
"""Regions that count in their own way: "dezesseis", "septante"."""
LIMIT = 10**15

HAN = "零一二三四五六七八九"
HAN_UNITS = ("", "十", "百", "千")
HAN_GROUPS = ("", "万", "亿", "兆")


class Numerals:
    """The numbers of one language. What has no words there comes back in digits."""

    def __init__(self, language: str, region: str = "") -> None:
        self._language = language
        self._figures: dict[str, str] = {}
        self._variety = VARIETIES.get((language, region), language)

    def cardinal(self, number: int) -> str:
        """`21` as "einundzwanzig", "vingt et un", …"""
        if self._language == "zh":
            return han(number)
        return self._say(number) if number < LIMIT else self.digits(str(number))

    def year(self, number: int) -> str:
        """A year the way its language says it: 1984 "neunzehnhundertvierundachtzig"."""
        if self._language == "zh":
            return self.digits(str(number))
        return self._say(number, to="year") if self._language == "de" else self.cardinal(number)

    def ordinal(self, number: int, **form: str) -> str:
        """`3` as "dritte", "troisième", …; `form` is gender and case where num2words has them."""
        return self._say(number, to="ordinal", **form)

    def digits(self, written: str) -> str:
        """Digit by digit."""
        if self._language == "zh":
            return "".join(HAN[int(c)] for c in written)
        for figure in set(written) - self._figures.keys():
            self._figures[figure] = self._say(int(figure))
        return " ".join(map(self._figures.__getitem__, written))

    def _say(self, number: int, **how: str) -> str:
        if self._language not in SPOKEN:
            return str(number)
        from num2words import num2words  # late: half a second of start-up time

        said: Any = num2words(number, lang=self._variety, **how)
        return str(said)


def han(number: int) -> str:
    """A whole number in Chinese: `1024` as 一千零二十四. Beyond `LIMIT` digit by digit."""
    if number == 0:
        return HAN[0]
    if number >= LIMIT:
        return "".join(HAN[int(c)] for c in str(number))
    words, scale, gap = "", 0, False
    while number:
        number, group = divmod(number, 10_000)
        if group:
            words = _han_group(group) + HAN_GROUPS[scale] + (HAN[0] if gap and words else "") + words
            gap = group < 1000
        elif words:
            gap = True
        scale += 1
    return words.removeprefix("一") if words.startswith("一十") else words


def _han_group(number: int) -> str:
    words, zero = "", False
    for place in (3, 2, 1, 0):
        digit = number // 10**place % 10
        if digit:
            words += (HAN[0] if zero and words else "") + HAN[digit] + HAN_UNITS[place]
            zero = False
        else:
            zero = True
    return words
