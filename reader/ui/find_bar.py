"""Takes the words to look for, and says how many places there are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from reader.ui.words import tr


class FindBar(QWidget):
    """Hidden until asked for; Esc closes it."""

    changed = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        label = QLabel(tr("F&ind"), self)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(tr("Find in the text"))
        self.field.setMaxLength(500)
        label.setBuddy(self.field)
        self._result = QLabel(self)
        self._result.setObjectName("quiet")
        on = QPushButton(tr("Next"), self)
        back = QPushButton(tr("Previous"), self)
        close = QPushButton(tr("Close find"), self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        for widget in (label, self.field, self._result, on, back, close):
            row.addWidget(widget, 1 if widget is self.field else 0)
        self.field.textEdited.connect(self.changed)
        self.field.returnPressed.connect(self.next_wanted)
        on.clicked.connect(self.next_wanted)
        back.clicked.connect(self.previous_wanted)
        close.clicked.connect(self.close_bar)
        self.hide()

    def open_bar(self) -> None:
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def show_result(self, text: str) -> None:
        self._result.setText(text)

    def close_bar(self) -> None:
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
            return
        super().keyPressEvent(event)
