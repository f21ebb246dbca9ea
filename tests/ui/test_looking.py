"""New stories are looked for by itself only where that was switched on, and are told once, not into the voice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.app.commands import Playing
from reader.core.settings import Settings
from tests.ui.fakes import FakeParts

pytest.importorskip("PySide6.QtTest")

from reader.ui.shelf.looking import EVERY, SOON, Looking
from reader.ui.window import Window

Until = Callable[[Callable[[], bool]], None]


def looking(window: Window) -> Looking:
    return window._desk.errands().looking


def test_nothing_is_asked_of_a_feed_unless_that_was_switched_on(window: Window, parts: FakeParts) -> None:
    assert Settings().flag("library.look") is False
    assert window._desk._errands is None, "nothing is loaded for it"
    assert not looking(window).timer.isActive()
    window.session.set("library.look", value=True)
    assert looking(window).timer.isActive()
    assert looking(window).timer.interval() == SOON
    window.session.set("library.keep", value=False)
    assert not looking(window).timer.isActive(), "there is no queue to put anything in"
    window.session.set("library.keep", value=True)
    window.session.set("library.look", value=False)
    assert not looking(window).timer.isActive()
    assert parts.the_library.looked == 0
    window.close()


def test_what_was_switched_on_holds_from_the_next_start(
    parts: FakeParts, shown: Callable[..., Window]
) -> None:
    window = shown(parts, Settings({"library.look": True}))
    assert looking(window).timer.isActive()
    window.close()
    assert not looking(window).timer.isActive()


def test_new_stories_are_told_once_and_not_into_the_voice(
    window: Window, parts: FakeParts, until: Until
) -> None:
    window.session.set("library.look", value=True)
    told: list[str] = []
    looking(window).said.connect(told.append)
    window.open("example")
    until(lambda: window.session.story is not None)
    window.session.play()
    until(lambda: window.session.playing is Playing.PLAYING)
    looking(window).look()
    assert looking(window).timer.interval() == EVERY
    until(lambda: parts.the_library.looked == 1 and looking(window)._untold == 2)
    looking(window).look()
    until(lambda: looking(window)._untold == 4)
    assert told == []
    window.session.pause()
    assert told == ["4 new stories are in the queue."]
    window.session.play()
    window.session.pause()
    assert len(told) == 1
    parts.the_library.new = 0
    looking(window).look()
    until(lambda: parts.the_library.looked == 3)
    assert len(told) == 1, "that there is nothing new is not told"
    window.close()
