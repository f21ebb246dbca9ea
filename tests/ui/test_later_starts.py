"""What a later start of the program names comes into the window that is there."""

from __future__ import annotations

import os
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

pytest.importorskip("PySide6")

from reader.core.settings import Settings
from reader.devices.desktop.handing import Asked, hand_over, meeting_place
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
def parts(qt: object) -> FakeParts:
    return FakeParts()


@pytest.fixture
def place() -> Iterator[str]:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        yield meeting_place(Path(folder))


@pytest.fixture
def window(parts: FakeParts, place: str) -> Iterator[Window]:
    window = Window(parts, Settings(), lambda settings: None)
    window.show()
    yield window
    window.close()


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
