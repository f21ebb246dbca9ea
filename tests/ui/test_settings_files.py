"""Settings that are carried from one machine to another through the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtTest")
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton

from reader.core.settings import Settings
from reader.ui.settings_dialog import SettingsDialog
from reader.ui.window import Window
from tests.ui.fakes import FakeParts


@pytest.fixture
def window(parts: FakeParts, shown: Callable[..., Window]) -> Window:
    return shown(parts, Settings().having("text.size", 44))


def press_in_settings(window: Window, text: str) -> None:
    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        next(b for b in dialog.findChildren(QPushButton) if b.text() == text).click()
        dialog.reject()

    QTimer.singleShot(50, press)
    window.perform("view.settings")


def test_settings_are_exported_and_hold_elsewhere(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    press_in_settings(window, "Export…")
    assert window._foot.text == f"The settings are in {file}."
    window.session.set("text.size", 20)
    press_in_settings(window, "Import…")
    assert window.session.settings.number("text.size") == 44
    assert window._article.page._looks.size == 44, "it holds at once"
    assert window._foot.text == f"The settings of {file} hold now."


def test_what_cannot_be_used_is_named_and_the_rest_holds(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mine.json"
    file.write_text('{"voice.rate": 300, "text.size": 5000}')
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    press_in_settings(window, "Import…")
    assert window.session.settings.number("voice.rate") == 300
    assert "text.size" in window._trouble._text.text()


def test_a_file_of_something_else_changes_nothing(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "story.json"
    file.write_text("{}]")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    press_in_settings(window, "Import…")
    assert window.session.settings.number("text.size") == 44
    assert "holds no settings" in window._trouble._text.text()
