"""Finds the stretch of a text that shows best why a search found it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reader.core.folding import folded
from reader.core.keeping import HIT

LENGTH = 160
"""Code points around the hits; about two lines of a list."""
_LEAD = 40
"""Code points before the first hit."""
_MOST = 20
"""Hits of a word that are looked at; more of them tell nothing new."""
_UNSPACED = 0x0E00
"""From Thai on, scripts without spaces between words."""
_EDGE = 20
"""Code points that the end of a word may be away from where a stretch is cut."""


def snippet(text: str, words: Sequence[str], *, unfinished: bool) -> str:
    """The stretch with most of the words, each hit between `HIT` marks; the beginning where none is found.

    Args:
        words: folded; the last may be a beginning of a word where it is `unfinished`.
    """
    plain = folded(text)
    open_at = len(words) - 1 if unfinished else -1
    begin, end = _whole_words(text, *_window(plain, words, open_at))
    pieces: list[str] = ["…" if begin else ""]
    at = begin
    hits = (hit for n, word in enumerate(words) for hit in _hits(plain, word, n == open_at, begin, end))
    for start, stop in sorted(hits):
        if at <= start and stop <= end:
            pieces += [text[at:start], HIT[0], text[start:stop], HIT[1]]
            at = stop
    pieces += [text[at:end], "…" if end < len(text) else ""]
    return " ".join("".join(pieces).split())


def _window(plain: str, words: Sequence[str], open_at: int) -> tuple[int, int]:
    """Around the hit of the rarest word that has most of the others beside it."""
    found = [list(_hits(plain, word, n == open_at, 0, len(plain))) for n, word in enumerate(words)]
    begin, best = 0, 0
    for start, _ in min((hits for hits in found if hits), key=len, default=[]):
        first = max(0, min(start - _LEAD, len(plain) - LENGTH))
        beside = sum(word in plain[first : first + LENGTH] for word in words)
        if beside > best:
            begin, best = first, beside
    return begin, min(begin + LENGTH, len(plain))


def _hits(plain: str, word: str, goes_on: bool, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the word stands between two places, the first `_MOST` of them."""
    # Scripts without spaces have no edge of a word that could be seen.
    spaced = ord(word[0]) < _UNSPACED
    at, left = plain.find(word, begin, end), _MOST
    while at >= 0 and left:
        stop = at + len(word)
        if not spaced:
            yield at, stop
            left -= 1
        elif not _is_letter(plain, at - 1) and (goes_on or not _is_letter(plain, stop)):
            while _is_letter(plain, stop):
                stop += 1
            yield at, stop
            left -= 1
        at = plain.find(word, stop, end)


def _is_letter(plain: str, at: int) -> bool:
    return 0 <= at < len(plain) and plain[at].isalnum()


def _whole_words(text: str, begin: int, end: int) -> tuple[int, int]:
    if begin and (space := text.find(" ", begin - 1, begin + _EDGE)) >= 0:
        begin = space + 1
    if end < len(text) and (space := text.rfind(" ", end - _EDGE, end + 1)) > begin:
        end = space
    return begin, end
