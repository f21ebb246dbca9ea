"""Turns the drawings of `resources/icons` into icons in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from reader.devices.files.resources import path
from reader.ui.words import right_to_left

SIZE = 22
"""Pixels at 100 %."""
_TURNED = {"back": "forward", "forward": "back"}
"""Each is the other's mirror image, for a window that is laid out from right to left. Play stays as it is everywhere."""


def icon(name: str, colour: str, faded: str, scale: float = 1.0) -> QIcon:
    """The drawing `name` in `colour`, and in `faded` where it cannot be used."""
    made = QIcon()
    made.addPixmap(_drawn(name, colour, scale), QIcon.Mode.Normal)
    made.addPixmap(_drawn(name, faded, scale), QIcon.Mode.Disabled)
    return made


def program_icon() -> QIcon:
    """The program's own drawing, in the sizes that task bars and switchers show."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_painted(path("icons/reader.svg").read_bytes(), QPixmap(size, size), size))
    return made


def _drawn(name: str, colour: str, scale: float) -> QPixmap:
    name = _TURNED.get(name, name) if right_to_left() else name
    drawing = path(f"icons/{name}.svg").read_text("utf-8").replace("#000000", colour)
    pixmap = QPixmap(round(SIZE * scale), round(SIZE * scale))
    pixmap.setDevicePixelRatio(scale)
    return _painted(drawing.encode(), pixmap, SIZE)


def _painted(drawing: bytes, pixmap: QPixmap, size: int) -> QPixmap:
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
