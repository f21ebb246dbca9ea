"""Compressed files hold the whole sound, in step, with chapters and tags that another program reads."""

from __future__ import annotations

import json
import math
import shutil
import subprocess
from array import array
from pathlib import Path

import pytest

from reader.core.export.labels import Chapter, Labels
from reader.devices.audio.files import KINDS, kind_of

pytest.importorskip("av", reason="the extra `export` is not installed")
needs_ffmpeg = pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is the second opinion")

RATE = 22050
CLICKS = (0.5, 1.25, 2.0)
"""Seconds at which a tone of 50 ms begins."""


def clicks() -> bytes:
    values = array("h", bytes(2 * 3 * RATE))
    for begins in CLICKS:
        for at in range(RATE // 20):
            values[round(begins * RATE) + at] = round(20_000 * math.sin(at * 2 * math.pi * 1000 / RATE))
    return values.tobytes()


@pytest.fixture(params=sorted(set(KINDS) - {".wav"}))
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file = tmp_path / f"story{request.param}"
    sound = kind_of(file)(file, RATE, Labels("Tides – and more", "Ann Lee", "The Quay", "2024-05-01", "en"))
    pcm = clicks()
    for at in range(0, len(pcm), 10_000):
        sound.write(pcm[at : at + 10_000])
    sound.finish((Chapter("First", 0.0), Chapter("Zweites Kapitel ü", 1.25)))
    sound.close()
    return file


@needs_ffmpeg
def test_another_program_reads_tags_and_chapters(file: Path) -> None:
    command = [
        "ffprobe",
        "-v",
        "quiet",
        "-of",
        "json",
        "-show_format",
        "-show_streams",
        "-show_chapters",
        str(file),
    ]
    found = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    tags = {
        name.lower(): value
        for part in (found["format"], *found["streams"])
        for name, value in part.get("tags", {}).items()
    }
    assert tags["title"] == "Tides – and more"
    assert tags["artist"] == "Ann Lee"
    assert float(found["format"]["duration"]) == pytest.approx(3, abs=0.1)
    told = [(chapter["tags"]["title"], float(chapter["start_time"])) for chapter in found["chapters"]]
    assert told == [("First", 0.0), ("Zweites Kapitel ü", 1.25)]


@needs_ffmpeg
def test_a_decoder_hears_each_sound_within_20_ms_of_its_time(file: Path) -> None:
    command = ["ffmpeg", "-v", "quiet", "-i", str(file), "-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"]
    values = array("h", subprocess.run(command, capture_output=True, check=True).stdout)
    begins = []
    at = 0
    while at < len(values):
        if abs(values[at]) > 4000:
            begins.append(at / RATE)
            at += RATE // 4
        at += 1
    assert begins == pytest.approx(CLICKS, abs=0.02)
