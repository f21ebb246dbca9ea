"""Files of the system's voices become 16-bit mono sound."""

from __future__ import annotations

import contextlib
import struct
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.devices.engines.recording import recording

SOUND = array("h", [0, 1000, -1000, 32767, -32768, 5])


def swapped(values: array[int]) -> bytes:
    other = array("h", values)
    other.byteswap()
    return other.tobytes()


def wav(sound: bytes, channels: int = 1, bits: int = 16) -> bytes:
    form = struct.pack("<HHIIHH", 1, channels, 22_050, 0, 0, bits)
    chunks = b"fmt " + struct.pack("<I", len(form)) + form + b"LIST" + struct.pack("<I", 3) + b"abc\0"
    return b"RIFF\0\0\0\0WAVE" + chunks + b"data" + struct.pack("<I", len(sound)) + sound


def aiff(sound: bytes, kind: bytes = b"") -> bytes:
    common = struct.pack(">hIhHQ", 1, len(sound) // 2, 16, 16383 + 14, 22_050 << 49) + kind
    body = struct.pack(">II", 0, 0) + sound
    chunks = b"COMM" + struct.pack(">I", len(common)) + common + b"SSND" + struct.pack(">I", len(body)) + body
    return b"FORM\0\0\0\0" + (b"AIFC" if kind else b"AIFF") + chunks


@pytest.mark.parametrize(
    "content",
    [
        wav(SOUND.tobytes()),
        aiff(swapped(SOUND)),
        aiff(swapped(SOUND), b"twos"),
        aiff(SOUND.tobytes(), b"sowt"),
    ],
    ids=["wav", "aiff", "twos", "sowt"],
)
def test_the_sound_is_the_same_from_every_file(content: bytes) -> None:
    assert recording(content) == (SOUND.tobytes(), 22_050)


def test_two_channels_become_their_mean() -> None:
    both = array("h", [100, 300, -5, 5])
    assert recording(wav(both.tobytes(), channels=2)).pcm == array("h", [200, 0]).tobytes()


def test_eight_bits_become_sixteen() -> None:
    assert (
        recording(wav(bytes([128, 255, 0]), bits=8)).pcm == array("h", [0, 127 * 256, -128 * 256]).tobytes()
    )


def test_a_file_that_says_it_is_longer_than_it_is_ends_where_it_ends() -> None:
    assert recording(wav(SOUND.tobytes())[:-4]).pcm == SOUND[:-2].tobytes()


@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"RIFF\0\0\0\0WAVE", b"FORM\0\0\0\0AIFF", b"FORM\0\0\0\0AIFC"]),
)
def test_rubbish_is_refused_or_read_and_nothing_else(content: bytes, start: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert len(recording(start + content).pcm) % 2 == 0


@given(st.integers(0, 99), st.integers(0, 255))
def test_a_damaged_file_is_refused_or_read_and_nothing_else(at: int, value: int) -> None:
    content = bytearray(aiff(swapped(SOUND), b"twos"))
    content[at % len(content)] = value
    with contextlib.suppress(ValueError):
        recording(bytes(content))
