"""Turns speeches that are laid one after another into the time of every word, in seconds of the whole sound."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reader.core.document import Document, Span
from reader.core.speech.values import Speech


@dataclass(frozen=True, slots=True)
class Timed:
    """A written word and when it sounds."""

    span: Span
    """In the text of its document."""
    begins: float
    """Seconds from the beginning of the sound."""
    ends: float


def timed(speech: Speech, frame: int) -> Iterator[Timed]:
    """The words of a speech that begins at `frame` of a sound with the same sample rate."""
    for mark in speech.marks:
        begin, end = frame + mark.begin, frame + mark.end
        yield Timed(mark.span, begin / speech.sample_rate, end / speech.sample_rate)


def records(words: list[Timed], document: Document) -> list[dict[str, Any]]:
    """The words in the types of JSON, as scripts get them."""
    return [
        {
            "text": word.span.of(document.text),
            "start": word.span.start,
            "end": word.span.end,
            "begins": round(word.begins, 4),
            "ends": round(word.ends, 4),
        }
        for word in words
    ]
