"""Turns a WAV or AIFF file into 16-bit mono sound.

Voices of Windows write WAV, those of macOS AIFF or AIFF-C; the standard library reads only the first
from Python 3.13 on. Limits are those of the bytes given: every length is checked against them.
"""

from __future__ import annotations

import struct
import sys
from array import array
from typing import NamedTuple


class Recording(NamedTuple):
    """A sound."""

    pcm: bytes
    sample_rate: int


def recording(content: bytes) -> Recording:
    """The sound of a file's content; of several channels the mean.

    Raises:
        ValueError: neither WAV nor AIFF with 8 or 16 bits.
    """
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        chunks = _chunks(content, "<")
        _, channels, sample_rate, _, _, bits = _unpacked("<HHIIHH", chunks.get(b"fmt ", b""))
        return _mono(chunks.get(b"data", b""), int(channels), int(bits), int(sample_rate), big=False)
    if content[:4] == b"FORM" and content[8:12] in (b"AIFF", b"AIFC"):
        chunks = _chunks(content, ">")
        common = chunks.get(b"COMM", b"")
        channels, _, bits, exponent, mantissa = _unpacked(">hIhHQ", common)
        kind = common[18:22] if content[8:12] == b"AIFC" else b"NONE"
        if kind not in (b"NONE", b"twos", b"sowt"):
            raise ValueError("compressed")
        if not 16383 <= exponent < 16383 + 31:
            raise ValueError("no sample rate")
        sample_rate = mantissa >> 63 - (exponent - 16383)  # an 80-bit float; nobody uses a fraction
        sound = chunks.get(b"SSND", b"")[8:]
        return _mono(sound, int(channels), int(bits), sample_rate, big=kind != b"sowt", signed=True)
    raise ValueError("neither WAV nor AIFF")


def _chunks(content: bytes, order: str) -> dict[bytes, bytes]:
    """The chunks by name; one that says it is longer than the file ends with it."""
    found: dict[bytes, bytes] = {}
    at = 12
    while at + 8 <= len(content):
        name, length = struct.unpack_from(f"{order}4sI", content, at)
        found.setdefault(name, content[at + 8 : at + 8 + length])
        at += 8 + length + length % 2
    return found


def _unpacked(shape: str, content: bytes) -> tuple[int, ...]:
    size = struct.calcsize(shape)
    if len(content) < size:
        raise ValueError("cut short")
    return struct.unpack(shape, content[:size])


def _mono(
    sound: bytes, channels: int, bits: int, sample_rate: int, *, big: bool, signed: bool = False
) -> Recording:
    if bits == 16:
        values = array("h", sound[: len(sound) & ~1])
        if big != (sys.byteorder == "big"):
            values.byteswap()
    elif bits == 8:
        values = array("h", ((((byte + 128) & 255 if signed else byte) - 128) * 256 for byte in sound))
    else:
        raise ValueError("neither 8 nor 16 bits")
    if channels < 1:
        raise ValueError("no channel")
    if channels > 1:
        ways = [values[way::channels] for way in range(channels)]
        values = array("h", (sum(frame) // channels for frame in zip(*ways, strict=False)))
    return Recording(values.tobytes(), sample_rate)
