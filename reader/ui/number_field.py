"""Takes a number, typed or stepped; large enough to hit, and without the small arrows."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QSpinBox, QWidget

from reader.core.settings import Setting
from reader.ui.words import tr


class NumberField(QSpinBox):
    """The number of one setting."""

    def __init__(self, setting: Setting, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        low, high = setting.bounds or (0, 0)
        self.setRange(low, high)
        self.setSingleStep(setting.step)
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label, unit = tr(setting.label), tr(setting.unit) if setting.unit else ""
        self.setAccessibleName(f"{label}, {unit}" if unit else label)
        self.setAccessibleDescription(tr(setting.help))
        self.setFixedWidth(max(74, self.fontMetrics().horizontalAdvance(f"{high}0") + 24))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past it must not change it

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self._place()

    def _place(self) -> None:
        # Qt 6.11: with a style sheet and no buttons the inner field is one pixel wide.
        self.lineEdit().setGeometry(self.rect().adjusted(6, 2, -6, -2))
