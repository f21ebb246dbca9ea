"""The reading ruler and the mask, by pixels."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("PySide6.QtTest")
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication

from reader.core.settings import Settings
from reader.ui.guide import EDGE
from reader.ui.window import Window
from tests.ui.fakes import FakeParts

Until = Callable[[Callable[[], bool]], None]


@pytest.fixture
def window(parts: FakeParts, shown: Callable[..., Window], until: Until) -> Window:
    made = shown(parts, Settings().having("colours.theme", "light"), 1000)
    made.open("example")
    until(lambda: bool(made.session.summary) and made.session.playback.ready)
    return made


def band(window: Window) -> tuple[int, int]:
    return window._article.page._guide.band


def picture(window: Window) -> QImage:
    QApplication.processEvents()
    return window._article.page.grab().toImage()


def dark_pixels(image: QImage, top: int, bottom: int) -> int:
    return sum(
        image.pixelColor(x, y).lightness() < 90
        for y in range(max(top, 0), min(bottom, image.height()))
        for x in range(60, image.width() - 60, 2)
    )


def test_a_ruler_draws_two_lines_and_covers_nothing(window: Window) -> None:
    page = window._article.page
    before = picture(window)
    window.session.set("guide.style", "ruler")
    after = picture(window)
    bottom = band(window)[1]
    focus = QColor(window.theme.focus)
    assert after.pixelColor(100, bottom + 1) == focus
    assert page._guide.isVisible()
    below = bottom + EDGE + 10
    assert dark_pixels(before, below, 600) == dark_pixels(after, below, 600) > 0


def test_a_mask_leaves_only_the_lines_that_were_asked_for(window: Window) -> None:
    window.session.set("guide.style", "mask")
    window.session.set("guide.height", 3)
    image = picture(window)
    top, bottom = band(window)
    assert dark_pixels(image, top, bottom) > 0
    assert dark_pixels(image, bottom + EDGE, image.height()) == 0
    line = window._article.page._line_height()
    assert bottom - top == pytest.approx(3 * line, abs=2)


def test_the_band_goes_along_with_the_voice(window: Window, until: Until) -> None:
    window.session.set("guide.style", "mask")
    first = band(window)
    document = window.session.document
    assert document is not None
    window.session.read_from(document.sentences[4].start)
    until(lambda: window.session.word is not None)
    window.session.pause()
    assert band(window) != first
    page = window._article.page
    assert page._lit[0] is not None
    middle = page.cursorRect(page.textCursor()).center().y()
    QApplication.processEvents()
    top, bottom = band(window)
    lit = page._ruler.position(window.session.word.start)  # type: ignore[union-attr]
    cursor = page.textCursor()
    cursor.setPosition(lit or 0)
    assert top <= page.cursorRect(cursor).center().y() <= bottom, middle


def test_the_band_goes_along_with_the_caret_and_with_scrolling(window: Window) -> None:
    page = window._article.page
    window.session.set("guide.style", "ruler")
    document = window.session.document
    assert document is not None
    page.put_caret(document.sentences[5].start)
    top, bottom = band(window)
    assert top <= page.cursorRect().center().y() <= bottom
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() + 40)
    top, bottom = band(window)
    assert top <= page.cursorRect().center().y() <= bottom


def test_the_caret_moves_also_where_qt_calls_its_parts_otherwise(
    window: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = window._article.page
    document = window.session.document
    assert document is not None
    for control in ("QWidgetTextControl", "a name that no part has"):
        monkeypatch.setattr("reader.ui.page._CONTROL", control)
        for sentence in document.sentences[3:5]:
            page.put_caret(sentence.start, unsaid=True)
            assert page.caret() == sentence.start


def test_the_band_follows_the_pointer_where_that_is_wanted(window: Window) -> None:
    page = window._article.page
    window.session.set("guide.follows", "pointer")
    window.session.set("guide.style", "mask")
    at = QPointF(300, 333)
    none = Qt.MouseButton.NoButton
    moved = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page.viewport(), moved)
    QApplication.processEvents()
    top, bottom = band(window)
    assert top + window._article.page._line_height() / 2 == pytest.approx(333, abs=2), "its first line"
    assert bottom > 333


def test_one_key_goes_from_ruler_to_mask_to_neither(window: Window) -> None:
    seen = []
    for _ in range(3):
        window.perform("view.ruler")
        seen.append(window.session.settings.word("guide.style"))
    assert seen == ["ruler", "mask", "none"]
    assert not window._article.page._guide.isVisible()
