"""Beginnings of words move to where the sound agrees with their letters."""

from __future__ import annotations

import math
import random
from array import array

import pytest

from reader.core.speech.alignment import aligned
from reader.core.speech.letters import Manner, manners

RATE = 16_000


def hiss(seconds: float) -> list[int]:
    noise = random.Random(3)  # noqa: S311  noise, not a secret
    return [noise.randint(-6_000, 6_000) for _ in range(round(seconds * RATE))]


def voice(seconds: float) -> list[int]:
    return [round(8_000 * math.sin(2 * math.pi * 120 * i / RATE)) for i in range(round(seconds * RATE))]


def test_a_word_with_a_hiss_begins_where_it_hisses() -> None:
    sound = array("h", voice(0.5) + hiss(0.2) + voice(0.35))
    begins = aligned(["aoi", "sao"], [0.0, 0.35], sound, RATE, 1.0, 0.05)
    assert begins == [0.0, pytest.approx(0.5, abs=0.05)]


def test_a_sound_that_tells_nothing_moves_nothing_far() -> None:
    begins = aligned(["ama", "ona", "ile"], [0.0, 0.3, 0.6], array("h", voice(0.9)), RATE, 1.0, 0.05)
    assert begins == [pytest.approx(b, abs=0.05) for b in (0.0, 0.3, 0.6)]


@pytest.mark.parametrize("sound", [[], [0] * 10, [0] * RATE, [32_767] * RATE])
def test_whatever_the_sound_beginnings_rise_and_stay_inside(sound: list[int]) -> None:
    expected = [0.0, 0.1, 0.2]
    begins = aligned(["a", "b", "c"], expected, array("h", sound), RATE, 1.0, 0.05)
    assert len(begins) == 3
    assert begins == sorted(begins)
    assert begins == expected or max(begins) <= len(sound) / RATE


def test_letters_sound_as_they_do() -> None:
    assert manners("stone") == [Manner.HISS, Manner.STOP, Manner.VOWEL, Manner.VOICED]
    assert manners("face") == [Manner.HISS, Manner.VOWEL, Manner.HISS]
    assert manners("cat") == [Manner.STOP, Manner.VOWEL, Manner.STOP]
    assert manners("…") == manners("مرحبا") == [Manner.VOICED]
