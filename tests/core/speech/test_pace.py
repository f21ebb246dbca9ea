"""A rate is in true words a minute, whatever an engine calls its own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.speech import pace
from reader.core.speech.pace import Pace
from reader.core.speech.plan import SENTENCE, scaled
from reader.core.words import CHARACTER, count

TEXTS = ("The boats came in late today.", "Nobody on the quay had seen such waves.")


def test_the_pauses_between_sentences_belong_to_the_minute() -> None:
    seconds = pace.wanted(TEXTS, 280)
    assert seconds + 2 * scaled(SENTENCE, 280) == pytest.approx(60 * 14 / 280)


def test_pauses_shrink_with_the_rate() -> None:
    assert scaled(0.4, 360) == pytest.approx(0.2)


def test_characters_of_scripts_without_spaces_are_parts_of_words() -> None:
    assert count("市议会") == pytest.approx(3 * CHARACTER)


@given(
    st.integers(pace.SLOWEST, pace.FASTEST),
    st.floats(0.3, 3),
    st.floats(0, 0.05),
)
def test_the_rate_of_any_engine_is_found_within_few_measurements(
    rate: int, scale: float, overhead: float
) -> None:
    measurements = []

    def measure(own: int) -> float:
        measurements.append(own)
        return 14 * (60 / (own * scale) + overhead)

    seconds = pace.wanted(TEXTS, rate)
    if overhead * 14 > seconds * 0.7:
        return  # no rate of this engine is as fast
    own, factor = Pace().find(seconds, rate, measure)
    assert 14 * (60 / (own * scale) + overhead) * factor == pytest.approx(seconds, rel=0.031)
    assert len(measurements) <= pace.TRIES


def test_what_was_measured_is_not_measured_again() -> None:
    measurements = []

    def measure(own: int) -> float:
        measurements.append(own)
        return 900 / own

    voice = Pace()
    first = voice.find(3.0, 180, measure)
    count = len(measurements)
    assert voice.find(3.0, 180, measure) == first
    assert len(measurements) == count


def test_what_an_engine_does_not_reach_is_left_to_stretching() -> None:
    def measure(own: int) -> float:
        return 900 / min(max(own, 80), 450)

    voice = Pace(80, 450)
    assert voice.find(1.0, 400, measure) == (450, pytest.approx(0.5))
    assert voice.find(15.0, 70, measure) == (80, pytest.approx(15 * 80 / 900))
    assert voice.find(10.0, 90, measure) == (90, 1)


def test_two_measurements_that_lie_close_do_not_lead_astray() -> None:
    voice = Pace(measured={300: 3.0, 301: 3.2})  # noise: faster, and yet longer
    assert voice.find(5.0, 300, lambda own: 900 / own)[0] == pytest.approx(180, rel=0.02)


def test_a_rate_near_measured_ones_is_guessed_and_others_are_not() -> None:
    pace = Pace(80, 1000, {180: 10.0, 200: 9.0})
    guess = pace.guess(9.5)
    assert guess is not None
    assert 185 < guess < 195
    assert pace.guess(9.0) is None, "it was measured"
    assert pace.guess(4.0) is None, "it is far from both"
    assert Pace(80, 1000, {180: 10.0}).guess(9.5) is None
    assert Pace().guess(9.5) is None
