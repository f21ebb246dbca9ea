"""Brings a speech to another sample rate, where voices with different rates meet in one sound."""

from __future__ import annotations

from array import array
from dataclasses import replace

from reader.core.speech.sound import samples
from reader.core.speech.values import Mark, Speech


def resampled(speech: Speech, sample_rate: int) -> Speech:
    """The speech at `sample_rate`, by linear interpolation; itself where the rate is the same."""
    if speech.sample_rate == sample_rate or not speech.frames:
        return replace(speech, sample_rate=sample_rate) if not speech.frames else speech
    values = samples(speech.pcm)
    count = max(1, len(values) * sample_rate // speech.sample_rate)
    step = speech.sample_rate
    values.append(values[-1])
    out = array("h", bytes(2 * count))
    for at in range(count):
        whole, part = divmod(at * step, sample_rate)
        out[at] = values[whole] + (values[whole + 1] - values[whole]) * part // sample_rate

    def moved(frame: int) -> int:
        return min(count, frame * sample_rate // step)

    marks = tuple(Mark(moved(mark.begin), moved(mark.end), mark.span) for mark in speech.marks)
    return replace(speech, pcm=out.tobytes(), sample_rate=sample_rate, marks=marks)
