"""Draws a ring around whatever has the focus; the style's own mark reaches 3:1 on no control."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

WIDTH = 3
"""Pixels."""
ROUND = 4
"""Pixels between the control and the outside of the ring."""


class FocusRing(QWidget):
    """Lies above a window, lets every click through and is no part of the accessible tree."""

    def __init__(self, window: QWidget, colour: str) -> None:
        super().__init__(window)
        self._window = window
        self._colour = QColor(colour)
        self._around: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no window without it
        app.focusChanged.connect(self._changed)

    def set_colour(self, colour: str) -> None:
        self._colour = QColor(colour)
        self.update()

    def refresh(self) -> None:
        """Follows a control that was scrolled."""
        self._place()

    def _changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._around is not None:
            self._around.removeEventFilter(self)
            self._around = None
        if new is None or isinstance(new, QMenu | QMenuBar) or new.window() is not self.parentWidget():
            self.hide()
            return
        self._around = new
        new.installEventFilter(self)
        self._place()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() in (
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.Show,
            QEvent.Type.Hide,
            QEvent.Type.ParentChange,
        ):
            self._place()
        return False

    def _place(self) -> None:
        around, window = self._around, self._window
        if around is None or not around.isVisible():
            self.hide()
            return
        corner = around.mapTo(window, QPoint(0, 0))
        wanted = QRect(corner, around.size()).adjusted(-ROUND, -ROUND, ROUND, ROUND)
        self.setGeometry(wanted.intersected(window.rect()))
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour, WIDTH))
        half = (WIDTH + 1) // 2
        painter.drawRoundedRect(self.rect().adjusted(half, half, -half, -half), 9, 9)
