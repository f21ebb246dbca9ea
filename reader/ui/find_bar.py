"""Takes the words to look for, and says how many places there are."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from reader.ui.flow import Flow
from reader.ui.words import tr


class FindBar(QWidget):
    """Hidden until asked for; Esc closes it."""

    changed = Signal(str)
    next_wanted = Signal()
    previous_wanted = Signal()
    opened = Signal()
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
        typing = QWidget(self)
        row = QHBoxLayout(typing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.field, 1)
        typing.setMinimumWidth(270)
        flow = Flow(self)
        for widget in (typing, self._result, on, back, close):
            flow.addWidget(widget)
        self.field.textEdited.connect(self.changed)
        self.field.returnPressed.connect(self.next_wanted)
        on.clicked.connect(self.next_wanted)
        back.clicked.connect(self.previous_wanted)
        close.clicked.connect(self.close_bar)
        self._spare = (on, back)
        self.hide()

    def fit(self, width: float) -> None:
        """Enter and Shift+F3 do the same where there is no room for the buttons."""
        for button in self._spare:
            button.setVisible(width >= 480)

    def open_bar(self) -> None:
        self.show()
        self.opened.emit()
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
