"""Loudness is measured as broadcasters do, and voices are brought to one level without being clipped."""

from __future__ import annotations

import re
import shutil
import subprocess
import wave
from math import pi, sin
from pathlib import Path

import pytest

from reader.core.export.loudness import SILENT, TARGET, evened, loudness
from reader.core.speech.sound import samples


def tone(level: float, rate: int = 48_000, seconds: int = 3) -> list[int]:
    """A sine of 997 Hz whose peak is `level` dBFS."""
    peak = 32_768 * 10 ** (level / 20)
    return [round(peak * sin(2 * pi * 997 * at / rate)) for at in range(rate * seconds)]


def test_a_tone_of_the_standard_has_its_level() -> None:
    """EBU Tech 3341, case 1 has a stereo tone of −23 dBFS at −23 LUFS; one channel of it has half the power."""
    assert loudness(tone(-23.0), 48_000) == pytest.approx(-26.0, abs=0.1)


def test_silence_does_not_count() -> None:
    sound = tone(-23.0)
    assert loudness([*sound, *[0] * 48_000 * 5], 48_000) == pytest.approx(loudness(sound, 48_000), abs=0.5)
    assert loudness([0] * 48_000, 48_000) == SILENT
    assert loudness([], 48_000) == SILENT


def test_a_loud_voice_is_made_quieter_and_a_quiet_one_is_left() -> None:
    assert evened(100, TARGET + 6.02) == 50
    assert evened(50, TARGET + 6.02) == 25
    assert evened(100, TARGET - 5) == 100


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="needs ffmpeg (Debian: ffmpeg)")
def test_another_program_measures_the_same(tmp_path: Path) -> None:
    sound = [round(v * (0.2 + 0.8 * (at // 12_000 % 3 > 0))) for at, v in enumerate(tone(-18.0, 22_050, 6))]
    file = tmp_path / "a.wav"
    with wave.open(str(file), "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(22_050)
        written.writeframes(b"".join(v.to_bytes(2, "little", signed=True) for v in sound))
        pcm = b"".join(v.to_bytes(2, "little", signed=True) for v in sound)
    command = ["ffmpeg", "-hide_banner", "-nostats", "-i", file, "-af", "ebur128", "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    theirs = float(re.findall(r"I: +(-[\d.]+) LUFS", told)[-1])
    assert loudness(samples(pcm), 22_050) == pytest.approx(theirs, abs=0.2)
