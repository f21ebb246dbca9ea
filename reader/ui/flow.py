"""Lays widgets out like words: line after line, so that nothing is ever hidden behind an edge."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Rows of widgets, broken at the width; each row as high as its highest."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8, margin: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(margin, margin, margin, margin)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), apply=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, apply=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        m = self.contentsMargins()
        return size + QSize(m.left() + m.right(), m.top() + m.bottom())

    def rows(self, width: int) -> int:
        """How many rows there are at this width."""
        m = self.contentsMargins()
        x, rows = m.left(), 1
        for item in self._items:
            if item.isEmpty():
                continue
            w = item.sizeHint().width()
            if x + w > width - m.right() and x > m.left():
                rows += 1
                x = m.left()
            x += w + self._gap
        return rows

    def _arrange(self, rect: QRect, apply: bool) -> int:
        m = self.contentsMargins()
        left, right = rect.x() + m.left(), rect.x() + rect.width() - m.right()
        x, y, high = left, rect.y() + m.top(), 0
        row: list[tuple[QLayoutItem, int, QSize]] = []

        def place() -> None:
            for item, at, size in row:
                spot = QRect(QPoint(at, y + (high - size.height()) // 2), size)
                parent = self.parentWidget()
                if parent is not None and parent.isRightToLeft():
                    spot.moveLeft(left + right - spot.x() - spot.width())
                item.setGeometry(spot)

        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().expandedTo(item.minimumSize())
            size.setWidth(min(size.width(), right - left))
            if x + size.width() > right and row:
                if apply:
                    place()
                y += high + self._gap
                x, high, row = left, 0, []
            row.append((item, x, size))
            x += size.width() + self._gap
            high = max(high, size.height())
        if apply:
            place()
        return y + high + m.bottom() - rect.y()
