"""Encoded parts become one sound without a seam, at its time, with tags and chapters, as a program not ours reads them."""

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
from reader.devices.audio.coding import FORMATS, Described, coding_by, coding_of

pytest.importorskip("av", reason="needs the extra “export”")
pytestmark = pytest.mark.skipif(
    not shutil.which("ffprobe"), reason="needs ffmpeg and ffprobe (Debian: ffmpeg)"
)

RATES = (22_050, 16_000, 48_000)
CLICKS = (0.5, 1.25, 2.0, 3.75)
"""Seconds at which tones of 30 ms begin, in the first part; the second has them again."""
SECONDS = 4.5
CHAPTERS = (Chapter("One — eins", 0.0, 1.2), Chapter("Two", 1.2, 3.0), Chapter("Three", 3.0, 9.0))
TAGS = {
    "title": "Häfen & Boote",
    "artist": "A. Writer",
    "album": "The Paper",
    "date": "2026-01-06",
    "language": "en",
}
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154"
    "789c6360000002000001000500010d0a2db40000000049454e44ae426082"
)


def clicking(frames: int, rate: int) -> bytes:
    """A hum, far from silence, with louder tones that begin at known times; silence for the last tenth of a second."""
    sound = array("h", ((at * 37 % 211) - 105 for at in range(frames)))
    for at in range(round(frames - 0.1 * rate), frames):
        sound[at] = 0
    for seconds in CLICKS:
        for at in range(round(0.03 * rate)):
            sound[round(seconds * rate) + at] = 12_000 if at * 2205 // rate % 2 else -12_000
    return sound.tobytes()


def decoded(file: Path, rate: int) -> array[int]:
    """The sound as ffmpeg decodes it, mono; it must have nothing to complain of."""
    command = ["ffmpeg", "-v", "error", "-i", str(file), "-f", "s16le", "-ac", "1", "-ar", str(rate), "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b""
    return array("h", done.stdout)


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


def written(folder: Path, suffix: str, rate: int, cover: bytes = b"") -> tuple[Path, float]:
    """A file of two parts, encoded apart, and when the second begins."""
    coding = coding_by(suffix)
    grid = coding.grid(rate)
    first = -(-round(SECONDS * rate) // grid) * grid
    last = round(SECONDS * rate)
    encoded = folder / "parts"
    encoded.write_bytes(
        bytes(coding.head)
        + coding.encode(clicking(first, rate), rate, last=False)
        + coding.encode(clicking(last, rate), rate, last=True)
    )
    file = folder / f"story{suffix}"
    coding.finish(encoded, file, Described(rate, first + last, TAGS, CHAPTERS, cover))
    encoded.unlink(missing_ok=True)
    return file, first / rate


@pytest.fixture(params=sorted(FORMATS))
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return written(tmp_path, request.param, RATES[0])[0]


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_every_sound_is_within_5_ms_of_its_time(suffix: str, rate: int, tmp_path: Path) -> None:
    file, second = written(tmp_path, suffix, rate)
    sound = decoded(file, rate)
    begins: list[int] = []
    for at, sample in enumerate(sound):
        if abs(sample) > 4_000 and (not begins or at > begins[-1] + rate // 4):
            begins.append(at)
    expected = [*CLICKS, *(second + at for at in CLICKS)]
    assert [at / rate for at in begins] == pytest.approx(expected, abs=0.005)
    assert len(sound) / rate == pytest.approx(second + SECONDS, abs=0.06)


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_two_parts_sound_as_one(suffix: str, tmp_path: Path) -> None:
    """Around the seam there is nothing but the silence and the hum that were put there."""
    rate = RATES[0]
    file, second = written(tmp_path, suffix, rate)
    sound = decoded(file, rate)
    seam = round(second * rate)
    assert max(map(abs, sound[seam - rate // 20 : seam])) < 300
    assert max(map(abs, sound[seam : seam + rate // 4])) < 600


def test_chapters_can_be_jumped_to(file: Path) -> None:
    if file.suffix == ".wav":
        pytest.skip("WAV has no chapters")
    read = [(c["tags"]["title"], float(c["start_time"])) for c in probed(file)["chapters"]]
    assert [title for title, _ in read] == [c.title for c in CHAPTERS]
    assert [at for _, at in read] == pytest.approx([c.begins for c in CHAPTERS], abs=0.02)


def test_tags_are_read(file: Path) -> None:
    if file.suffix == ".wav":
        pytest.skip("WAV has no tags")
    read = probed(file)
    found = {
        k.lower(): v for k, v in (read["streams"][0].get("tags", {}) | read["format"].get("tags", {})).items()
    }
    assert {name: found.get(name) for name in ("title", "artist", "album", "date")} == {
        name: TAGS[name] for name in ("title", "artist", "album", "date")
    }


@pytest.mark.parametrize("suffix", sorted(set(FORMATS) - {".wav"}))
def test_the_cover_is_a_picture_of_the_file(suffix: str, tmp_path: Path) -> None:
    file, _ = written(tmp_path, suffix, RATES[0], PIXEL)
    pictures = [s for s in probed(file)["streams"] if s["codec_type"] == "video"]
    assert [(p["codec_name"], p["disposition"]["attached_pic"]) for p in pictures] == [("png", 1)]


def test_nothing_but_the_file_stays(file: Path) -> None:
    assert [f.name for f in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize(("suffix", "package"), [(".opus", "av"), (".flac", "av"), (".mp3", "lameenc")])
def test_without_its_package_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, suffix: str, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ExportError) as error:
        coding_of(tmp_path / f"a{suffix}")
    assert "install" in error.value.advice
