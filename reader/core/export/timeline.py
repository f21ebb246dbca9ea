"""Turns speeches that are laid one after another into the time of every word, in seconds of the whole sound."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from reader.core.document import Document, Span
from reader.core.speech.values import Mark


@dataclass(frozen=True, slots=True)
class Timed:
    """A written word and when it sounds."""

    span: Span
    """In the text of its document."""
    begins: float
    """Seconds from the beginning of the sound."""
    ends: float


class Words(Sequence[Timed]):
    """The words of one story in the order in which they sound: 24 bytes each, so that a book of any length fits."""

    def __init__(self, sample_rate: int) -> None:
        self.sample_rate = sample_rate
        self._spans = array("I")
        self._frames = array("Q")

    def add(self, marks: Iterable[Mark], frame: int) -> None:
        """The words of a stretch of sound that begins at `frame`."""
        for mark in marks:
            self._spans.extend((mark.span.start, mark.span.end))
            self._frames.extend((frame + mark.begin, frame + mark.end))

    def __len__(self) -> int:
        return len(self._spans) // 2

    @overload
    def __getitem__(self, index: int) -> Timed: ...

    @overload
    def __getitem__(self, index: slice) -> list[Timed]: ...

    def __getitem__(self, index: int | slice) -> Timed | list[Timed]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        at = 2 * range(len(self))[index]
        begin, end = self._frames[at : at + 2]
        return Timed(Span(*self._spans[at : at + 2]), begin / self.sample_rate, end / self.sample_rate)


def records(words: Iterable[Timed], document: Document) -> Iterator[dict[str, Any]]:
    """The words in the types of JSON, as scripts get them."""
    for word in words:
        yield {
            "text": word.span.of(document.text),
            "start": word.span.start,
            "end": word.span.end,
            "begins": round(word.begins, 4),
            "ends": round(word.ends, 4),
        }
