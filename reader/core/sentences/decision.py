"""Turns a `Stop` into a decision, by the rules of its language: does the sentence end there?"""

from __future__ import annotations

import re
from typing import Final

from reader.core.sentences.rules import Rules, Short
from reader.core.sentences.stops import SPACELESS, WITHOUT_CAPITALS, Stop
from reader.core.words import MARKS

_INITIALS = re.compile(rf"(?:[^\W\d_][{MARKS}]{{0,3}}[.\-]{{1,2}})*[^\W\d_][{MARKS}]{{0,3}}")
_ROMAN = re.compile(r"[IVXLCDM]+")
_ERA = re.compile(r"[XVI]+|[нn]\.")
_VOWEL = re.compile(r"[aeiouyäöüàâáãåæéèêëíìîïóòôõøœúùûаеёиоуыэюяіїєαεηιουωάέήίόύώ]", re.IGNORECASE)
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f]")
_PARTICLE = re.compile(r"[とっはがをにのでもや]")
_GOES_ON = re.compile(r"[,;:%/&=<>|、，；：]")
"""Signs that cannot open a sentence."""
_MARKER = re.compile(r"[\s•⁃▪◦‣·*–\-(\"“«]*+(?:\d{1,4}|[^\W\d_]|[ivxIVX]{1,5})\s?[.)º°]+")
"""A beginning that is nothing but the number of what follows."""
_FEW_WORDS: Final = 3


def ends(stop: Stop, rules: Rules) -> bool:
    """Whether a sentence ends at `stop`, which is neither a line break nor the end of the text."""
    if stop.head is not None and (_MARKER.fullmatch(stop.head) or not _says_something(stop.head)):
        return False
    last = stop.marks[-1]
    if last in SPACELESS or last in WITHOUT_CAPITALS:
        return _wide_ends(stop)
    if not stop.spaced:
        return _touching_ends(stop, rules)
    if _GOES_ON.match(stop.sign):
        return False
    if stop.marks == ";" and not rules.semicolon_asks:
        return _opens(stop, rules)
    if last not in ".!?…‼⁇⁈⁉;\u037e":  # a smiley
        return stop.large
    if stop.marks == ".":
        return _dot_ends(stop, rules)
    if "." in stop.marks or "…" in stop.marks:
        return _ellipsis_ends(stop)
    return _goes_on_small(stop) if stop.small else True


def _says_something(head: str) -> bool:
    return any(c.isalnum() for c in head)


def _wide_ends(stop: Stop) -> bool:
    """Full-width marks end a sentence, except in a number or a quotation that the sentence goes on from."""
    if stop.marks == "．" and stop.token[-1:].isdigit() and stop.word[:1].isdigit():
        return False
    return not (_GOES_ON.match(stop.sign) or (stop.closed and not stop.spaced and _PARTICLE.match(stop.word)))


def _touching_ends(stop: Stop, rules: Rules) -> bool:
    """A mark right before a letter ends a sentence where the space was forgotten, not in names and addresses."""
    if stop.marks[-1] in "!?" and _IDEOGRAPH.search(stop.token[-1:] + stop.sign):
        return stop.sign.isalnum() or bool(stop.opening)
    if stop.closed or stop.opening or not stop.large:
        return False
    opens = rules.opens(stop.word)
    if stop.token[-1:].isdigit():
        return opens and stop.word[1:].islower()
    if len(stop.token) < 3 or not stop.token.isalpha() or not stop.token[-3:].islower():
        return False
    return opens or (stop.word.isalpha() and stop.word[1:].islower())


def _ellipsis_ends(stop: Stop) -> bool:
    """Dots end a sentence before a capital or a number; scripts without capitals use them for a pause."""
    if stop.closed and "(" in stop.opening:
        return False  # `[...]" (Smith 55)`: an omission, and its source
    return stop.large or not stop.word or stop.word[0].isdigit()


def _goes_on_small(stop: Stop) -> bool:
    """Whether `?` or `!` ends a sentence though a small letter follows, as in hasty writing.

    Not where a quotation is reported, nor in French spacing, nor after a name such as Yahoo!
    """
    if stop.closed or stop.opening or not stop.token:
        return False
    return "?" in stop.marks or not stop.token[0].isupper()


def _dot_ends(stop: Stop, rules: Rules) -> bool:
    if stop.small and stop.closed:
        return False
    kind = rules.kind(stop.previous + stop.token) if stop.previous[-1:] == "." else None
    kind = kind or rules.kind(stop.token) or rules.kind(_after_hyphen(stop.token))
    if kind is not None:
        return _short_ends(stop, kind, rules)
    if _INITIALS.fullmatch(stop.token) and not _is_a_word(stop, rules):
        return _opens(stop, rules)
    if rules.ordinals and _is_number(stop.token):
        return _opens(stop, rules)
    if stop.small:
        return len(stop.token) > 2 and not stop.opening and bool(_VOWEL.search(stop.token))
    return True


def _after_hyphen(token: str) -> str:
    """`U.S` of `non-U.S`; an initial such as the `P` of `J.-P` is none of our abbreviations."""
    part = token.rpartition("-")[2]
    return part if len(part) > 1 else ""


def _short_ends(stop: Stop, kind: Short, rules: Rules) -> bool:
    """Whether a sentence ends with an abbreviation."""
    match kind:
        case Short.INSIDE:
            return False
        case Short.BEFORE_A_NAME:
            return not stop.word
        case Short.BEFORE_A_NUMBER:
            if stop.small or stop.word[:1].isdigit() or _ROMAN.fullmatch(stop.word):
                return False
            return len(stop.token) > 1 or _opens(stop, rules)
        case Short.LAST:
            return not stop.small
        case Short.AFTER_A_NUMBER:
            return not stop.small and (stop.previous[-1:].isdigit() or bool(_ERA.fullmatch(stop.previous)))
        case Short.ANYWHERE:
            return _opens(stop, rules) and not _is_a_mere_time(stop, rules)


def _opens(stop: Stop, rules: Rules) -> bool:
    """Whether the next word opens a sentence rather than being a name."""
    return stop.large and not stop.initial and rules.opens(stop.word)


def _is_a_mere_time(stop: Stop, rules: Rules) -> bool:
    """Whether the sentence so far is a preposition and a word or two: `At 5 a.m.`"""
    said = (stop.head or "").split()
    return 0 < len(said) <= _FEW_WORDS and said[0].lower() in rules.leaders


def _is_a_word(stop: Stop, rules: Rules) -> bool:
    """Whether a single capital is a word of its own: `you and I.`, but `Albert I. Jones`."""
    return stop.token in rules.letters and stop.previous[:1].islower()


def _is_number(token: str) -> bool:
    return (token.isdigit() and len(token) <= 3) or (len(token) > 1 and bool(_ROMAN.fullmatch(token)))
