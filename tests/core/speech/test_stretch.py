"""A sound becomes longer or shorter and keeps its pitch."""

from __future__ import annotations

import math
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.speech.stretch import moved, stretch

RATE = 16_000


def tone(hertz: float, seconds: float) -> array[int]:
    return array(
        "h", (round(9000 * math.sin(2 * math.pi * hertz * at / RATE)) for at in range(int(RATE * seconds)))
    )


def crossings(values: array[int]) -> int:
    return sum(1 for a, b in pairwise(values) if a < 0 <= b)


@pytest.mark.parametrize("factor", [0.3, 0.5, 0.8, 0.95, 1.0, 1.1, 1.5, 2.0, 3.0])
@pytest.mark.parametrize("hertz", [90, 210])
def test_it_has_the_length_asked_for_and_the_pitch_it_had(hertz: int, factor: float) -> None:
    before = tone(hertz, 2)
    after, _ = stretch(before, RATE, factor)
    assert len(after) / len(before) == pytest.approx(factor, rel=0.03)
    assert crossings(after) / len(after) == pytest.approx(crossings(before) / len(before), rel=0.03)


@pytest.mark.parametrize("factor", [0.6, 1.6])
def test_it_does_not_click(factor: float) -> None:
    before = tone(150, 1)
    after, _ = stretch(before, RATE, factor)
    steepest = max(abs(a - b) for a, b in pairwise(before))
    assert max(abs(a - b) for a, b in pairwise(after)) < 1.5 * steepest


@given(st.lists(st.integers(-32768, 32767), max_size=3000), st.floats(0.2, 5))
def test_every_frame_has_a_place_in_order_within_the_new_sound(values: list[int], factor: float) -> None:
    after, points = stretch(array("h", values), 8_000, factor)
    places = [moved(frame, points) for frame in range(0, len(values) + 1, 7)]
    assert places == sorted(places)
    assert all(0 <= place <= len(after) for place in places)


def test_a_factor_out_of_reason_is_refused() -> None:
    with pytest.raises(ValueError, match="50"):
        stretch(array("h"), RATE, 50)
