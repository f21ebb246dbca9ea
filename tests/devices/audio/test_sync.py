"""What is heard is what was made, each word is lit while it sounds, and a device that goes is missed.

Bounds are looser here than the figures of `tests/benchmarks/sync.py`, which are measured by hand: this must
also hold on a machine that is busy with other tests.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.devices.audio.pulse import MISSING

pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"needs {', '.join(MISSING)} (Debian: pulseaudio, pulseaudio-utils)"
)


def run(*arguments: str) -> dict[str, float]:
    """In a process of its own, because Qt asks once where its sound server is."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.sync", "--rate", "600", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout[done.stdout.index("{") :])


def test_sound_and_light_are_in_step() -> None:
    figures = run()
    assert figures["words lit"] == figures["words"]
    # A busy machine may tear a sentence; then all the others must be whole.
    assert figures["heard sample for sample"] >= figures["speeches"] - 1
    assert figures["light median of absolute"] < 60
    assert figures["pause to silence"] < 100
    assert figures["stop to silence"] < 100


def test_a_vanished_device_is_missed_and_its_return_is_found() -> None:
    figures = run("--unplug")
    assert 0 < figures["unplugged to told"] < 5000
    assert figures["words lit"] == figures["words"]


def test_sound_never_moves_aloud_to_another_device_by_itself() -> None:
    """Headphones that are pulled out while loudspeakers are there: the server calls that no error."""
    figures = run("--unplug", "--loudspeakers")
    assert 0 < figures["unplugged to told"] < 2000
    assert figures["words lit"] == figures["words"]


def test_a_new_rate_is_heard_soon_without_silence_or_a_step() -> None:
    figures = run("--change", "--rate", "180")
    assert figures["torn, of 12"] < 12
    # 115 ms where the machine has nothing else to do; here it may have.
    assert figures["change to new sound, median"] < 250
    assert figures["silence before it, median"] < 2
    assert figures["step at the join, of the largest around it, worst"] < 2
