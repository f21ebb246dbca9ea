"""What a sound file says of itself: title, author, language, and chapters that a player can jump to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.core.document import Document, Kind
from reader.core.export.timeline import Timed


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of the sound with a name, up to the next one or the end."""

    title: str
    begins: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What is known before the first sound."""

    title: str = ""
    author: str = ""
    album: str = ""
    """The site, or "Reading list" for several stories."""
    published: str = ""
    language: str = ""
    """BCP 47."""


def labels(documents: Sequence[Document]) -> Labels:
    """The labels of one sound with all these documents."""
    first = documents[0]
    if len(documents) == 1:
        return Labels(
            _line(first.title), _line(first.byline), _line(first.site), first.published, first.language
        )
    title = f"{_line(first.title) or 'Stories'} and {len(documents) - 1} more"
    languages = {document.language for document in documents}
    return Labels(title, "", "Reading list", "", languages.pop() if len(languages) == 1 else "")


def chapters(told: Iterable[tuple[Document, Sequence[Timed]]]) -> tuple[Chapter, ...]:
    """One chapter a story and one a heading, each from its first word on; no two at the same time."""
    found: list[Chapter] = []
    for document, words in told:
        if words:
            found.append(
                Chapter(_line(document.title) or _line(words[0].span.of(document.text)), words[0].begins)
            )
        heads = [block for block in document.blocks if block.kind is Kind.HEADING]
        at = 0
        for head in heads:
            while at < len(words) and words[at].span.start < head.span.start:
                at += 1
            if at < len(words) and words[at].span.start < head.span.end:
                found.append(Chapter(_line(head.span.of(document.text)), words[at].begins))
    return tuple(found)


def _line(text: str) -> str:
    return " ".join(text.split())
