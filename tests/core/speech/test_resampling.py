"""A sound keeps its length and its words at another sample rate."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from reader.core.document import Span
from reader.core.speech.resampling import resampled
from reader.core.speech.sound import samples
from reader.core.speech.values import Mark, Speech


@given(
    st.integers(1, 400), st.sampled_from([8000, 16000, 22050, 44100]), st.sampled_from([8000, 22050, 48000])
)
def test_length_and_marks_stay_in_step(frames: int, before: int, after: int) -> None:
    pcm = array("h", range(frames)).tobytes()
    speech = Speech(pcm, before, (Mark(0, frames // 2, Span(0, 1)), Mark(frames // 2, frames, Span(2, 3))))
    out = resampled(speech, after)
    assert out.sample_rate == after
    assert abs(out.seconds - speech.seconds) <= 1 / after + 1e-9 or out.frames == 1
    assert out.marks[0].end == out.marks[1].begin
    assert out.marks[1].end <= out.frames


def test_a_ramp_stays_a_ramp() -> None:
    out = resampled(Speech(array("h", range(0, 1000, 2)).tobytes(), 100, ()), 200)
    assert samples(out.pcm)[:998].tolist() == list(range(998))


def test_the_same_rate_changes_nothing() -> None:
    speech = Speech(b"\1\0", 8000, ())
    assert resampled(speech, 8000) is speech
