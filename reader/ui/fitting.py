"""Gives a window the size it wants, or the whole screen where that is smaller."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QWidget

POINTS = 13
"""The size of letters in controls where a person changed nothing."""
FRAME = 40
"""Logical pixels that a title bar may take; a guess, window systems do not tell before the window is shown."""


def size_in_letters(window: QWidget) -> tuple[float, float]:
    """Width and height as a window with letters of the usual size would have them for the same room."""
    return window.width() / _larger(), window.height() / _larger()


def room_of(window: QWidget) -> QSize:
    """What of its screen is not taken by the desktop."""
    return window.screen().availableGeometry().size()


def fit(window: QWidget, width: int, height: int) -> None:
    """Sets the size, for letters of the usual size; a main window that does not fit fills the screen."""
    room = room_of(window)
    width, height = int(width * _larger()), int(height * _larger())
    window.resize(min(width, room.width()), min(height, room.height() - FRAME))
    tight = width > room.width() or height > room.height() - FRAME
    if tight and window.parentWidget() is None:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)


def _larger() -> float:
    return max(1.0, QApplication.font().pointSizeF() / POINTS)
