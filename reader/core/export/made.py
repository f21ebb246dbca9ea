"""The sound of one part, as a worker gives it back, and the line of the journal that remembers it."""

from __future__ import annotations

import json
from array import array
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from reader.core.document import Span
from reader.core.speech.values import Mark, Precision


@dataclass(frozen=True, slots=True)
class Failure:
    """A stretch of the text that no voice could say."""

    span: Span
    reason: str
    """A sentence for a person."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one part."""

    number: int
    frames: int
    """Of sound, with its pauses."""
    marks: tuple[Mark, ...]
    """Frames from the beginning of the part."""
    precision: Precision
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A part that is safely on the disk."""

    track: int
    made: Made
    size: int
    """Bytes of its encoded sound."""
    check: int
    """CRC-32 of them."""


def line(entry: Entry) -> str:
    """One line of the journal."""
    made = entry.made
    marks = array("I")
    for mark in made.marks:
        marks.extend((mark.begin, mark.end, mark.span.start, mark.span.end))
    record = {
        "part": made.number,
        "track": entry.track,
        "size": entry.size,
        "check": entry.check,
        "frames": made.frames,
        "precision": made.precision,
        "marks": b64encode(marks.tobytes()).decode(),
        "failures": [[f.span.start, f.span.end, f.reason] for f in made.failures],
    }
    return json.dumps(record) + "\n"


def entries(lines: Iterable[str]) -> Iterator[Entry]:
    """What a journal tells, up to the first line that is not whole."""
    for number, written in enumerate(lines):
        try:
            entry = _entry(json.loads(written))
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            return
        if not written.endswith("\n") or entry.made.number != number or min(entry.size, entry.track) < 0:
            return
        yield entry


def _entry(record: dict[str, Any]) -> Entry:
    marks = array("I")
    marks.frombytes(b64decode(record["marks"], validate=True))
    found = tuple(
        Mark(begin, end, Span(start, stop))
        for begin, end, start, stop in zip(marks[::4], marks[1::4], marks[2::4], marks[3::4], strict=True)
    )
    failures = tuple(Failure(Span(int(a), int(b)), str(reason)) for a, b, reason in record["failures"])
    made = Made(int(record["part"]), int(record["frames"]), found, Precision(record["precision"]), failures)
    return Entry(int(record["track"]), made, int(record["size"]), int(record["check"]))
