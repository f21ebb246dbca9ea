"""Turns the places in a text where a sentence might end into `Stop`s, with what stands around them.

A stop is seen with the word before it, the closing marks behind it and the word that follows. Nothing
farther away counts, so that an unbalanced quotation mark can do no harm, and a stop costs the same
in a text of any length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

SPACELESS: Final = "。！？｡．"
"""Full-width marks, which need no space after them."""
WITHOUT_CAPITALS: Final = "۔؟।॥።፧፨။។៕᠃᠉⸮։՜՞"
"""Marks of scripts that write no capitals, and of Armenian, which has marks of its own."""

_SMILEY: Final = r"(?<!\w)[:;=][-o^']?[)(\]\[DPp]++(?!\w)"
_EMOJI: Final = (
    r"\U0001F000-\U0001FAFF\u2600-\u26ff\u270a-\u270d\u2728\u2753-\u2757\u2763-\u2767\u2b50"
    r"\ufe0f\u200d\U000E0020-\U000E007F"
)
_PLACE = re.compile(rf"[.!?…‼⁇⁈⁉\u037e{SPACELESS}{WITHOUT_CAPITALS}\n:;=){_EMOJI}•⁃▪◦‣●■]")
_STOP = re.compile(
    rf"(?P<marks>[.!?…‼⁇⁈⁉\u037e{SPACELESS}{WITHOUT_CAPITALS}]++(?:[ \u00a0][.!?…]++)*)"
    r"|(?P<line>\n\s*+)"
    rf"|(?P<face>(?:{_SMILEY}|[{_EMOJI}]++|(?<=[\w.!?])\){{2,}}+)(?=\s))"
    r"|(?P<bullet>(?<=\s)[•⁃▪◦‣●■](?=[ \t\w]))"
    r"|(?P<half>;)(?=\s)"
)
_TAIL = re.compile(
    r"(?:[\"'”’»)\]}›」』）】》〉〕］｝＂\\\u200e\u200f\u202c\u2069]|[“‘«](?=[\s.,;:!?)\]]|\Z))*"
    r"(?:[ \u00a0]?(?:[»”\"`]|''|``)(?=[\s.,;:!?]|\Z))?"
    r"(?:[*_]{1,3}(?=\s|\Z))?"
    r"(?P<note>(?:[ \u00a0]?\[(?:\d{1,3}|\.{3}|…)\]){0,4})"
    rf"(?:[ \u00a0]?(?:{_SMILEY})|[{_EMOJI}]++){{0,3}}"
)
_NEXT = re.compile(
    r"(?P<space>\s*+)(?P<open>[\"'“”‘’„‚«»‹›()\[{「『（【《〈〔¿¡*_`–—\-•·…\\]*+)\s*+"
    r"(?P<word>[^\W_]++(?:[.'’@/\-][^\W_]++){0,3})?(?P<dot>\.)?"
)
_APART = re.compile(r"[()\[\]{}«»\"“”„‘<>]")
_UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_ELISION = re.compile(r"\w{1,5}['’](?=\w\w)")
_REACH: Final = 48
"""Characters looked at before a stop. A longer word is no abbreviation."""
_HEAD: Final = 24
"""Characters up to which a beginning can be a mere number, or a mere `At 5 a.m.`."""


class Stop(NamedTuple):
    """A place where a sentence might end. A long text has 100,000; a frozen dataclass takes twice as long to make."""

    at: int
    """Where the marks begin."""
    end: int
    """Behind the closing marks, notes and smileys that belong to the marks."""
    head: str | None
    """The sentence so far with the marks, when it is short."""
    marks: str
    """The marks, a smiley, a semicolon or a line break."""
    token: str
    """What is written together before the marks, without opening marks and `l'`, `dell'`."""
    previous: str
    """What is written together before the token."""
    closed: bool
    """Whether a quotation or bracket closes behind the marks."""
    spaced: bool
    """Whether space follows."""
    opening: str
    """The opening marks and dashes before the next word."""
    word: str
    """The next word, empty when a symbol or nothing follows."""
    sign: str
    """The first visible character that follows."""
    initial: bool
    """Whether the next word is one letter and a dot."""

    @property
    def small(self) -> bool:
        """Whether the next word begins with a small letter."""
        return self.word[:1].islower()

    @property
    def large(self) -> bool:
        """Whether the next word begins with a capital."""
        return self.word[:1].isupper()


def stops_in(text: str) -> Iterator[re.Match[str]]:
    """The places to look at, from left to right."""
    place = _PLACE.search(text)
    while place is not None:  # a set of characters is searched for five times as fast as `_STOP`
        stop = _STOP.match(text, place.start())
        if stop is not None:
            yield stop
        place = _PLACE.search(text, stop.end() if stop is not None else place.end())


def read_stop(text: str, begun: int, match: re.Match[str]) -> Stop:
    """What stands around a place, for a sentence that began at `begun`."""
    at, after = match.span()
    tail = _TAIL.match(text, after)
    following = _NEXT.match(text, tail.end()) if tail else None
    assert tail is not None  # noqa: S101  it matches nothing as well
    assert following is not None  # noqa: S101
    before = text[max(begun, at - _REACH) : at].rsplit(None, 2)
    token = before[-1] if before and not text[at - 1].isspace() else ""
    token = _UNSEEN.sub("", _APART.split(token)[-1]).lstrip("'’¿¡*_–—-\\")
    seen = following.start("open")
    return Stop(
        at=at,
        end=tail.end(),
        head=text[begun : tail.end()] if tail.end() - begun <= _HEAD else None,
        marks=match.group(),
        token=_ELISION.sub("", token, count=1),
        previous=before[-2] if len(before) > 1 else "",
        closed=tail.start("note") > after,
        spaced=bool(following["space"]),
        opening=following["open"],
        word=following["word"] or "",
        sign=text[seen : seen + 1],
        initial=following["dot"] is not None and len(following["word"] or "") == 1,
    )
