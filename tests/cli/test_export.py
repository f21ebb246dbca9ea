"""`reader export` ends well however it ends, and goes on where it stopped."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import wave
from array import array
from pathlib import Path

import pytest

BOOK = "\n\n".join(f"The bridge number {at} was opened on Friday. It holds, they say." for at in range(600))
WORDS = len(BOOK.split())

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("book.txt").write_text(BOOK, "utf-8")
    return tmp_path


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "reader", "export", "book.txt", "-o", "book.wav", *words]


def children(pid: int) -> list[int]:
    """All processes below this one."""
    below: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            below += [child, *children(child)]
    return below


def gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in pids):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def interrupted(how: signal.Signals, *words: str) -> int:
    """Starts the export and ends it once some parts are done; all its processes must go."""
    journal = Path("book.wav.unfinished/journal.jsonl")
    # A shell that starts tests in the background lets everything below ignore Ctrl+C.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command(*words), stderr=subprocess.PIPE, text=True) as program:
        deadline = time.monotonic() + 60
        while not journal.exists() or journal.read_text("utf-8").count("\n") < 4:
            assert time.monotonic() < deadline
            assert program.poll() is None, program.communicate()
            time.sleep(0.01)
        below = children(program.pid)
        program.send_signal(how)
        try:
            status = program.wait(30)
        finally:
            program.kill()  # one that does not end fails here, and not in the tests after this
        assert program.stderr is not None
        assert "Traceback" not in program.stderr.read()
    assert gone(below)
    return status


def names() -> set[str]:
    return {file.name for file in Path().iterdir()}


@needs_signals
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_nothing_behind(here: Path, jobs: str) -> None:
    assert interrupted(signal.SIGINT, "--jobs", jobs) == 130
    assert names() == {"book.txt"}


@needs_signals
def test_a_request_to_end_keeps_what_is_made_where_only_its_owner_can_read_it(here: Path) -> None:
    assert interrupted(signal.SIGTERM) == 143
    assert names() == {"book.txt", "book.wav.unfinished"}
    assert Path("book.wav.unfinished").stat().st_mode & 0o077 == 0


@needs_signals
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_export_goes_on_and_gives_the_same_text_and_length(here: Path, jobs: str) -> None:
    whole = subprocess.run(
        [*command("--json", "--jobs", jobs, "--marks", "whole.json")], check=True, capture_output=True
    )
    Path("book.wav").unlink()
    assert interrupted(signal.SIGKILL, "--jobs", jobs) == -signal.SIGKILL
    again = subprocess.run(
        [*command("--json", "--jobs", jobs, "--marks", "again.json")], check=True, capture_output=True
    )
    assert json.loads(again.stdout)["resumed"] > 0
    assert json.loads(whole.stdout)["resumed"] == 0
    first, second = (json.loads(Path(f"{name}.json").read_text("utf-8")) for name in ("whole", "again"))
    assert [w["text"] for w in first["words"]] == [w["text"] for w in second["words"]]
    assert len(first["words"]) == WORDS
    assert second["seconds"] == pytest.approx(first["seconds"], abs=0.5)
    with wave.open("book.wav") as sound:
        assert sound.getnframes() / sound.getframerate() == pytest.approx(second["seconds"], abs=0.001)
    assert names() == {"book.txt", "book.wav", "whole.json", "again.json"}


def test_work_for_another_text_is_not_gone_on_with(here: Path) -> None:
    Path("book.wav.unfinished").mkdir()
    Path("book.wav.unfinished/journal.jsonl").write_text(
        '{"fingerprint": "of another", "begun": {"en": 1}}\n'
    )
    Path("book.wav.unfinished/0001.sound").write_bytes(b"of another" * 1000)
    Path("book.txt").write_text("One two three.", "utf-8")
    done = subprocess.run(command("--json"), check=True, capture_output=True)
    assert json.loads(done.stdout)["seconds"] < 3
    assert names() == {"book.txt", "book.wav"}


@needs_signals
def test_an_engine_that_dies_in_the_middle_costs_no_word(here: Path) -> None:
    journal = Path("book.wav.unfinished/journal.jsonl")
    with subprocess.Popen(
        command("--jobs", "1", "--marks", "marks.json"), stderr=subprocess.PIPE, text=True
    ) as program:
        for parts in (3, 8):
            while program.poll() is None and (
                not journal.exists() or journal.read_text("utf-8").count("\n") < parts
            ):
                time.sleep(0.01)
            for engine in children(program.pid):
                os.kill(engine, signal.SIGKILL)
        assert program.wait(100) == 0
    marks = json.loads(Path("marks.json").read_text("utf-8"))
    assert len(marks["words"]) == WORDS


@needs_signals
def test_a_full_disk_is_said_and_nothing_bears_the_final_name(here: Path) -> None:
    told = subprocess.run(
        ["sh", "-c", 'ulimit -f 20000; exec "$@"', "sh", *command("--jobs", "1")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 1
    assert "book.wav cannot be written" in told.stderr
    assert "Traceback" not in told.stderr
    assert names() == {"book.txt", "book.wav.unfinished"}
    again = subprocess.run(command("--json"), check=True, capture_output=True)
    assert json.loads(again.stdout)["resumed"] > 1
    assert names() == {"book.txt", "book.wav"}


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that even root cannot write")
@pytest.mark.parametrize("name", ["/proc/book.mp3", "/proc/book.epub"])
def test_a_folder_that_cannot_be_written_is_said(here: Path, name: str) -> None:
    words = [sys.executable, "-m", "reader", "export", "book.txt", "--jobs", "1", "-o", name]
    told = subprocess.run(words, check=False, capture_output=True, text=True)
    assert told.returncode == 1
    assert f"{name} cannot be written" in told.stderr
    assert "Traceback" not in told.stderr


@needs_signals
def test_two_at_the_same_file_do_not_spoil_it(here: Path) -> None:
    with subprocess.Popen(command("--jobs", "1"), stdout=subprocess.DEVNULL) as first:
        journal = Path("book.wav.unfinished/journal.jsonl")
        while not journal.exists():
            assert first.poll() is None
            time.sleep(0.01)
        second = subprocess.run(command("--jobs", "1"), check=False, capture_output=True, text=True)
        assert second.returncode == 1
        assert "being made already" in second.stderr
        assert first.wait(100) == 0
    assert names() == {"book.txt", "book.wav"}


@pytest.fixture
def library(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two short texts in the queue."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(here / "kept"))
    for name in ("one", "two"):
        Path(f"{name}.txt").write_text(f"Story {name}\n\nIt is short. It ends here.", "utf-8")
    subprocess.run(
        [*READER, "library", "add", "--queue", "one.txt", "two.txt"], check=True, capture_output=True
    )
    return here


READER = [sys.executable, "-m", "reader"]


def test_the_queue_becomes_a_parcel(library: Path) -> None:
    words = [
        *READER,
        "export",
        "--queue",
        "--parcel",
        "-o",
        "news",
        "--subtitles",
        "vtt",
        "--marks",
        "m.json",
    ]
    done = subprocess.run([*words, "--jobs", "1", "--json"], check=True, capture_output=True)
    files = json.loads(done.stdout)["files"]
    assert [file[:3] for file in files] == ["01-", "02-"]
    assert {Path(file).with_suffix(".vtt").name for file in files} <= {f.name for f in Path("news").iterdir()}
    stories = json.loads(Path("m.json").read_text("utf-8"))["stories"]
    assert [story["file"] for story in stories] == files
    assert all(story["words"][0]["begins"] < 0.1 for story in stories)  # each in its own file


def test_a_briefing_of_the_queue_is_one_sound(library: Path) -> None:
    words = [*READER, "export", "--queue", "--briefing", "-o", "a.wav", "--marks", "m.json", "--jobs", "1"]
    subprocess.run(words, check=True, capture_output=True)
    told = json.loads(Path("m.json").read_text("utf-8"))
    assert [word["text"] for word in told["words"]][:3] == ["Briefing", "2", "stories"]


def test_what_is_kept_goes_into_a_daisy_book(library: Path) -> None:
    words = [*READER, "export", "--kept", "2", "1", "--daisy", "-o", "book", "--jobs", "1"]
    subprocess.run(words, check=True, capture_output=True)
    assert Path("book/0002.mp3").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["-o", "a.mp3"], "There is nothing to export."),
        (["--queue", "-o", "a.mp3"], "The queue is empty."),
        (["book.txt", "b.txt", "--join", "--briefing", "-o", "a.mp3"], "Give one of the two."),
        (["--kept", "7", "-o", "a.mp3"], "There is no document 7"),
        (["book.txt", "-o", "a.epub", "--marks", "m.json"], "Such a book tells by itself"),
        (["book.txt", "-o", "a", "--daisy", "--subtitles", "a.vtt"], "Such a book tells by itself"),
        (["book.txt", "-o", "a.xyz"], "Give a name that ends in .mp3"),
        (["book.txt", "-o", "a", "--parcel", "--format", "xyz"], "does not say what kind"),
        (["book.txt", "-o", "a.mp3", "--subtitles", "vtt", "--marks", "a.mp3"], "same name"),
        (["book.txt", "-o", "no/a.mp3"], "There is no folder no."),
    ],
)
def test_what_cannot_be_made_is_said_before_any_work(
    here: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(here / "kept"))
    done = subprocess.run([*READER, "export", *words], check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert told in done.stderr
    assert names() <= {"book.txt", "kept"}


def decoded(file: str, rate: int) -> array[int]:
    command = ["ffmpeg", "-v", "error", "-i", file, "-f", "s16le", "-ac", "1", "-ar", str(rate), "-"]
    return array("h", subprocess.run(command, capture_output=True, check=True).stdout)


@pytest.mark.skipif(not shutil.which("ffmpeg"), reason="needs ffmpeg (Debian: ffmpeg)")
def test_subtitles_begin_within_20_ms_of_their_sound_as_other_programs_read_both(here: Path) -> None:
    webvtt = pytest.importorskip("webvtt", reason="needs webvtt-py")
    Path("book.txt").write_text("\n\n".join(BOOK.split("\n\n")[:40]), "utf-8")
    words = [sys.executable, "-m", "reader", "export", "book.txt", "-o", "a.mp3", "--subtitles", "a.vtt"]
    subprocess.run(words, check=True, capture_output=True)
    rate = 22_050
    sound = decoded("a.mp3", rate)
    cues = list(webvtt.read("a.vtt"))
    assert " ".join(" ".join(cue.text.split()) for cue in cues) == " ".join(
        Path("book.txt").read_text().split()
    )
    late = []
    for cue in cues:
        hours, minutes, seconds = map(float, cue.start.split(":"))  # its own numbers are whole seconds
        at = round((3600 * hours + 60 * minutes + seconds) * rate)
        before = at - round(0.1 * rate)
        heard = next(i for i in range(max(0, before), len(sound)) if abs(sound[i]) > 400)
        late.append((heard - at) / rate)
    assert max(map(abs, late)) < 0.02, sorted(late)[:3] + sorted(late)[-3:]
