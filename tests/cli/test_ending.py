"""The program ends with the right status and without a traceback, whatever becomes of its streams."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader import __main__ as program
from reader.cli import parsing
from reader.core.errors import Missing

needs_posix = pytest.mark.skipif(os.name != "posix", reason="streams are closed by a POSIX shell")
needs_full = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")


def start(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = dict(os.environ) | {"PYTHON": sys.executable}
    (folder / "story.txt").write_text("The bridge was opened on Friday.\n\nIt holds.\n" * 4000, "utf-8")
    return subprocess.run(
        ["sh", "-c", command],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=environment,
        timeout=60,
    )


@needs_posix
@pytest.mark.parametrize("words", ["text story.txt", "text --help"])
def test_a_reader_of_our_output_that_goes_is_no_error_to_speak_of(words: str, tmp_path: Path) -> None:
    # The status of the first program of the pipe comes out by a file.
    ended = start(f'{{ "$PYTHON" -m reader {words}; echo $? >status; }} | true', tmp_path)
    assert "Exception" not in ended.stderr
    assert "Traceback" not in ended.stderr
    assert (tmp_path / "status").read_text().strip() in ("0", "1")


@needs_full
def test_a_full_disk_under_our_output_is_said(tmp_path: Path) -> None:
    ended = start('"$PYTHON" -m reader text story.txt >/dev/full', tmp_path)
    assert ended.returncode == 1
    assert "cannot be written" in ended.stderr
    assert "Traceback" not in ended.stderr


@needs_full
def test_where_nobody_can_be_told_of_an_error_the_story_is_told_nevertheless(tmp_path: Path) -> None:
    ended = start('"$PYTHON" -m reader text none.txt story.txt 2>/dev/full', tmp_path)
    assert ended.returncode == 1
    assert ended.stdout.startswith("The bridge was opened on Friday.")


@needs_posix
def test_closed_streams_are_empty_ones(tmp_path: Path) -> None:
    ended = start('"$PYTHON" -m reader text --json - <&- 2>&-', tmp_path)
    assert ended.returncode == 1
    assert '"code": "empty"' in ended.stdout


def ended_by(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    def run(words: object) -> int:
        raise error

    monkeypatch.setattr(parsing, "run", run)
    return program.main()


def test_interrupting_gives_130(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ended_by(monkeypatch, KeyboardInterrupt()) == 130


def test_an_error_of_ours_is_two_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended_by(monkeypatch, Missing("There is no file x.", "Check the name.")) == 1
    assert capsys.readouterr().err == "reader: There is no file x.\n        Check the name.\n"


@pytest.mark.parametrize("error", [KeyError("a secret word"), OSError(2, "gone", "secret")])
def test_a_fault_of_ours_ends_with_a_sentence_and_tells_nothing_that_was_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception
) -> None:
    assert ended_by(monkeypatch, error) == 1
    told = capsys.readouterr().err
    assert type(error).__name__ in told
    assert "secret" not in told
    assert told.splitlines()[-1].strip().startswith("Report it")


def test_missing_streams_are_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    program._fill_streams()
    assert sys.stdin.buffer.read() == b""
    print("goes nowhere")
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        assert isinstance(stream, io.TextIOWrapper)
        stream.close()
