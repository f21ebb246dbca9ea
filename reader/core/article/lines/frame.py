"""Turns the lines around a body into what frames the story: headline, standfirst, byline, date, agency credit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.article.lines.context import prose
from reader.core.article.lines.cut import Line
from reader.core.article.lines.dates import Dates
from reader.core.article.lines.furniture import key
from reader.core.article.lines.judge import Verdict
from reader.core.article.lines.shape import FIELDS, Shape

_CALENDAR, _PICTURE, _WORDS, _BY = (FIELDS.index(name) for name in ("calendar", "picture", "words", "by"))
_CREDIT = re.compile(r"[^\W\d_][\w.’'&]*(?:[ /][^\W\d_][\w.’'&]*){0,4}")
_DASHES = "–—―-"
_CLOSED = ".!?…。！？؟।۔\"'”’»)"


BELOW = 7
"""Lines from the first sentence on among which a byline and a date may still stand, under a summary or a picture."""


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the framing lines are, as indexes into the lines; -1 where there is none."""

    title: int = -1
    standfirst: int = -1
    byline: int = -1
    names: str = ""
    """The people of the byline, without "by"."""
    published: str = ""
    """An ISO 8601 date, or empty."""
    dated: tuple[int, ...] = ()
    """Lines that say little more than when."""


def frame(
    lines: Sequence[Line], shapes: Sequence[Shape], verdict: Verdict, first: int, dates: Dates
) -> Frame:
    """What frames the body whose first sentence is line `first`."""
    title = verdict.headline if verdict.headline >= 0 else _nearest(lines, shapes, first)
    byline, names, published = -1, "", ""
    dated: list[int] = []
    top = title if title >= 0 else max(0, first - 12)
    for i in range(max(0, top - 4), min(first + BELOW, len(lines))):
        line, shape = lines[i], shapes[i]
        if i == title or shape.numbers[_WORDS] > 25 or (i > first and prose(shape.numbers)):
            continue
        if byline < 0 and (told := dates.byline(line.text)):
            byline, names = i, told
        if (told := dates.date(line.text)) and (not published or i < first):
            published = published or told
            if shape.numbers[_CALENDAR] >= 0.2 or shape.numbers[_WORDS] <= 6:
                dated.append(i)
    standfirst = -1
    if title >= 0:
        standfirst = _standfirst(lines, shapes, verdict.scores, title, first, {byline, *dated})
    return Frame(title, standfirst, byline, names, published, tuple(dated))


def _nearest(lines: Sequence[Line], shapes: Sequence[Shape], first: int) -> int:
    """Where nothing looks like a headline: the first line above the body that could be one, or -1."""
    for i in range(first - 1, max(-1, first - 5), -1):
        shape = shapes[i]
        fits = not shape.name and 3 <= shape.numbers[_WORDS] <= 25 and lines[i].text[-1] not in ".。,;:"
        if (
            fits
            and not shape.numbers[_BY]
            and shape.numbers[_CALENDAR] <= 0.3
            and not shape.numbers[_PICTURE]
        ):
            return i
    return -1


def _standfirst(
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    scores: Sequence[float],
    title: int,
    first: int,
    other: set[int],
) -> int:
    told = key(lines[title].text)
    for i in range(title + 1, first):
        shape, text = shapes[i], lines[i].text
        if i in other or shape.name or shape.numbers[_CALENDAR] > 0.3 or shape.numbers[_PICTURE]:
            continue
        if not 4 <= shape.numbers[_WORDS] <= 60 or key(text) == told or shape.numbers[_BY]:
            continue
        heads = i == first - 1 and scores[i] >= 0.5 and text[-1] in "?:"
        return -1 if heads else i
    return -1


def credited(text: str) -> tuple[str, str]:
    """A last paragraph parted into itself and the agency after its closing dash, or the text and ""."""
    tail = text[-60:]
    at = max(map(tail.rfind, _DASHES))
    if at < 1:
        return text, ""
    said, credit = tail[:at].rstrip(_DASHES + " "), tail[at + 1 :].strip(" .")
    if not said or said[-1] not in _CLOSED or not _CREDIT.fullmatch(credit) or not _named(credit):
        return text, ""
    return text[: len(text) - len(tail) + len(said)], credit


def _named(credit: str) -> bool:
    """Whether it could be a name: every word but the small ones begins with a capital, or has no case."""
    first = credit[0].upper() == credit[0]
    return first and all(w[0].upper() == w[0] or len(w) < 4 for w in re.split(r"[ /]", credit) if w)
