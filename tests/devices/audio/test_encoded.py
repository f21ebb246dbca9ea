"""Compressed files hold the sound at its time, with tags and chapters, as a program not ours reads them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from array import array
from pathlib import Path

import pytest

from reader.core.errors import ExportError
from reader.core.export.tags import Chapter
from reader.devices.audio.encoded import FORMATS, EncodedFile
from reader.devices.audio.files import KINDS

pytest.importorskip("av", reason="needs the extra “export”")
pytestmark = pytest.mark.skipif(
    not shutil.which("ffprobe"), reason="needs ffmpeg and ffprobe (Debian: ffmpeg)"
)

RATE = 22_050
CLICKS = (0.5, 1.25, 2.0, 3.75)
SECONDS = 4.5
CHAPTERS = (Chapter("One — eins", 0.0, 1.2), Chapter("Two", 1.2, 3.0), Chapter("Three", 3.0, SECONDS))
TAGS = {
    "title": "Häfen & Boote",
    "artist": "A. Writer",
    "album": "The Paper",
    "date": "2026-01-06",
    "language": "en",
}


def clicking() -> bytes:
    """Silence with tones of 30 ms that begin at known times."""
    sound = array("h", bytes(2 * round(SECONDS * RATE)))
    for seconds in CLICKS:
        for at in range(round(0.03 * RATE)):
            sound[round(seconds * RATE) + at] = 12_000 if at // 10 % 2 else -12_000
    return sound.tobytes()


def decoded(file: Path) -> array[int]:
    """The sound as ffmpeg decodes it, mono at `RATE`."""
    command = ["ffmpeg", "-v", "error", "-i", str(file), "-f", "s16le", "-ac", "1", "-ar", str(RATE), "-"]
    return array("h", subprocess.run(command, capture_output=True, check=True).stdout)


def probed(file: Path) -> dict:
    command = [
        "ffprobe",
        "-v",
        "error",
        "-of",
        "json",
        "-show_chapters",
        "-show_format",
        "-show_streams",
        str(file),
    ]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stdout)


@pytest.fixture(params=sorted(FORMATS))
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    file = tmp_path / f"story{request.param}"
    sound = EncodedFile(file, RATE)
    pcm = clicking()
    for at in range(0, len(pcm), 7_000):
        sound.write(pcm[at : at + 7_000])
    sound.describe(TAGS, CHAPTERS)
    sound.close()
    return file


def test_every_sound_is_within_20_ms_of_its_time(file: Path) -> None:
    sound = decoded(file)
    begins = []
    for at, sample in enumerate(sound):
        if abs(sample) > 4_000 and (not begins or at > begins[-1] + RATE // 4):
            begins.append(at)
    assert [at / RATE for at in begins] == pytest.approx(CLICKS, abs=0.02)
    assert len(sound) / RATE == pytest.approx(SECONDS, abs=0.06)


def test_chapters_can_be_jumped_to(file: Path) -> None:
    read = [(c["tags"]["title"], float(c["start_time"])) for c in probed(file)["chapters"]]
    assert [title for title, _ in read] == [c.title for c in CHAPTERS]
    assert [at for _, at in read] == pytest.approx([c.begins for c in CHAPTERS], abs=0.02)


def test_tags_are_read(file: Path) -> None:
    read = probed(file)
    found = {
        k.lower(): v for k, v in (read["streams"][0].get("tags", {}) | read["format"].get("tags", {})).items()
    }
    assert {name: found.get(name) for name in ("title", "artist", "album", "date")} == {
        name: TAGS[name] for name in ("title", "artist", "album", "date")
    }


def test_nothing_but_the_file_stays(file: Path) -> None:
    assert [f.name for f in file.parent.iterdir()] == [file.name]


def test_without_the_package_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "av", None)
    with pytest.raises(ExportError) as error:
        EncodedFile(tmp_path / "a.mp3", RATE)
    assert "reader-aloud[export]" in error.value.advice


def test_every_kind_can_be_chosen_by_its_ending() -> None:
    assert set(KINDS) == {".wav", *FORMATS}
