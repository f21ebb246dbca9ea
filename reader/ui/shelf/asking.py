"""Asks a person for a line, or for several lines, of text."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from reader.ui.colours import Theme
from reader.ui.fitting import fit, size_in_letters
from reader.ui.flow import Flow
from reader.ui.focus_ring import FocusRing
from reader.ui.pressing import Pressing
from reader.ui.words import tr

LOW = 300
"""Pixels of height below which the field and the buttons have all the room."""


class Question(QDialog):
    """A field under its label; what is above explains, the buttons answer."""

    silenced = Signal()
    """Esc was pressed, which ends every sound as well."""

    def __init__(
        self,
        title: str,
        label: str,
        theme: Theme,
        parent: QWidget,
        *,
        text: str = "",
        about: str = "",
        button: str = "",
        lines: bool = False,
        most: int = 2000,
    ) -> None:
        """`about` stands above the field; with `lines` there may be several; `most` letters are taken."""
        super().__init__(parent)
        self.setWindowTitle(title)
        fit(self, 640, 440 if lines else LOW + 20)
        self.answer = ""
        """What was written, once it was accepted."""
        caption = QLabel(label, self)
        self._field = QLineEdit(self) if not lines else QPlainTextEdit(self)
        if isinstance(self._field, QPlainTextEdit):
            self._field.setPlainText(text)
            self._field.setTabChangesFocus(True)
            self._field.setMinimumHeight(60)
        else:
            self._field.setMaxLength(most)
            self._field.setText(text)
            self._field.selectAll()
        self._field.setAccessibleName(label.replace("&", ""))
        self._field.setAccessibleDescription(about)
        caption.setBuddy(self._field)
        caption.setWordWrap(True)
        self._spare = [caption] if lines else []
        """What goes in a low window: the title says the same."""
        explained = QLabel(about, self)
        explained.setWordWrap(True)
        explained.setTextFormat(Qt.TextFormat.PlainText)
        explained.setVisible(bool(about))
        if about:
            self._spare.append(explained)
        do = QPushButton(button or tr("Keep"), self)
        do.setDefault(not lines)
        do.setAutoDefault(not lines)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.setAutoDefault(False)
        self.buttons = QWidget(self)
        row = Flow(self.buttons, margin=0)
        row.addWidget(do)
        row.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        for widget in (explained, caption, self._field, self.buttons):
            column.addWidget(widget, 1 if lines and widget is self._field else 0)
        if not lines:
            column.addStretch(1)
        do.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self._field.setFocus()
        self._ring = FocusRing(self, theme)
        Pressing(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        low = size_in_letters(self)[1] < LOW
        for widget in self._spare:
            widget.setVisible(not low)
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(*([8] * 4 if low else [16] * 4))

    @property
    def text(self) -> str:
        """What stands in the field."""
        field = self._field
        return field.toPlainText() if isinstance(field, QPlainTextEdit) else field.text()

    def add_button(self, text: str) -> QPushButton:
        """One more button, beside the others."""
        button = QPushButton(text, self.buttons)
        button.setAutoDefault(False)
        layout = self.buttons.layout()
        assert layout is not None  # noqa: S101 - it was made with one
        layout.addWidget(button)
        return button

    def add_lines(self, lines: list[str]) -> None:
        """Writes these below what stands there."""
        field = self._field
        if isinstance(field, QPlainTextEdit):
            before = field.toPlainText().rstrip("\n")
            field.setPlainText("\n".join([*([before] if before else []), *lines]))

    def accept(self) -> None:
        self.answer = self.text
        super().accept()

    def reject(self) -> None:
        self.silenced.emit()
        super().reject()


def ask(question: Question) -> str | None:
    """What the person wrote, or None where they would not."""
    accepted = question.exec() == QDialog.DialogCode.Accepted
    question.deleteLater()
    return question.answer if accepted else None
