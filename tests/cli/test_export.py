"""`reader export` ends well however it ends, and goes on where it stopped."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
import wave
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
    with subprocess.Popen(command(*words), stderr=subprocess.PIPE, text=True) as program:
        deadline = time.monotonic() + 60
        while not journal.exists() or journal.read_text("utf-8").count("\n") < 4:
            assert time.monotonic() < deadline
            assert program.poll() is None, program.communicate()
            time.sleep(0.01)
        below = children(program.pid)
        program.send_signal(how)
        status = program.wait(30)
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
