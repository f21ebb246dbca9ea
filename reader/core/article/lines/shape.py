"""Turns one line into the numbers that need no neighbour: length, marks, case, digits, script, phrases.

They are counts and shares of what any script has; only the phrases of `Furniture` and the words weighed in
`Vocabulary` know languages. A line is read once into a string of character classes, in which counting is cheap.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reader.core import western
from reader.core.article.lines.cut import HEAD, Line
from reader.core.article.lines.furniture import Furniture

NAMES = (
    "", "no words", "share row", "navigation", "log in", "newsletter", "related", "comments", "advertisement",
    "tags", "cookie", "media", "copyright", "shortcode", "stock ticker",
)  # fmt: skip
"""The names `Furniture` gives, in the order of their numbers; the weights were learned with this order."""
_CODE = {name: float(code) for code, name in enumerate(NAMES)}

FIELDS = (
    "length", "words", "stops", "commas", "end", "start", "capital words", "upper letters", "digits", "marks",
    "furniture", "dates", "address", "tabs", "quotes", "last word", "personal", "vocabulary", "by", "pairs",
    "picture", "calendar", "numbered",
)  # fmt: skip
"""What the numbers of a shape are, in order."""

_DATE = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b"
    r"|\b\d{1,2}\s?(?:min|hour|hr|day|week|month|year|h|d|m)s?\.? ago\b|\d年|\d月\d",
    re.IGNORECASE,
)
_END = {".": 1.0, "s": 1.0, "?": 2.0, "!": 2.0, "…": 3.0, ":": 4.0, ",": 5.0}
_START = {"a": 1.0, "A": 2.0, "0": 3.0, "q": 4.0, "|": 5.0, "-": 5.0, "*": 5.0, "w": 6.0, "b": 6.0}
_AGENCY = r"(?:photos?|images?|pictures?|credits?|file|ap|afp|reuters|getty|epa|fotos?|bild|crédits?|imagen|imagem|фото|courtesy|dpa|efe|pa)"
_PICTURE = re.compile(
    rf"[(\[](?:[^()\[\]]{{0,80}}[\s/:])?{_AGENCY}(?:[\s/:,][^()\[\]]{{0,80}})?[)\]]\.?$"
    r"|^(?:photo|image|picture|illustration|foto|crédit|crédito|fotografía|фото|写真|图片|사진)s?\s?(?:credits?|by|courtesy|[:：/])"
    r"|credits?:\s?\S|\bphotos? by\b|/(?:afp|ap|reuters|getty|epa|shutterstock|dpa|xinhua|alamy|istock)\b"
    r"|\b(?:getty images|shutterstock|file photo|ap photo)\b[^.]{0,40}\.?$|^\d{1,3}\s?(?:of|/)\s?\d{1,3}(?=[^\W\d_])",
    re.IGNORECASE,
)
"""A caption by its credit: in brackets at the end, said outright, or numbered in a gallery."""


class _Classes(dict[int, str]):
    """One letter for each kind of character, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        found = self[code] = _class(chr(code))
        return found


