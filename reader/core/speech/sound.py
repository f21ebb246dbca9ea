"""Finds where a sound begins and ends, so that the pauses between utterances are ours."""

from __future__ import annotations

from array import array

QUIET = 48
"""Samples up to this are silence (of 32,768: −57 dB). A guess that keeps the onset of every "f" eSpeak has."""

MARGIN = 0.008
"""Seconds of silence kept on either side, so that no edge clicks."""

_STEP = 64
"""Frames looked at in one call; slices and `max` run in C."""


def samples(pcm: bytes | bytearray | memoryview) -> array[int]:
    """The 16-bit values of a sound; half a sample at the end is dropped."""
    return array("h", bytes(pcm[: len(pcm) & ~1]))


def loud(values: array[int], sample_rate: int) -> tuple[int, int]:
    """The stretch of frames `[begin, end)` that sounds; `(0, 0)` for silence."""
    count = len(values)
    begin = next((at for at in range(0, count, _STEP) if _sounds(values, at)), count)
    if begin == count:
        return 0, 0
    last = next(at for at in range((count - 1) // _STEP * _STEP, -1, -_STEP) if _sounds(values, at))
    margin = round(MARGIN * sample_rate)
    return max(0, begin - margin), min(count, last + _STEP + margin)


def _sounds(values: array[int], at: int) -> bool:
    piece = values[at : at + _STEP]
    return max(piece) > QUIET or min(piece) < -QUIET
