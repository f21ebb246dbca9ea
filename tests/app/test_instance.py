"""There is one window, and a later start hands over to it."""

from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.app import instance
from reader.app.opening import full_name
from reader.core.errors import UsageError
from reader.devices.desktop.handing import TAKEN, Asked, asked_in, hand_over, meeting_place

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="on Windows it is a named pipe, which was not tried"
)


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Near the root, because the name of a socket may not be long."""
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    with tempfile.TemporaryDirectory(dir="/tmp") as root:
        yield Path(root) / "library"


class Window:
    """Listens as the window does, without one."""

    def __init__(self, place: str, answer: bytes = TAKEN) -> None:
        self.heard: list[Asked] = []
        self._answer = answer
        self._server = socket.socket(socket.AF_UNIX)
        self._server.bind(place)
        self._server.listen()
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()

    def _listen(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            with line, line.makefile("rb") as words:
                self.heard.append(asked_in(words.readline()))
                line.sendall(self._answer)

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()


@pytest.fixture
def window(folder: Path) -> Iterator[Window]:
    window = Window(meeting_place(folder))
    yield window
    window.close()


def test_the_first_start_opens_the_door_and_the_second_hands_over(folder: Path) -> None:
    first = instance.enter(folder, Asked())
    assert first is not None
    assert first.lock is not None
    window = Window(first.place)
    asked = Asked(("/here/story.txt", "https://example.org/a"), play=True)
    assert instance.enter(folder, asked) is None
    assert window.heard == [asked]
    window.close()
    first.close()


def test_a_start_while_the_first_window_is_still_coming_waits_for_it(folder: Path) -> None:
    first = instance.enter(folder, Asked())
    assert first is not None
    windows: list[Window] = []
    coming = threading.Timer(0.2, lambda: windows.append(Window(first.place)))
    coming.start()
    assert instance.enter(folder, Asked(("/a",))) is None
    coming.join()
    assert windows[0].heard == [Asked(("/a",))]
    windows[0].close()
    first.close()


def test_what_a_killed_window_left_behind_keeps_nobody_out(folder: Path) -> None:
    place = meeting_place(folder)
    script = (
        "import sys, time; from pathlib import Path; from reader.app import instance;"
        "from reader.devices.desktop.handing import Asked; import socket;"
        "door = instance.enter(Path(sys.argv[1]), Asked()); line = socket.socket(socket.AF_UNIX);"
        "line.bind(door.place); line.listen(); print('listening', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(folder)], stdout=subprocess.PIPE, env=os.environ, text=True
    ) as killed:
        assert killed.stdout is not None
        assert killed.stdout.readline() == "listening\n"
        killed.kill()
    assert Path(place).exists()
    door = instance.enter(folder, Asked())
    assert door is not None
    assert door.lock is not None
    assert door.place == place
    door.close()


def test_a_window_that_does_not_answer_is_not_waited_for_forever(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "COMING", 0.1)
    first = instance.enter(folder, Asked())
    assert first is not None
    second = instance.enter(folder, Asked(("/a",)))
    assert second == instance.Door("", None)
    first.close()


def test_a_window_that_speaks_another_language_has_taken_nothing(folder: Path) -> None:
    window = Window(meeting_place(folder), b"what?\n")
    assert not hand_over(meeting_place(folder), Asked())
    window.close()


def test_nobody_else_can_reach_the_place(folder: Path) -> None:
    place = Path(meeting_place(folder))
    assert place.parent == folder
    assert not stat.S_IMODE(folder.stat().st_mode) & 0o077


def test_a_folder_that_others_can_write_is_no_place(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o777)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(shared))
    assert Path(meeting_place(folder)).parent == folder


def test_a_deep_folder_has_a_place_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr("tempfile.tempdir", "/tmp")  # noqa: S108 - the shortest there is
    place = meeting_place(tmp_path / ("deep" * 40))
    assert 0 < len(place) <= 100


def test_what_others_put_in_the_way_of_a_place_keeps_no_window_from_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / f"reader-aloud-{os.getuid()}").write_text("")
    folder = tmp_path / ("deep" * 40)
    assert meeting_place(folder) == ""
    door = instance.enter(folder, Asked())
    assert door is not None
    door.close()


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"rubbish",
        b"[]",
        b"{}",
        b'{"inputs": "/a", "play": 1}',
        b"[" * 100_000,
        b'{"inputs": [1], "play": true, "queue": false, "token": ""}',
    ],
)
def test_what_is_no_request_is_refused(line: bytes) -> None:
    with pytest.raises(UsageError):
        asked_in(line)


def test_a_request_comes_across_whole() -> None:
    asked = Asked(("/h\udcff", "https://example.org/ü\n"), play=True, queue=True)
    assert asked_in(asked.line()) == asked
    assert asked.line().count(b"\n") == 1


def test_names_mean_the_same_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "story.txt").touch()
    assert full_name("story.txt") == str(tmp_path / "story.txt")
    assert full_name("gone.txt") == str(tmp_path / "gone.txt")
    for named in (
        "https://example.org/a",
        "www.example.org",
        "file:///a",
        "example.org/story",
        "localhost:8765/x",
    ):
        assert full_name(named) == named
