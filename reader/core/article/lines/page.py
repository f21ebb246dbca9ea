"""Turns the judged lines of a copied page into the parts of its story and the ledger of the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.core.article.lines.cut import Line
from reader.core.article.lines.frame import credited, headline, words
from reader.core.article.lines.furniture import key
from reader.core.article.story import Story
from reader.core.document import About, Kind, Part, Removed

KEEP = 0.5
"""From this score on a line belongs to the story."""

_ENDS = re.compile(r"[.!?…:;,。！？：；؟।۔][\"'”’»)\]」』]*$")
_BULLET = re.compile(r"(?:[•◦‣▪●○·*–—-]|\(?\d{1,3}[.)])\s+(?=\S)")


def story(lines: Sequence[Line], scores: Sequence[float], names: Sequence[str]) -> Story | None:
    """The story of the lines, or None when no line reads like one."""
    kept = [score >= KEEP for score in scores]
    solid = [
        i for i, ok in enumerate(kept) if ok and len(lines[i].text) >= 40 and _ENDS.search(lines[i].text)
    ]
    if not solid:
        return None
    first = solid[0]
    body = "\n".join(line.text for line, ok in zip(lines, kept, strict=True) if ok)
    title = headline(lines, names, first, body)
    standfirst = _standfirst(lines, names, title, first) if title >= 0 else -1
    parts: list[Part] = []
    removed: list[Removed] = []
    told = key(lines[title].text) if title >= 0 else ""
    heading = ""
    for i, line in enumerate(lines):
        if i == title:
            parts.append(Part(Kind.TITLE, line.text, 1))
        elif i == standfirst:
            parts.append(Part(Kind.STANDFIRST, line.text))
        elif i < first and told and key(line.text) == told:
            removed.append(Removed(line.text, "repeated title"))
        elif kept[i] and (i > title or title > first):
            parts.append(_part(lines, kept, i))
            heading = ""
        else:
            reason = names[i]
            if reason in {"related", "comments", "newsletter", "advertisement"}:
                heading = reason
            removed.append(
                Removed(
                    line.text,
                    reason or heading or ("navigation" if len(words(line.text)) < 8 else "other text"),
                )
            )
    return Story(tuple(_with_credit(parts)), About(removed=tuple(removed)))


def _standfirst(lines: Sequence[Line], names: Sequence[str], title: int, first: int) -> int:
    for i in range(title + 1, first):
        if (
            not names[i]
            and 4 <= len(words(lines[i].text)) <= 45
            and key(lines[i].text) != key(lines[title].text)
        ):
            return i
    return -1


def _part(lines: Sequence[Line], kept: Sequence[bool], i: int) -> Part:
    text = lines[i].text
    if bullet := _BULLET.match(text):
        return Part(Kind.ITEM, text[bullet.end() :], 1)
    if len(text) <= 90 and not _ENDS.search(text):
        after = next((j for j in range(i + 1, len(lines)) if kept[j]), -1)
        if after >= 0 and len(lines[after].text) > len(text):
            return Part(Kind.HEADING, text, 2)
    return Part(Kind.PARAGRAPH, text)


def _with_credit(parts: list[Part]) -> list[Part]:
    for i in range(len(parts) - 1, -1, -1):
        if parts[i].kind is Kind.PARAGRAPH:
            text, credit = credited(parts[i].text)
            if credit:
                return [*parts[:i], Part(Kind.PARAGRAPH, text), *parts[i + 1 :], Part(Kind.CREDIT, credit)]
            break
    return parts
