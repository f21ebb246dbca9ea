"""Shows what went wrong, in the one place for it: a sentence, an advice, and Try again."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reader.ui.flow import Flow
from reader.ui.words import tr


class Trouble(QWidget):
    """Hidden while all is well."""

    retried = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = QLabel(self)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._retry = QPushButton(tr("Try again"), self)
        close = QPushButton(tr("Close message"), self)
        buttons = QWidget(self)
        row = Flow(buttons, margin=0)
        row.addWidget(self._retry)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.addWidget(self._text)
        column.addWidget(buttons)
        self._retry.clicked.connect(self.retried)
        close.clicked.connect(self.close_message)
        self.hide()

    def show_trouble(self, message: str, advice: str, retry: bool) -> None:
        """Shows a sentence and an advice; `retry` offers to do it once more."""
        self._text.setText(f"{message}\n{advice}" if advice else message)
        self._retry.setVisible(retry)
        self.show()

    def close_message(self) -> None:
        """As its button does."""
        self.hide()
        self.closed.emit()
