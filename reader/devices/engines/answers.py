"""Turns the frames of an engine's answer into one sound, and refuses what cannot be one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from reader.core.speech.marks import Event
from reader.core.speech.sound import loud, samples
from reader.core.speech.values import Precision, Voice
from reader.devices.engines.wire import Garbled

LONGEST = 1 << 26
"""Bytes of one utterance, 25 minutes at 22,050 frames a second: an engine that goes on is out of its mind."""

SAMPLE_RATES = range(4_000, 192_001)


class Raw(NamedTuple):
    """A sound without silence around it, with the engine's events moved along."""

    pcm: bytes
    sample_rate: int
    events: list[Event]

    @property
    def seconds(self) -> float:
        return len(self.pcm) / 2 / self.sample_rate


def raw(frames: Iterable[tuple[dict[str, Any], bytes]]) -> Raw:
    """The sound of all frames; silence from end to end stays as it is.

    Raises:
        Garbled: no frames, too many, half a sample, or what is not a rate or an event.
    """
    pieces: list[bytes] = []
    events: list[Event] = []
    length = sample_rate = 0
    for header, body in frames:
        length += len(body)
        sample_rate = header.get("rate", sample_rate)
        if length > LONGEST or sample_rate not in SAMPLE_RATES:
            raise Garbled
        pieces.append(body)
        events += _events(header.get("events", ()))
    if not length or length % 2:
        raise Garbled
    pcm = b"".join(pieces)
    begin, end = loud(samples(pcm), sample_rate)
    if begin == end:
        return Raw(pcm, sample_rate, events)
    moved = [(max(0, frame - begin), offset, count) for frame, offset, count in events]
    return Raw(pcm[begin * 2 : end * 2], sample_rate, moved)


def voices(frames: Iterable[tuple[dict[str, Any], bytes]]) -> list[Voice]:
    """The voices of an answer.

    Raises:
        Garbled: they are none.
    """
    try:
        return [
            Voice(str(key), str(name), str(language), Precision(precision))
            for header, _ in frames
            for key, name, language, precision in header["voices"]
        ]
    except (KeyError, TypeError, ValueError) as wrong:
        raise Garbled from wrong


def _events(reported: Any) -> list[Event]:
    try:
        events = [(frame, offset, count) for frame, offset, count in reported]
    except (TypeError, ValueError) as wrong:
        raise Garbled from wrong
    if not all(type(value) is int for event in events for value in event):
        raise Garbled
    return events
