"""Makes the sound of an engine longer or shorter, where it cannot speak that slowly or fast itself.

With the sonic library where libespeak-ng gives it away (Linux, macOS; some 2,000 times as fast as real
time), else in Python (`reader.core.speech.stretch`, 20 to 100 times): the Windows library keeps it inside.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Sequence
from ctypes import POINTER, c_float, c_int, c_short, c_void_p

from reader.core.speech.sound import samples
from reader.core.speech.stretch import moved, stretch

Event = tuple[int, int, int]


class Lengthener:
    """Holds the native functions, if there are any."""

    def __init__(self, library: ctypes.CDLL | None) -> None:
        self._sonic = (
            _declared(library) if library is not None and hasattr(library, "sonicCreateStream") else None
        )

    def lengthen(
        self, pcm: bytes, sample_rate: int, events: Sequence[Event], factor: float
    ) -> tuple[bytes, tuple[Event, ...]]:
        """The sound `factor` times as long, its events with it."""
        values = samples(pcm)
        if self._sonic is None:
            sound, points = stretch(values, sample_rate, factor)
            return sound.tobytes(), tuple((moved(frame, points), at, count) for frame, at, count in events)
        sound = _natively(self._sonic, values, sample_rate, factor)
        share = len(sound) / max(1, len(values))
        return sound.tobytes(), tuple((round(frame * share), at, count) for frame, at, count in events)


def _natively(sonic: ctypes.CDLL, values: array[int], sample_rate: int, factor: float) -> array[int]:
    stream = sonic.sonicCreateStream(sample_rate, 1)
    try:
        sonic.sonicSetSpeed(stream, 1 / factor)
        given = (c_short * len(values)).from_buffer(values)
        sonic.sonicWriteShortToStream(stream, given, len(values))
        sonic.sonicFlushStream(stream)
        out = array("h", bytes(2 * sonic.sonicSamplesAvailable(stream)))
        if out:
            sonic.sonicReadShortFromStream(stream, (c_short * len(out)).from_buffer(out), len(out))
        return out
    finally:
        sonic.sonicDestroyStream(stream)


def _declared(library: ctypes.CDLL) -> ctypes.CDLL:
    shorts = POINTER(c_short)
    for name, result, arguments in (
        ("sonicCreateStream", c_void_p, [c_int, c_int]),
        ("sonicDestroyStream", None, [c_void_p]),
        ("sonicSetSpeed", None, [c_void_p, c_float]),
        ("sonicWriteShortToStream", c_int, [c_void_p, shorts, c_int]),
        ("sonicReadShortFromStream", c_int, [c_void_p, shorts, c_int]),
        ("sonicFlushStream", c_int, [c_void_p]),
        ("sonicSamplesAvailable", c_int, [c_void_p]),
    ):
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library
