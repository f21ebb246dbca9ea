"""A new sound takes the place of one that waits, without a click."""

from __future__ import annotations

from array import array
from collections import deque

import pytest

from reader.devices.audio.joining import joined


def sound(*values: int) -> memoryview:
    return memoryview(array("h", values).tobytes())


def heard(queue: deque[memoryview]) -> list[int]:
    return list(array("h", b"".join(bytes(piece) for piece in queue)))


def test_what_was_before_stays_and_the_join_is_faded() -> None:
    queue = [sound(*[100] * 5), sound(*[100] * 20)]
    found = heard(joined(queue, 7, sound(*[-100] * 10), 4))
    assert found[:7] == [100] * 7
    assert found[7:11] == [100, 50, 0, -50]
    assert found[11:] == [-100] * 6


@pytest.mark.parametrize("frames", [0, 3, 25, 40])
def test_the_new_sound_has_its_length_wherever_it_begins(frames: int) -> None:
    queue = [sound(*[7] * 25)]
    found = heard(joined(queue, frames, sound(*[9] * 10), 4))
    assert len(found) == frames + 10
    assert found[-1] == 9


def test_a_sound_shorter_than_the_fade_and_an_empty_queue_are_taken() -> None:
    assert heard(joined([], 0, sound(8, 8), 4)) == [0, 4]
    assert heard(joined([sound(5, 5)], 0, sound(), 4)) == []
