r"""Turns a text into its written words, as a listener counts them and a highlighter lights them.

A word is a run of letters, digits and their marks, held together from inside by

- an apostrophe, hyphen, middle dot or Hebrew gershayim (`don't`, `well-known`, `col·lega`);
- `&` between capitals (`AT&T`), a dot between single letters or before a small one (`U.S`, `example.com`);
- `.` `,` `:` `'` between digits, and a no-break space before three digits (`1,234.5`, `10:30`, `12 000`).

Marks of punctuation and symbols belong to no word. Where a script writes no spaces, the words are:
Chinese characters one by one, hiragana and katakana by run, Thai, Lao, Khmer and Burmese by phrase.
Every letter and digit is in exactly one word, and a word begins with a letter or digit.

What sounds is a little more: signs such as `%`, `+` or an emoji belong to the word they touch, or stand alone
(`sounding`). Quotation marks, commas, brackets and dashes around a word sound nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reader.core.document import Span

MARKS: Final = (
    r"\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    r"\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711-\u07f3\u07fd\u0816-\u082d"
    r"\u0859-\u085b\u0898-\u08e1\u08e3-\u0963\u0981-\u09e3\u09fe-\u0a75\u0a81-\u0ae3\u0afa-\u0b63"
    r"\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d4d\u0d57-\u0d63\u0d81-\u0df3\u0e31-\u0e3a"
    r"\u0e47-\u0e4e\u0eb1-\u0ecd\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u0fc6"
    r"\u102b-\u103e\u1056-\u109d\u135d-\u135f\u1712-\u1734\u1752-\u17d3\u17dd\u180b-\u180d"
    r"\u180f-\u193b\u1a17-\u1a1b\u1a55-\u1a7f\u1ab0-\u1b44\u1b6b-\u1b73\u1b80-\u1bf3\u1c24-\u1c37"
    r"\u1cd0-\u1cd2\u1cd4-\u1dff\u200c\u200d\u20d0-\u20f0\u2cef-\u2cf1\u2d7f-\u2dff\u302a-\u302f"
    r"\u3099\u309a\ua66f-\ua672\ua674-\ua67d\ua69e-\ua6f1\ua802-\ua827\ua880-\ua8c5\ua8e0-\ua8f1"
    r"\ua8ff-\ua92d\ua947-\ua953\ua980-\ua9c0\ua9e5-\uaa4d\uaa7b-\uaac1\uaaeb-\uaaef\uaaf5\uaaf6"
    r"\uabe3-\uabea\uabec\uabed\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
"""Combining marks, joiners, soft hyphen: what `\\w` leaves out of a word (Unicode 14 categories Mn, Mc, Me
of the living scripts; ranges bridge letters of the same script). For use inside a character class."""

_HAN = r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HIRAGANA = r"\u3041-\u3096\u309d-\u309f"
_KATAKANA = r"\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f"
_LETTER = rf"[^\W_{_HAN}{_HIRAGANA}{_KATAKANA}]"
_RUN = rf"{_LETTER}++(?:[{MARKS}]++{_LETTER}*+)*"
_JOINT = (
    r"(?:['’\-‐‑·׳״＇](?=\w)"  # a second mark in a row parts words: "so--called"
    r"|(?<=\d)(?:[.,:٫٬]|[\u00a0\u202f](?=\d{3}(?!\d)))(?=\d)"
    r"|(?<=[^\W\d_])(?:(?<!\w\w)\.(?=[^\W\d_])|\.(?=[a-zà-ÿ]))"
    r"|(?<=[^\W\d_a-z])&(?=[^\W\d_a-z]))"
)
_ONE = (
    rf"(?:{_RUN}(?:{_JOINT}{_RUN})*"
    rf"|[{_HAN}][{MARKS}]*+"
    rf"|[{_HIRAGANA}][{_HIRAGANA}ー{MARKS}]*+"
    rf"|[{_KATAKANA}][{_KATAKANA}{MARKS}]*+)"
)
_WORD = re.compile(_ONE)

_AROUND = (
    r"!\"'(),\-.:;<>?\[\\\]^`{|}~¡§«¶·»¿‐‑‒–—―⸺⸻‘’‚‛“”„‟†‡•‣․‥…‧‰‹›※‼‽⁇⁈⁉"
    "،؛؟٪۔।॥՝՛՜։׃־、。〃〈〉《》「」『』【】〔〕〖〗〘〙〚〛〜・！＂＇（），－．：；＜＞？［］｛｝～"
)
"""Punctuation that is not spoken when it stands around a word; for use inside a character class."""

_UNSEEN = r"\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_SIGN = rf"[^\w\s{_AROUND}{_UNSEEN}{_HAN}{_HIRAGANA}{_KATAKANA}]"
_PHONEMES = r"\[\[[^\[\]\s]{1,200}\]\]"
_SOUNDING = re.compile(rf"{_PHONEMES}|{_SIGN}*+{_ONE}{_SIGN}*+|{_SIGN}++")


def words(text: str) -> Iterator[Span]:
    """The words of `text`, in order, without overlap; nothing for a text without letters and digits.

    Takes linear time.
    """
    for match in _WORD.finditer(text):
        yield Span(*match.span())


def sounding(text: str) -> Iterator[Span]:
    """The stretches of `text` that sound, in order, without overlap: words with the signs at them, and lone signs.

    Phonemes between [[ and ]], of an entry in a person's dictionary, are one. Takes linear time.
    """
    for match in _SOUNDING.finditer(text):
        yield Span(*match.span())


AROUND = 200
"""Characters on either side that are looked at for the word at a place."""


def word_at(text: str, offset: int) -> Span | None:
    """The word at an offset, or the next one in the same line; None where there is none."""
    low = max(0, offset - AROUND)
    for word in sounding(text[low : offset + AROUND]):
        found = word.shifted(low)
        if found.end > offset:
            return None if "\n" in text[offset : found.start] else found
    return None


def count(text: str) -> float:
    """How many words a text is, for a rate in words a minute: several characters make one where no space parts them."""
    return sum(_weight(word.of(text)) for word in words(text))


CHARACTER = 0.6
"""Of a word, for a Han or Kana character: a guess between what counts of Chinese (0.6-0.7) and Japanese say."""

SYLLABIC = 0.2
"""Of a word, for a character of Thai, Lao, Khmer or Burmese: words of these have some five, marks included; a guess."""

_IDEOGRAPHIC = re.compile(rf"[{_HAN}{_HIRAGANA}{_KATAKANA}]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def _weight(word: str) -> float:
    if word < "\u0e00":
        return 1
    if _IDEOGRAPHIC.match(word):
        return CHARACTER * len(word)
    return max(1, SYLLABIC * len(word)) if _UNSPACED.match(word) else 1
