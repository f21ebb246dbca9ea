"""Turns amounts of money into words: `$20.50`, `£1.2bn`, `5 €`, `$50-$100`, `USD 3 million`, `$20/mo`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.numbers import AMOUNT, SCALE, amount
from reader.core.speech.spoken.pieces import Said, Words, blank, choice
from reader.core.speech.spoken.units import Units

COMMA = r"(?:[0-9]{1,3}(?:\.[0-9]{3}){1,4}|[0-9]{1,6}),[0-9]{2}(?![0-9])"
"""The cents behind a comma, as in most of Europe: `1.234,50`."""


class Money:
    """Finds amounts with a currency before or after them."""

    def __init__(self, words: Words, units: Units) -> None:
        self._units = units
        self._names: dict[str, list[str]] = {**words["currencies"], **words["codes"]}
        self._scales: dict[str, str] = dict(words["scales"])
        signs, codes = choice(words["currencies"]), choice(words["codes"])
        short = choice(words["scales"])
        scale = rf"(?:\s?-?{SCALE}\b|\s?(?:mn|bn|tn|mln|bln|trn)\b|(?:{short})(?!\w))"
        sign = rf"(?:{signs}|\b(?:{codes})(?![a-z]))"
        per = r"(?:\s?/\s?(?P<per>[A-Za-z]{1,12})(?![\w/]))?"
        self._before = re.compile(
            rf"(?P<minus>(?<![\w)])[-−])?(?<![A-Za-z])(?P<sign>(?-i:{sign}))\s?(?P<minus2>[-−])?"
            rf"(?P<amount>(?i:{AMOUNT}))(?P<scale>(?i:{scale}))?"
            rf"(?:\s?[-–—]\s?(?P<sign2>{sign})?\s?(?P<amount2>{AMOUNT})(?P<scale2>(?i:{scale}))?(?!\w))?{per}"
        )
        # What says the currency a second time is said once: "$20,000 USD", "$1.5 thousand dollars".
        self._twice = re.compile(rf"\s?(?P<name>{codes}|[a-z]{{3,9}})(?!\w)")
        self._after = re.compile(
            rf"(?<![\w.])(?P<minus>(?<![\w)])[-−])?(?P<amount>{AMOUNT}|{COMMA})(?P<scale>(?i:{scale}))?"
            rf"(?:\s?[-–—]\s?(?P<amount2>{AMOUNT})(?P<scale2>(?i:{scale}))?)?"
            rf"\s?(?P<sign>{sign})(?![\w$]){per}"
        )

    def find(self, text: str) -> Iterator[Said]:
        found = [
            Said(m.start(), self._end(text, m), self._words(text, m)) for m in self._before.finditer(text)
        ]
        rest = blank(text, found)
        found += (Said(m.start(), m.end(), self._words(text, m)) for m in self._after.finditer(rest))
        yield from found

    def _end(self, text: str, match: re.Match[str]) -> int:
        again = self._twice.match(text, match.end())
        if again is None or match["per"]:
            return match.end()
        same = self._names.get(again["name"], again["name"])
        one, many = self._names[match["sign"]][:2]
        named = same in (one, many) if isinstance(same, str) else same[1].endswith(many)
        return again.end() if named else match.end()

    def _words(self, text: str, match: re.Match[str]) -> str:
        groups = match.groupdict()
        names = self._names[match["sign"]]
        single = self._before_noun(text, match)
        if groups["amount2"]:
            scale, scale2 = match["scale"], match["scale2"]
            second = self.said(match["amount2"], scale2, names, single=single)
            if groups.get("sign2"):
                first = self.said(match["amount"], scale, names)
            else:
                first = amount(match["amount"], joined=not scale) + self._scale(
                    scale if scale != scale2 else None
                )
            words = f"{first} to {second}"
        else:
            words = self.said(match["amount"], match["scale"], names, single=single)
        if match["minus"] or groups.get("minus2"):
            words = f"minus {words}"
        if match["per"]:
            words += f" per {self._units.per(match['per']) or match['per']}"
        return words

    def said(self, written: str, scale: str | None, names: list[str], *, single: bool = False) -> str:
        """An amount in a currency, with cents where there are at most two digits of them."""
        one, many = names[:2]
        if re.fullmatch(COMMA, written):
            written = written.replace(".", "").replace(",", ".")
        if scale:
            return f"{amount(written, joined=False)}{self._scale(scale)} {one if single else many}"
        whole, point, part = written.partition(".")
        part = part.rstrip("0") if len(part) > 2 or not part.strip("0") else part
        if point and not part:
            point, written = "", whole
        if not point:
            return f"{amount(written)} {one if single or written == '1' else many}"
        if len(part) > 2 or len(names) < 4:
            return f"{amount(written)} {many}"
        cents = int(part.ljust(2, "0"))
        minor = f"{amount(str(cents))} {names[2] if cents == 1 else names[3]}"
        if not whole.strip("0,"):
            return minor
        return f"{amount(whole)} {one if whole == '1' else many} {minor}"

    def _scale(self, scale: str | None) -> str:
        word = (scale or "").strip(" -\u00a0").lower()
        return f" {self._scales.get(word, word)}" if word else ""

    def _before_noun(self, text: str, match: re.Match[str]) -> bool:
        """Whether it stands before a noun, as in "a $5 bill" or "$5-million house", where it is in the singular."""
        if "." in match["amount"] and not match["scale"]:
            return False
        if match["scale"] and match["scale"].startswith("-"):
            return True
        after = text[match.end() : match.end() + 6]
        hyphen = re.match(r"-(?!(?:a|an|per|to|or|plus)\b)[a-z]", after) is not None
        article = re.search(r"(?<!\w)an?\s$", text[max(0, match.start() - 4) : match.start()], re.IGNORECASE)
        return hyphen or (
            article is not None and re.match(r"\s(?!(?:to|or|and|per|a|for|in|on)\b)[a-z]", after) is not None
        )
