"""Where an engine does not say when words sound, the pauses in its sound do."""

from __future__ import annotations

import math
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.speech.estimate import estimate
from reader.core.speech.lengths import lengths, pauses
from reader.core.speech.marks import marks
from reader.core.speech.written import as_written

RATE = 2_000


def sound(*seconds: float) -> array[int]:
    """A tone and silence by turns."""
    values = array("h")
    for at, length in enumerate(seconds):
        values.extend(
            0 if at % 2 else round(8000 * math.sin(frame * 0.4)) for frame in range(round(length * RATE))
        )
    return values


def begins(text: str, values: array[int]) -> list[float]:
    said = as_written(text)
    return [mark.begin / RATE for mark in marks(said, 0, estimate(said, values, RATE), len(values))]


def test_a_word_after_a_stop_begins_where_the_pause_ends() -> None:
    found = begins("After the rain, nobody", sound(1.1, 0.3, 0.5))
    assert found[3] == pytest.approx(1.4, abs=0.02)


def test_a_long_first_part_does_not_move_the_pause_to_another_word() -> None:
    found = begins("It rained, and the roads were closed until the evening", sound(1.2, 0.25, 2.0))
    assert found[2] == pytest.approx(1.45, abs=0.02)


def test_the_quiet_within_a_word_is_not_taken_for_the_end_of_a_word() -> None:
    even = begins("rowing along the river", sound(1.4))
    stopped = begins("rowing along the river", sound(0.25, 0.05, 1.1))
    assert stopped == pytest.approx(even, abs=0.06)


def test_without_pauses_words_share_the_sound_by_their_lengths() -> None:
    first, second = begins("a somewhat", sound(1.0))
    assert first == 0
    assert 0.05 < second < 0.3


def test_silence_and_no_sound_give_every_word_a_place() -> None:
    assert len(begins("not a sound", array("h", bytes(2 * RATE)))) == 3
    assert len(begins("not a sound", array("h"))) == 3


def test_a_pause_is_likely_at_a_stop_and_at_the_end_even_where_the_anchor_holds_the_stop() -> None:
    assert pauses(as_written("Yes, it is: 3.5 now")) == [True, False, True, False, True]


def test_longer_words_last_longer_in_every_script() -> None:
    for text in ("at attention", "на остановке", "في المدينة", "में समाचारपत्र"):
        short, long = lengths(as_written(text))
        assert short < long


@given(
    st.text(alphabet="abe ,.—1日ह", max_size=80),
    st.lists(st.floats(0.01, 0.6), max_size=8),
)
def test_every_word_has_an_event_in_order_inside_the_sound(text: str, seconds: list[float]) -> None:
    said = as_written(text)
    values = sound(*seconds)
    events = estimate(said, values, RATE)
    assert [offset for _, offset, _ in events] == [anchor.spoken.start for anchor in said.anchors]
    frames = [frame for frame, _, _ in events]
    assert frames == sorted(frames)
    assert all(0 <= frame <= len(values) for frame in frames)
