"""The field for an address: reached in every window, left by Escape, and never taken from under a person's hands."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.ui.fakes import FakeParts, story

pytest.importorskip("PySide6.QtTest")
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.ui.window import Window

Until = Callable[[Callable[[], bool]], None]
CTRL = Qt.KeyboardModifier.ControlModifier


def press(
    window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifiers)
    QApplication.processEvents()


@pytest.mark.parametrize(("width", "height"), [(640, 450), (320, 400), (320, 225)])
def test_the_field_is_there_in_a_low_window_too_while_it_is_used(
    window: Window, until: Until, width: int, height: int
) -> None:
    field = window._address.field
    window.resize(width, height)
    QApplication.processEvents()
    assert not field.isVisible()
    press(window, Qt.Key.Key_L, CTRL)
    assert window.focusWidget() is field
    assert field.isVisible()
    assert field.mapTo(window, QPoint(0, field.height())).y() <= height
    QTest.keyClicks(field, "example")
    press(window, Qt.Key.Key_Return)
    until(lambda: window.session.story is not None)
    assert window.focusWidget() is window._article.page
    assert not field.isVisible()
    assert window._bar.isVisible()


def test_what_could_not_be_opened_is_told_in_a_low_window_and_the_focus_stays_in_sight(
    window: Window, until: Until
) -> None:
    for height in (400, 225):
        window.resize(320, height)
        press(window, Qt.Key.Key_L, CTRL)
        window._address.field.setText("missing")
        press(window, Qt.Key.Key_Return)
        until(lambda: not window._trouble.isHidden())
        focused = window.focusWidget()
        assert focused is not None
        assert focused.isVisible()
        press(window, Qt.Key.Key_Escape)
        assert window.focusWidget() is window._article.page


def test_escape_leaves_the_field_for_the_page_and_forgets_what_was_typed(
    window: Window, until: Until
) -> None:
    window.open("example")
    until(lambda: window.session.story is not None)
    before = window._address.field.text()
    press(window, Qt.Key.Key_L, CTRL)
    QTest.keyClicks(window._address.field, "https://els")
    press(window, Qt.Key.Key_Escape)
    assert window.focusWidget() is window._article.page
    assert window._address.field.text() == before


def test_a_page_that_comes_late_takes_neither_the_focus_nor_what_is_being_typed(
    window: Window, parts: FakeParts, until: Until
) -> None:
    window.open("slow")
    until(parts.started.is_set)
    press(window, Qt.Key.Key_L, CTRL)
    QTest.keyClicks(window._address.field, "exam")
    parts.gate.set()
    until(lambda: window.session.story is not None)
    assert window.focusWidget() is window._address.field
    QTest.keyClicks(window.focusWidget(), "ple")
    press(window, Qt.Key.Key_Return)
    until(lambda: window.session.story is not None and window.session.story.title == story().title)
    assert window.focusWidget() is window._article.page
