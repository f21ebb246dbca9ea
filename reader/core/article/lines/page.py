"""Turns the judged lines of a copied page into the parts of its story and the ledger of the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.core.article.lines.choice import kept as kept_of
from reader.core.article.lines.context import prose
from reader.core.article.lines.cut import Line
from reader.core.article.lines.dates import Dates
from reader.core.article.lines.frame import Frame, credited, frame
from reader.core.article.lines.furniture import key
from reader.core.article.lines.judge import Verdict
from reader.core.article.lines.plain import row
from reader.core.article.lines.shape import FIELDS, Shape
from reader.core.article.story import Story
from reader.core.document import About, Kind, Part, Removed
from reader.core.wording import said

_ENDS = re.compile(r"[.!?…:;,。！？：；，؟।۔][\"'”’»)\]」』]*$")
_BULLET = re.compile(r"(?:[•◦‣▪●○·*]|[–—-](?=\s+[^\W\d_])|(\(?\d{1,3}[.)]))\s+(?=\S)")
_QUOTED = re.compile(r"[“\"„«「].{20,}[”\"“»」][.!?]?")
_PICTURE, _CALENDAR, _WORDS = (FIELDS.index(name) for name in ("picture", "calendar", "words"))
_LASTING = frozenset({"related", "comments", "newsletter", "advertisement", "tags"})
"""Furniture that names what follows it."""
_HEADING = 110
"""Characters a heading has at most."""


def story(
    lines: Sequence[Line], shapes: Sequence[Shape], verdict: Verdict, keep: float, dates: Dates
) -> Story | None:
    """The story of the lines whose scores reach `keep`, or None when no line reads like one."""
    kept = kept_of(shapes, verdict.scores, keep)
    first = _first(shapes, kept)
    if first < 0:
        return None
    around = frame(lines, shapes, verdict, first, dates)
    parts: list[Part] = []
    removed: list[Removed] = []
    told = key(lines[around.title].text) if around.title >= 0 else ""
    under, last = "", max(i for i, ok in enumerate(kept) if ok)
    headings = _headings(lines, kept)
    for i, line in enumerate(lines):
        if i == around.title:
            parts.append(Part(Kind.TITLE, line.text, 1))
        elif i == around.standfirst:
            parts.append(Part(Kind.STANDFIRST, line.text))
        elif i == around.byline:
            parts.append(Part(Kind.BYLINE, line.text))
        elif kept[i] and _is_body(i, line, around, first, told):
            parts.append(_part(line, shapes[i], headings[i]))
            under = ""
        else:
            if shapes[i].name in _LASTING and len(line.text) < 60:
                under = shapes[i].name
            removed.append(Removed(line.text, _reason(i, line, shapes[i], around, told, under, last)))
    if not any(part.kind not in {Kind.TITLE, Kind.STANDFIRST, Kind.BYLINE} for part in parts):
        return None
    return Story(
        tuple(_with_credit(parts)),
        About(byline=around.names, published=around.published, removed=tuple(removed)),
    )


def _is_body(i: int, line: Line, around: Frame, first: int, told: str) -> bool:
    """Whether a kept line is body, and not the path above the headline, the headline again, or a date."""
    if i in around.dated or (i <= first + 1 and key(line.text) == told):
        return False
    return i > around.title or len(line.text) > _HEADING


def _first(shapes: Sequence[Shape], kept: Sequence[bool]) -> int:
    """The first line that is surely body: kept, and a sentence; or else the first that is kept."""
    found = [i for i, ok in enumerate(kept) if ok]
    for i in found:
        if shapes[i].numbers[_WORDS] >= 9 and prose(shapes[i].numbers):
            return i
    return found[0] if found else -1


def _headings(lines: Sequence[Line], kept: Sequence[bool]) -> list[bool]:
    """Which kept lines are headings: short, without an end mark, alone before something longer."""
    out = [False] * len(lines)
    after, run = "", 0
    for i in range(len(lines) - 1, -1, -1):
        if not kept[i]:
            continue
        text = lines[i].text
        bare = len(text) <= _HEADING and (not _ENDS.search(text[-8:]) or text[-1] in "?？")
        run = run + 1 if bare else 0
        out[i] = (
            bare
            and run == 1
            and len(after) > max(len(text), 60)
            and "\t" not in text
            and not _BULLET.match(text)
        )
        after = text
    return out


def _part(line: Line, shape: Shape, heading: bool) -> Part:
    text = line.text
    if "\t" in text:
        return Part(Kind.ROW, row(text))
    if bullet := _BULLET.match(text):
        # The number of an item says something, its bullet does not.
        return Part(Kind.ITEM, text if bullet[1] else text[bullet.end() :], 1)
    if heading:
        return Part(Kind.HEADING, text, 2)
    if shape.numbers[_PICTURE] and shape.numbers[_WORDS] <= 80:
        return Part(Kind.CAPTION, text)
    if len(text) < 600 and _QUOTED.fullmatch(text) and not any(c in text[1:-2] for c in '“”„«»「」"'):
        return Part(Kind.QUOTE, text)
    return Part(Kind.PARAGRAPH, text)


def _reason(i: int, line: Line, shape: Shape, around: Frame, told: str, under: str, last: int) -> str:
    if told and key(line.text) == told:
        return said("repeated title")
    if i in around.dated:
        return "date"
    if shape.name:
        return shape.name
    if shape.numbers[_PICTURE]:
        return "caption"
    if shape.numbers[_CALENDAR] > 0.3:
        return "date"
    if under:
        return under
    if i > last:
        return said("after the story")
    return "navigation" if shape.numbers[_WORDS] < 8 else said("teaser")


def _with_credit(parts: list[Part]) -> list[Part]:
    for i in range(len(parts) - 1, -1, -1):
        if parts[i].kind in {Kind.PARAGRAPH, Kind.QUOTE}:
            text, credit = credited(parts[i].text)
            if credit:
                return [*parts[:i], Part(Kind.PARAGRAPH, text), *parts[i + 1 :], Part(Kind.CREDIT, credit)]
            break
    return parts
