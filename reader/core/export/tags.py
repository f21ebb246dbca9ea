"""Turns what is known of a document into the tags and chapters of a sound file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from reader.core.addresses import shared
from reader.core.document import Document, Kind
from reader.core.export.parts import Story
from reader.core.export.timeline import Timed


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a sound that a player can jump to."""

    title: str
    begins: float
    """Seconds from the beginning of the sound."""
    ends: float


def tags(document: Document) -> Mapping[str, str]:
    """Tags by the names that FFmpeg gives them in every format; what is not known is left out."""
    known = {
        "title": document.title,
        "artist": document.byline,
        "album": document.site,
        "date": document.published,
        "language": document.language,
        # The place of a file on this machine, or a password, is nobody's business.
        "comment": shared(document.address),
        "genre": "Speech",
    }
    return {name: " ".join(value.split()) for name, value in known.items() if value.strip()}


_OLD = "alb arm baq bur chi cmn cze dut fre geo ger gre ice mac mao may mol per rum scc scr slo tib wel"
"""Codes of libraries (ISO 639-2/B) and withdrawn ones, where files have the others (639-2/T)."""


@cache
def three_letters(language: str) -> str:
    """The code of a language (BCP 47) in three letters, as tags have it (ISO 639-2), or nothing."""
    from babel.core import get_global  # start-up time

    main = language.replace("_", "-").partition("-")[0].lower()
    if len(main) == 3:
        return main
    same = get_global("language_aliases").items()
    codes = (long for long, short in same if short == main and len(long) == 3)
    return min((code for code in codes if code not in _OLD.split()), default="")


def chapters(stories: Sequence[tuple[Story, Sequence[Timed]]], seconds: float) -> tuple[Chapter, ...]:
    """A chapter for each heading that is heard, and one for the beginning of each story; they follow
    one another without a gap to `seconds`, the end. Nothing where there would be one alone.
    """
    begins: list[tuple[float, str]] = []
    for story, words in stories:
        if not words:
            continue
        opening = (0.0 if not begins else words[0].begins, story.called)
        found = [] if story.title else list(_headings(story.document, words))
        if not found or found[0][0] > words[0].begins:
            found.insert(0, opening)
        elif not begins:
            found[0] = (0.0, found[0][1])
        begins += found
    if len(begins) < 2:
        return ()
    ends = [at for at, _ in begins[1:]] + [seconds]
    return tuple(
        Chapter(" ".join(title.split()) or str(number), at, end)
        for number, ((at, title), end) in enumerate(zip(begins, ends, strict=True), 1)
    )


def _headings(document: Document, words: Sequence[Timed]) -> list[tuple[float, str]]:
    found = []
    for block in document.blocks:
        if block.kind in (Kind.TITLE, Kind.HEADING):
            index = bisect_left(words, block.span.start, key=lambda word: word.span.start)
            if index < len(words) and words[index].span.start < block.span.end:
                found.append((words[index].begins, block.span.of(document.text)))
    return found
