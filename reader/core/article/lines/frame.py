"""Turns the lines around a body into what frames the story: title, standfirst, byline, date, credit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.article.lines.cut import Line
from reader.core.article.lines.furniture import key

REACH = 40
"""Lines above the body among which a headline is looked for."""

_WORD = re.compile(r"\w+")
_STOPS = ".。"
_CREDIT = re.compile(
    r"(?P<text>.*[.!?…。！？؟।۔\"'”’»)])\s*[–—―-]{1,2}\s?(?P<credit>[^\W\d_][\w.’'&]*(?:[ /][^\W\d_][\w.’'&]*){0,4})\.?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the framing lines are, as indexes into the lines; -1 where there is none."""

    title: int = -1
    standfirst: int = -1


def words(text: str) -> list[str]:
    """The words of a text in lower case; a run of a script without spaces is one word."""
    return _WORD.findall(text.lower())


def headline(lines: Sequence[Line], names: Sequence[str], first: int, body: str) -> int:
    """The index of the line that is the headline of the body beginning at line `first`, or -1."""
    known = set(words(body[:4_000]))
    counts: dict[str, int] = {}
    for line in lines[: first + 1]:
        counts[key(line.text)] = counts.get(key(line.text), 0) + 1
    best, index = 0.0, -1
    for i in range(max(0, first - REACH), first + 1):
        score = _headline_score(lines[i], names[i], known, counts[key(lines[i].text)])
        score -= 0.04 * (first - i)
        if i + 1 <= first and names[i + 1] == "share row":
            # Buttons to share stand under a headline, never under a standfirst alone.
            score += 0.5
        if score > best:
            best, index = score, i
    return index


def _headline_score(line: Line, name: str, known: set[str], times: int) -> float:
    text = line.text
    if name or len(text) > 250:
        return -1.0
    found = words(text)
    wide = sum(len(w) for w in found if not w.isascii()) / 4
    size = len(found) + wide
    if size < 2:
        return -1.0
    content = [w for w in found if len(w) > 3 or not w.isascii()] or found
    shared = sum(w in known for w in content) / len(content)
    score = 0.4 + shared + min(size, 8) / 8 + 0.3 * (times > 1)
    if size > 22 or text[-1] in _STOPS:
        score -= 0.8
    if size < 4:
        score -= 0.6
    return score


def credited(text: str) -> tuple[str, str]:
    """A last paragraph parted into itself and the agency after its closing dash, or the text and ""."""
    if len(text) > 20_000:
        return text, ""
    found = _CREDIT.fullmatch(text)
    if not found or len(found["credit"]) > 40 or not _named(found["credit"]):
        return text, ""
    return found["text"].rstrip(), found["credit"]


def _named(credit: str) -> bool:
    """Whether it could be a name: every word but the small ones begins with a capital, or has no case."""
    return all(w[0].isupper() or w[0].lower() == w[0].upper() or len(w) < 4 for w in credit.split()) and (
        credit[0].upper() == credit[0]
    )
