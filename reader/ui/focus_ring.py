"""Draws a ring around whatever has the focus; the style's own mark reaches 3:1 on no control."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget
from shiboken6 import isValid

from reader.ui.colours import Theme

WIDTH = 3
"""Pixels of the ring."""
INNER = 2
"""Pixels of a second ring within it, in the colour of the page: on a strong ground, such as that of a
message of trouble, one of the two always stands out."""
AROUND = WIDTH + INNER - 1
_WATCHED = frozenset(
    {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}
)


class FocusRing(QWidget):
    """Lies above a window and lets every click through."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._around: QWidget | None = None
        self._followed: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no window without it
        app.focusChanged.connect(self._changed)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def _changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        for followed in self._followed:
            if isValid(followed):  # a dialog that goes takes its widgets along one by one
                followed.removeEventFilter(self)
        self._followed = []
        self._around = None
        if new is None or isinstance(new, QMenu | QMenuBar) or new.window() is not self._window:
            self.hide()
            return
        self._around = new
        widget: QWidget | None = new
        while widget is not None and widget is not self._window:
            widget.installEventFilter(self)
            self._followed.append(widget)
            widget = widget.parentWidget()
        self._place()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() in _WATCHED:
            self._place()
        return False

    def _place(self) -> None:
        around, window = self._around, self._window
        if around is None or not around.isVisible():
            self.hide()
            return
        wanted = QRect(around.mapTo(window, QPoint(0, 0)), around.size()).adjusted(
            -AROUND, -AROUND, AROUND, AROUND
        )
        self.setGeometry(wanted.intersected(window.rect()))
        self.raise_()
        self.show()
        self.update()

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width, at, curve in (
            (self._theme.page, INNER, WIDTH + INNER / 2, 8.0),
            (self._theme.focus, WIDTH, WIDTH / 2, 10.0),
        ):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(at, at, -at, -at), curve, curve)
