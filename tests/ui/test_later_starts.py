"""What a later start of the program names comes into the window that is there."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytest.importorskip("PySide6")

from reader.core.settings import Settings
from reader.devices.desktop.handing import Asked, hand_over, meeting_place
from reader.devices.library.store import Store
from reader.ui.later_starts import LaterStarts
from reader.ui.window import Window
from tests.ui.fakes import FakeParts

Until = Callable[[Callable[[], bool]], None]

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="on Windows it is a named pipe, which was not tried"
)


class Start:
    """Another start of the program, in a thread of its own."""

    def __init__(self, place: str, asked: Asked) -> None:
        self.taken: bool | None = None
        self._place, self._asked = place, asked
        threading.Thread(target=self._hand_over, daemon=True).start()

    def _hand_over(self) -> None:
        self.taken = hand_over(self._place, self._asked)


@pytest.fixture
def place() -> Iterator[str]:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        yield meeting_place(Path(folder))


@pytest.fixture
def later(window: Window, parts: FakeParts, place: str) -> LaterStarts:
    return LaterStarts(window, parts, place)


def test_it_is_opened_and_the_window_comes_forward(
    window: Window, later: LaterStarts, place: str, until: Until
) -> None:
    window.showMinimized()
    start = Start(place, Asked(("/here/one.txt", "/here/two.txt")))
    until(lambda: start.taken is not None and window.session.document is not None)
    assert start.taken
    assert not window.isMinimized()
    assert window.session.document is not None
    assert window.session.document.title == "Old harbour crane sings again after 40 silent years"


def test_a_start_that_names_nothing_only_brings_the_window_forward(
    window: Window, later: LaterStarts, place: str, until: Until
) -> None:
    window.showMinimized()
    start = Start(place, Asked())
    until(lambda: start.taken is not None and not window.isMinimized())
    assert window.session.document is None


def test_what_is_for_the_queue_is_queued_and_said_and_not_shown(
    window: Window, later: LaterStarts, parts: FakeParts, place: str, until: Until
) -> None:
    said: list[str] = []
    window.session.said.connect(lambda sentence, _: said.append(sentence))
    start = Start(place, Asked(("/here/one.txt", "missing"), queue=True))
    until(lambda: start.taken is not None and len(said) == 2)
    assert parts.queued == ["/here/one.txt"]
    assert window.session.document is None
    assert sorted(said) == [
        "In the queue: Old harbour crane sings again after 40 silent years",
        "There is no file “missing”. Check the name.",
    ]


def test_who_keeps_nothing_queues_nothing(parts: FakeParts, place: str, until: Until) -> None:
    settings = Settings({"library.keep": False})
    window = Window(parts, settings, lambda settings: None)
    said: list[str] = []
    window.session.said.connect(lambda sentence, _: said.append(sentence))
    LaterStarts(window, parts, place)
    start = Start(place, Asked(("/here/one.txt",), queue=True))
    until(lambda: start.taken is not None and bool(said))
    assert parts.queued == []
    assert "keeps nothing" in said[0]
    window.close()


def test_what_never_comes_into_the_queue_is_left_when_the_window_is_closed(
    window: Window, later: LaterStarts, parts: FakeParts, place: str, until: Until
) -> None:
    Start(place, Asked(("silent",), queue=True))
    until(parts.started.is_set)
    window.close()
    assert parts.left.wait(30)


def test_rubbish_is_hung_up_on_and_the_next_is_heard(
    window: Window, later: LaterStarts, place: str, until: Until
) -> None:
    strangers = []
    for words in (b"GET / HTTP/1.1\r\n\r\n", b"{}\n", b"half a line", b"x" * 2_000_000):
        stranger = socket.socket(socket.AF_UNIX)
        stranger.settimeout(0.2)
        stranger.connect(place)
        with suppress(OSError):
            stranger.send(words)
        strangers.append(stranger)
    start = Start(place, Asked(("/here/one.txt",)))
    until(lambda: start.taken is not None and window.session.document is not None)
    assert start.taken
    for stranger in strangers:
        stranger.close()


def test_only_its_user_can_knock(later: LaterStarts, place: str) -> None:
    assert Path(place).stat().st_mode & 0o077 == 0


def test_the_program_itself_is_started_killed_started_again_and_found(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its own parts, in processes of its own."""
    folder = Path(place).parent
    story = tmp_path / "story.txt"
    story.write_text("A story\n\nThe bridge was opened on Friday. It holds.\n", "utf-8")
    environment = dict(os.environ) | {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(folder),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command = [sys.executable, "-m", "reader", "open"]
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    socket_of_it = meeting_place(folder / "reader-aloud")

    def start() -> subprocess.Popen[bytes]:
        window = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while not hand_over(socket_of_it, Asked()):
            assert time.monotonic() < end
            assert window.poll() is None
            time.sleep(0.05)
        return window

    first = start()
    first.kill()
    first.wait()
    assert Path(socket_of_it).exists(), "it is stale now"
    second = start()
    try:
        queued = subprocess.run([*command, "--queue", str(story)], env=environment, check=False, timeout=60)
        assert queued.returncode == 0
        shown = subprocess.run([*command, str(story)], env=environment, check=False, timeout=60)
        assert shown.returncode == 0
        library = folder / "reader-aloud" / "library.sqlite3"
        end = time.monotonic() + 60
        while not (library.exists() and queue_of(library) == [str(story)]):
            assert time.monotonic() < end
            time.sleep(0.1)
        assert second.poll() is None
    finally:
        second.kill()
        second.wait()


def queue_of(library: Path) -> list[str]:
    store = Store(library)
    try:
        return [kept.address for kept in store.queue()]
    finally:
        store.close()
