"""Makes the sound of an engine longer or shorter, where it cannot speak that slowly or fast itself.

With the sonic library where libespeak-ng gives it away (Linux, macOS; some 2,000 times as fast as real
time), else in Python (`reader.core.speech.stretch`, 20 to 100 times): the Windows library keeps it inside.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Iterable, Iterator, Sequence
from ctypes import POINTER, c_float, c_int, c_short, c_void_p
from functools import cache
from typing import NamedTuple

import espeakng_loader

from reader.core.protocols import Chunk
from reader.core.speech.sound import samples
from reader.core.speech.stretch import moved, stretch


class Sound(NamedTuple):
    """A `Chunk`."""

    pcm: bytes
    sample_rate: int
    events: Sequence[tuple[int, int, int]]


def lengthened(chunks: Iterable[Chunk], factor: float) -> Iterator[Sound]:
    """All the chunks as one, `factor` times as long, events with it."""
    pcm = bytearray()
    events: list[tuple[int, int, int]] = []
    sample_rate = 0
    for chunk in chunks:
        pcm += chunk.pcm
        events += chunk.events
        sample_rate = chunk.sample_rate
    sonic = _sonic()
    if sonic is None:
        sound, points = stretch(samples(pcm), sample_rate, factor)
    else:
        values = samples(pcm)
        sound = _natively(sonic, values, sample_rate, factor)
        points = [(0, 0), (len(values), len(sound))]
    yield Sound(
        sound.tobytes(), sample_rate, [(moved(frame, points), at, count) for frame, at, count in events]
    )


@cache
def _sonic() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL(espeakng_loader.get_library_path())
    except OSError:
        return None
    return _declared(library) if hasattr(library, "sonicCreateStream") else None


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