class _Letters(dict[int, str]):
    """Letters as they are, everything else a space."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        keep = char.isalpha() or unicodedata.category(char).startswith("M")
        found = self[code] = char if keep else "" if char in "'’" else " "
        return found


def _class(char: str) -> str:
    for name, some in _MARKS.items():
        if char in some:
            return name
    if char.isspace():
        return " "
    if char.isdigit():
        return "0"
    if char.isalpha() or unicodedata.category(char).startswith("M"):
        if (
            char > "\u2e7f"
            or "\u0e00" <= char <= "\u0eff"
            or "\u1000" <= char <= "\u109f"
            or "\u1780" <= char <= "\u17ff"
        ):
            return "w"
        return "A" if char.isupper() else "a" if char.islower() else "b"
    return "#"


_MARKS = {
    ".": ".", "s": "。！？।۔؟", "?": "?", "!": "!", "…": "…", ":": ":：", ",": ",;，、；،", "q": "\"'“”‘’«»„「」『』‹",
    "(": "([（", ")": ")]）", "|": "|·•›→●◦▪‣", "-": "-–—", "/": "/", "*": "*", "t": "\t", "%": "%$€£&",
}  # fmt: skip
_CLASSES = _Classes()
_LETTERS = _Letters()
_WESTERN_CLASSES = "".join(map(_class, western.SIGNS)).encode(western.ENCODING)
_WESTERN_LETTERS = bytes(
    octet if _LETTERS[ord(sign)] == sign else ord(" ") for octet, sign in enumerate(western.SIGNS)
)
_APOSTROPHES = "'’".encode(western.ENCODING)


def _marks(text: str) -> str:
    """The class of each character."""
    octets = western.octets(text)  # a tenth of the time of asking for each character
    return (
        octets.translate(_WESTERN_CLASSES).decode(western.ENCODING)
        if octets is not None
        else text.translate(_CLASSES)
    )


def _words(lowered: str) -> list[str]:
    """The words of a line in lower case."""
    octets = western.octets(lowered)
    if octets is None:
        return lowered.translate(_LETTERS).split()
    return octets.translate(_WESTERN_LETTERS, _APOSTROPHES).decode(western.ENCODING).split()


class Vocabulary:
    """Words, and words at the start of a line, that stories or the lines around them are fond of."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        """`weights` is `resources/article/lines/words.json`: a number a word, above 0 for the story."""
        self._weights: dict[str, float] = dict(weights)

    def weigh(self, words: Sequence[str]) -> float:
        """The mean weight of the words of a line, drawn to 0 for short lines."""
        return sum(filter(None, map(self._weights.get, words))) / (len(words) + 2.0)


@dataclass(frozen=True, slots=True)
class Shape:
    """What one line shows of itself."""

    name: str
    """The furniture it is, or ""."""
    numbers: tuple[float, ...]
    """One for each of `FIELDS`."""
    words: tuple[str, ...]
    """Its words in lower case; in a script without spaces, its runs between marks."""


class Shaper:
    """Shapes lines with one set of phrases and one vocabulary."""

    def __init__(self, furniture: Furniture, vocabulary: Vocabulary, cues: Mapping[str, Any]) -> None:
        """`cues` is `resources/article/lines/cues.json`: words of captions, calendars, bylines, and address."""
        self._furniture = furniture
        self._vocabulary = vocabulary
        self._pictured = frozenset(cues["pictured"])
        """Without one of these words, or a number in front, `_PICTURE` cannot match; asking is ten times as fast."""
        self._calendar = frozenset(cues["calendar"])
        self._personal = frozenset(cues["personal"])
        self._by = frozenset(cues["by"])

    def shape(self, line: Line) -> Shape:
        """The shape of one line; only its first `HEAD` characters are looked at."""
        whole = line.text
        text = whole[:HEAD]
        size = len(text)
        lowered = text.lower()
        words = _words(lowered)
        name = self._furniture.name(text, lowered, words)
        marks = _marks(text)
        count = marks.count
        closed = marks.rstrip("q)")
        wide = count("w")
        upper, digits = count("A"), count("0")
        letters = upper + count("a") + count("b") + wide
        number = len(words)
        said = number + wide / 2 if wide else float(number)
        stops = count(". ") + count("? ") + count("! ") + count("s")
        stops += count(".q") + count("?q") + count("!q") + (closed[-1:] in ".?!")
        pictured = marks[0] == "0" or not self._pictured.isdisjoint(words)
        capitals = count(" A") + count("qA") + (marks[0] == "A")
        return Shape(
            name,
            (
                len(whole) + 1.5 * wide,
                said,
                float(stops),
                float(count(",")),
                _END.get(closed[-1:], 0.0) if len(closed) == size else _END.get(closed[-1:], 6.0),
                _START.get(marks[0], 7.0),
                capitals / number if number else 0.0,
                upper / (letters or 1),
                digits / size,
                count("#") / size,
                _CODE.get(name, 0.0),
                float(len(_DATE.findall(text[:200]))) if digits else 0.0,
                1.0 if "http" in lowered or "www." in lowered or "@" in text or ".com" in lowered else 0.0,
                float(count("t")),
                float(count("q")),
                float(len(words[-1])) if words else 0.0,
                len(self._personal.intersection(words)) / (number or 1),
                self._vocabulary.weigh(words),
                1.0 if words and words[0] in self._by else 0.0,
                float(count("A A") + count("aA")) / (number or 1),
                1.0 if pictured and _PICTURE.search(text[-120:] if size > 300 else text) else 0.0,
                len(self._calendar.intersection(words)) / (number or 1),
                2.0
                if marks[0] == "0" and marks[1:3] in (". ", ") ")
                else float(marks[0] == "0" and marks[-1] != "0"),
            ),
            tuple(words),
        )
