"""The voice beside a screen reader: it steps back for a moment, and never talks over anyone for long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("PySide6.QtTest")

from reader.app.commands import Playing
from reader.core.settings import Settings
from reader.ui import screen_reader
from reader.ui.window import Window
from reader.ui.yielding import QUIET
from tests.ui.fakes import FakeParts

Until = Callable[[Callable[[], bool]], None]


@pytest.fixture
def reading(
    parts: FakeParts, shown: Callable[..., Window], until: Until, monkeypatch: pytest.MonkeyPatch
) -> Window:
    monkeypatch.setattr(screen_reader, "listening", lambda: True)
    made = shown(parts, Settings().having("voice.wait", 1))
    made.open("example")
    until(
        lambda: bool(made.session.summary) and made.session.playback.ready and not made.session._places.busy
    )
    made.perform("read.play")
    until(lambda: made.session.playing is Playing.PLAYING)
    until(lambda: not made._yielding._over.isActive())  # the focus came into the page
    parts.the_player.asked.clear()
    return made


def volumes(parts: FakeParts) -> list[int]:
    return [a[1].volume for a in parts.the_player.asked if a[0] == "prosody"]  # type: ignore[attr-defined]


def move_the_caret(window: Window) -> None:
    page = window._article.page
    cursor = page.textCursor()
    cursor.setPosition(cursor.position() + 3)
    page.setTextCursor(cursor)


def test_it_grows_quieter_when_the_caret_moves_and_loud_again(
    reading: Window, parts: FakeParts, until: Until
) -> None:
    move_the_caret(reading)
    move_the_caret(reading)
    assert volumes(parts) == [QUIET]
    until(lambda: volumes(parts) == [QUIET, 100])
    assert reading.session.playing is Playing.PLAYING


def test_it_waits_where_that_was_chosen_and_goes_on_by_itself(
    reading: Window, parts: FakeParts, until: Until
) -> None:
    reading.session.set("voice.beside", "wait")
    reading._foot.say("Something happened.")
    assert reading.session.playing is Playing.PAUSED
    assert reading._foot.text == "Something happened.", "that it waits is not said over it"
    until(lambda: reading.session.playing is Playing.PLAYING)


def test_what_the_person_asks_for_holds(reading: Window, parts: FakeParts, until: Until) -> None:
    reading.session.set("voice.beside", "wait")
    move_the_caret(reading)
    reading.perform("read.stop")
    assert reading.session.playing is Playing.STOPPED
    assert not reading._yielding._over.isActive(), "it does not begin again by itself"


@pytest.mark.parametrize("command", ["read.toggle", "read.pause"])
def test_a_voice_that_waits_is_paused_by_the_keys_that_pause(reading: Window, command: str) -> None:
    reading.session.set("voice.beside", "wait")
    move_the_caret(reading)
    assert reading._yielding.waiting
    assert reading._actions.by_id[command].isEnabled()
    reading.perform(command)
    assert reading.session.playing is Playing.PAUSED
    assert not reading._yielding._over.isActive(), "it does not begin again by itself"
    assert reading._foot.text == "Paused"


def test_a_text_that_opens_while_the_voice_waits_is_not_read_by_itself(reading: Window, until: Until) -> None:
    reading.session.set("voice.beside", "wait")
    move_the_caret(reading)
    before = reading.session.document
    reading.perform("help.help")
    assert reading.session.document is not before
    assert not reading._yielding.waiting
    assert not reading._yielding._over.isActive()


def test_a_text_that_grows_while_the_voice_waits_is_read_on(reading: Window, until: Until) -> None:
    reading.session.set("voice.beside", "wait")
    move_the_caret(reading)
    reading.perform("removed.restore")
    assert reading._yielding.waiting
    until(lambda: reading.session.playing is Playing.PLAYING)


def test_it_reads_on_where_that_was_chosen(reading: Window, parts: FakeParts) -> None:
    reading.session.set("voice.beside", "nothing")
    move_the_caret(reading)
    assert not volumes(parts)
    assert reading.session.playing is Playing.PLAYING


def test_without_a_screen_reader_nothing_changes(
    reading: Window, parts: FakeParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen_reader, "listening", lambda: False)
    reading._yielding._asked.invalidate()
    move_the_caret(reading)
    assert not volumes(parts)


def test_a_jump_is_said_whole_while_nothing_is_read(reading: Window) -> None:
    page = reading._article.page
    page.setFocus()
    reading.perform("read.stop")
    said: list[str] = []
    moved: list[int] = []
    reading._article._passage.say = said.append  # type: ignore[method-assign]
    page.cursorPositionChanged.connect(lambda: moved.append(page.textCursor().position()))
    reading.perform("go.sentence.on")
    document = reading.session.document
    assert document is not None
    assert said == [reading._lit_sentence.of(document.text)]  # type: ignore[union-attr]
    assert page.caret() == reading._lit_sentence.start  # type: ignore[union-attr]
    assert len(moved) == 1, "the ruler and the rest of the window know"


def test_a_jump_while_it_is_read_is_left_to_the_voice(reading: Window) -> None:
    said: list[str] = []
    reading._article._passage.say = said.append  # type: ignore[method-assign]
    reading.perform("go.sentence.on")
    assert not said
