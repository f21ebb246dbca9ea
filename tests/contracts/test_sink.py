"""What every sink promises, with a device or without one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from reader.core.errors import SoundError
from reader.core.protocols import AudioSink
from reader.devices.audio.choose import BestSink
from reader.devices.audio.silent import SilentSink
from tests.devices.audio.pulse import MISSING, recorded

RATE = 22_050
SOUND = bytes(range(1, 101)) * 44  # 0.1 s
FRAMES = len(SOUND) // 2


class Nothing(SilentSink):
    """A machine without a device."""

    def open(self, sample_rate: int) -> None:
        raise SoundError("There is no sound device.", "Connect one.")


SYSTEM = "READER_TESTS_SYSTEM_SINK"
"""Set where the sink of the system is tested: in a process of its own, because Qt asks once in a process
where its sound server is, and has one application object, which other tests want to be a window's."""


@pytest.fixture(scope="module")
def pulse() -> Iterator[str]:
    with recorded(RATE) as (server, _):
        yield server.address


@pytest.fixture(params=["qt"] if SYSTEM in os.environ else ["silent", "none"])
def sink(request: pytest.FixtureRequest) -> Iterator[AudioSink]:
    if request.param == "qt":
        os.environ["PULSE_SERVER"] = request.getfixturevalue("pulse")
        from reader.devices.audio.qt import QtSink

        sink: AudioSink = QtSink()
    else:
        sink = SilentSink() if request.param == "silent" else BestSink(Nothing)
    yield sink
    sink.close()


def until(true: Callable[[], bool], seconds: float = 30.0) -> None:
    """Real sinks run in real time: waits for what must come, and fails if it never does."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.002)


class TestSink:
    def test_every_frame_written_is_heard_and_no_more(self, sink: AudioSink) -> None:
        sink.open(RATE)
        assert sink.frames_heard() == 0
        sink.write(SOUND)
        sink.write(SOUND)
        until(lambda: sink.frames_heard() == 2 * FRAMES)

    def test_frames_never_go_back_nor_run_ahead_of_what_was_written(self, sink: AudioSink) -> None:
        sink.open(RATE)
        sink.write(SOUND * 3)
        seen = [0]
        until(lambda: seen.append(sink.frames_heard()) or seen[-1] == 3 * FRAMES)
        assert seen == sorted(seen)

    def test_a_splice_changes_what_is_still_to_come_and_keeps_the_count(self, sink: AudioSink) -> None:
        sink.open(RATE)
        sink.write(SOUND * 40)
        until(lambda: sink.frames_heard() > FRAMES // 2)
        heard = sink.frames_heard()
        at = sink.frames_committed()
        assert heard <= at < 30 * FRAMES
        sink.splice(at, SOUND)
        until(lambda: sink.frames_heard() >= at + FRAMES // 2)
        time.sleep(0.4)
        # What went to the device meanwhile stays, and the new sound is entered as much later.
        assert abs(sink.frames_heard() - (at + FRAMES)) <= FRAMES // 2

    def test_time_without_sound_is_not_counted(self, sink: AudioSink) -> None:
        sink.open(RATE)
        sink.write(SOUND)
        until(lambda: sink.frames_heard() == FRAMES)
        time.sleep(0.05)
        sink.write(SOUND * 5)
        assert sink.frames_heard() < 2 * FRAMES

    def test_a_flush_forgets_and_counts_from_nothing(self, sink: AudioSink) -> None:
        sink.open(RATE)
        sink.write(SOUND * 50)
        until(lambda: sink.frames_heard() > 100)
        sink.flush()
        assert sink.frames_heard() == 0
        sink.write(SOUND)
        until(lambda: sink.frames_heard() == FRAMES)

    def test_flushes_in_a_row_lose_nothing_that_comes_after(self, sink: AudioSink) -> None:
        sink.open(RATE)
        for _ in range(5):
            sink.write(SOUND)
            sink.flush()
        sink.write(SOUND)
        until(lambda: sink.frames_heard() == FRAMES)

    def test_a_pause_stands_still_and_loses_nothing(self, sink: AudioSink) -> None:
        sink.open(RATE)
        sink.write(SOUND * 4)
        until(lambda: sink.frames_heard() > 0)
        sink.pause()
        heard = sink.frames_heard()
        time.sleep(0.1)
        assert sink.frames_heard() == heard
        sink.resume()
        until(lambda: sink.frames_heard() == 4 * FRAMES)

    def test_what_is_written_after_a_flush_in_a_pause_waits_for_the_resume(self, sink: AudioSink) -> None:
        sink.open(RATE)
        sink.write(SOUND * 4)
        sink.pause()
        sink.flush()
        sink.write(SOUND)
        time.sleep(0.1)
        assert sink.frames_heard() == 0
        sink.resume()
        until(lambda: sink.frames_heard() == FRAMES)

    def test_it_can_be_opened_again_at_another_rate(self, sink: AudioSink) -> None:
        sink.open(RATE)
        sink.write(SOUND)
        sink.open(16_000)
        assert sink.frames_heard() == 0
        sink.write(SOUND)
        until(lambda: sink.frames_heard() == FRAMES)


@pytest.mark.skipif(SYSTEM in os.environ, reason="this is it")
@pytest.mark.skipif(
    bool(MISSING), reason=f"needs {', '.join(MISSING)} (Debian: pulseaudio, pulseaudio-utils)"
)
def test_the_sink_of_the_system_keeps_the_same_promises() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-k", "TestSink", __file__],
        env={**os.environ, SYSTEM: "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert "skipped" not in done.stdout


def test_only_a_sink_without_a_device_is_silent() -> None:
    sink = BestSink(Nothing)
    assert sink.silent
    sink.open(RATE)
    assert sink.silent


def test_a_device_that_was_there_and_is_gone_is_an_error_and_no_reason_to_read_on_unheard() -> None:
    device = SilentSink()
    device.silent = False
    sink = BestSink(lambda: device)
    sink.open(RATE)
    device.open = Nothing().open
    with pytest.raises(SoundError):
        sink.open(RATE)
    assert not sink.silent


def test_a_silent_sink_takes_as_long_as_the_sound() -> None:
    now = [0.0]
    sink = SilentSink(lambda: now[0])
    sink.open(1000)
    sink.write(bytes(2 * 3000))
    now[0] = 2.0
    assert sink.frames_heard() == 2000
    now[0] = 9.0
    assert sink.frames_heard() == 3000
    sink.write(bytes(2 * 1000))
    now[0] = 9.5
    assert sink.frames_heard() == 3500
