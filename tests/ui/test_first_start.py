"""The questions of the first start, by keys and by buttons, heard and unheard."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("PySide6.QtTest")
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from reader.app.commands import Playing
from reader.app.first_start import HUGE, QUESTIONS, SPACINGS
from reader.ui import screen_reader
from reader.ui.first_start import FirstStart
from reader.ui.window import Window
from tests.ui.fakes import FakeParts

Until = Callable[[Callable[[], bool]], None]


@pytest.fixture(autouse=True)
def nobody_listening(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen_reader, "listening", lambda: False)


@pytest.fixture
def asked(window: Window, until: Until) -> Window:
    window.first_start().begin()
    until(lambda: window.session.playback.ready)
    return window


def strip(window: Window) -> FirstStart:
    assert window._first is not None
    return window._first


def press(window: Window, key: Qt.Key) -> None:
    QTest.keyClick(window._article.page, key)
    QApplication.processEvents()


def question(window: Window) -> str:
    assert window.session.document is not None
    return window.session.document.title


def test_it_speaks_and_is_huge_before_anything_is_chosen(asked: Window, until: Until) -> None:
    assert asked.session.settings.number("text.size") == HUGE
    until(lambda: asked.session.playing is Playing.PLAYING)
    assert question(asked) == QUESTIONS[0].asked


def test_every_question_is_answered_by_keys_alone(asked: Window) -> None:
    for key in (Qt.Key.Key_Minus, Qt.Key.Key_Return, Qt.Key.Key_Plus, Qt.Key.Key_Enter, Qt.Key.Key_Equal):
        press(asked, key)
    press(asked, Qt.Key.Key_Return)
    press(asked, Qt.Key.Key_Minus)
    press(asked, Qt.Key.Key_Return)
    settings = asked.session.settings
    assert settings.number("text.size") == 54
    assert settings.word("colours.theme") == "light"
    assert settings.number("text.letter") == SPACINGS[2][1]["text.letter"]
    assert settings.number("voice.rate") == 160
    assert settings.flag("window.greeted")
    assert not strip(asked).asking


def test_the_sentence_is_read_again_with_what_was_chosen(
    asked: Window, parts: FakeParts, until: Until
) -> None:
    press(asked, Qt.Key.Key_Return)
    parts.the_player.asked.clear()
    press(asked, Qt.Key.Key_Plus)
    until(lambda: ("play",) in parts.the_player.asked)
    loads = [a for a in parts.the_player.asked if a[0] == "load" and a[1]]
    document = asked.session.document
    assert document is not None
    (span,) = loads[-1][1]  # type: ignore[misc]
    assert span.of(document.text).startswith("Colours: Light.")
    assert "Ferry 38" in span.of(document.text)


def test_escape_leaves_at_any_moment_and_an_unanswered_size_is_as_before(asked: Window) -> None:
    press(asked, Qt.Key.Key_Escape)
    assert not strip(asked).asking
    assert asked.session.settings.number("text.size") == 18
    assert asked.session.settings.flag("window.greeted")
    assert asked.session.playing is Playing.STOPPED
    assert "Ctrl+L" in asked.session.document.text  # type: ignore[union-attr]
    assert asked._bar.isVisible()


def test_what_was_answered_before_leaving_is_kept(asked: Window) -> None:
    press(asked, Qt.Key.Key_Return)
    press(asked, Qt.Key.Key_Escape)
    assert asked.session.settings.number("text.size") == HUGE


def test_backspace_goes_back_a_question(asked: Window) -> None:
    press(asked, Qt.Key.Key_Return)
    press(asked, Qt.Key.Key_Backspace)
    assert question(asked) == QUESTIONS[0].asked


def test_a_mouse_can_do_it_all(asked: Window) -> None:
    for _ in QUESTIONS:
        buttons = {b.text().strip("+− "): b for b in strip(asked).findChildren(QPushButton)}
        QTest.mouseClick(buttons.get("Next") or buttons["Ready"], Qt.MouseButton.LeftButton)
    assert not strip(asked).asking


def test_beside_a_screen_reader_it_says_nothing_itself(
    window: Window, parts: FakeParts, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screen_reader, "listening", lambda: True)
    window.first_start().begin()
    until(lambda: window.session.playback.ready)
    assert QUESTIONS[0].asked in window._foot._announcement.text()
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Plus)
    until(lambda: window._foot.text == "Colours: Light")
    press(window, Qt.Key.Key_Escape)
    assert ("play",) not in parts.the_player.asked


def test_opening_a_text_ends_it(asked: Window, until: Until) -> None:
    asked.open("example")
    until(lambda: not strip(asked).asking)
    assert asked._address.isVisible()
    assert strip(asked).isHidden()


def test_the_address_can_be_typed_at_once(asked: Window) -> None:
    asked.perform("open.address")
    assert asked.focusWidget() is asked._address.field


def test_it_can_be_repeated_and_returns_to_the_text(window: Window, until: Until) -> None:
    window.open("example")
    until(lambda: bool(window.session.summary))
    title = question(window)
    window.perform("help.first")
    assert question(window) == QUESTIONS[0].asked
    for _ in QUESTIONS:
        press(window, Qt.Key.Key_Return)
    assert question(window) == title


def test_one_key_makes_text_huge_and_the_same_key_small_again(window: Window) -> None:
    window.session.set("text.size", 22)
    window.perform("view.big")
    assert window.session.settings.number("text.size") == HUGE
    window.perform("view.big")
    assert window.session.settings.number("text.size") == 22


def test_a_small_window_is_asked_in_fewer_points(window: Window) -> None:
    window.resize(320, 240)
    window.first_start().begin()
    QApplication.processEvents()
    assert window.session.settings.number("text.size") == 24
    assert strip(window).height() < window.height() * 0.6
