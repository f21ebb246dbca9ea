"""Shows a list that narrows as a person types, with buttons for what can be done with the chosen line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from reader.core.errors import ReaderError
from reader.ui.announcing import Announcement
from reader.ui.colours import Theme
from reader.ui.fitting import fit
from reader.ui.flow import Flow
from reader.ui.focus_ring import FocusRing
from reader.ui.jobs import Jobs
from reader.ui.pressing import Pressing
from reader.ui.words import count, told

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    id: int
    text: str
    """As it is shown, found and said."""


class LinesDialog(QDialog):
    """Stays open while things are done with its lines; whoever made it does them and shows new ones."""

    silenced = Signal()
    """Esc was pressed, which ends every sound as well."""

    def __init__(self, title: str, label: str, nothing: str, theme: Theme, parent: QWidget) -> None:
        """`nothing` is told while the list is empty."""
        super().__init__(parent)
        self.setWindowTitle(title)
        fit(self, 760, 620)
        self._nothing = nothing
        self._lines: Sequence[Line] = ()
        caption = QLabel(label, self)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(label.replace("&", ""))
        self.field.setMaxLength(4096)
        caption.setBuddy(self.field)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTabKeyNavigation(False)
        self.list.setMinimumHeight(60)
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._said = Announcement(self)
        self._buttons = QWidget(self)
        self._row = Flow(self._buttons, margin=0)
        self._needs_line: list[QPushButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        for widget in (caption, self.field, self.list, self._told, self._buttons):
            column.addWidget(widget, 1 if widget is self.list else 0)
        self.field.textEdited.connect(lambda _: self._fill(tell=True))
        self.field.installEventFilter(self)
        self._ring = FocusRing(self, theme)
        Pressing(self)

    @property
    def chosen(self) -> int:
        """The id of the chosen line, or 0."""
        item = self.list.currentItem()
        return int(item.data(Qt.ItemDataRole.UserRole)) if item is not None else 0

    def add_button(self, text: str, *, needs_line: bool) -> QPushButton:
        """A button below the list; with `needs_line` it can be used while a line is chosen."""
        button = QPushButton(text, self._buttons)
        button.setAutoDefault(False)
        self._row.addWidget(button)
        if needs_line:
            self._needs_line.append(button)
        return button

    def later(self, jobs: Jobs, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Does what blocks; its answer, or what went wrong, is shown where the dialog is still there."""

        def answer(value: T) -> None:
            if isValid(self):
                done(value)

        def fail(error: ReaderError) -> None:
            if isValid(self):
                self.tell(told(f"{error.message} {error.advice}".strip()))

        jobs.do(work, answer, fail)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Other lines; what is chosen stays chosen where it is still there, else what took its place."""
        self._lines = lines
        self._fill(tell=False)

    def tell(self, sentence: str) -> None:
        """Shows and says something."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))
        self._said.say(sentence)

    def reject(self) -> None:
        self.silenced.emit()
        super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        down = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        )
        if watched is self.field and down and self.list.count():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)

    def _fill(self, tell: bool) -> None:
        before, row = self.chosen, self.list.currentRow()
        words = self.words.casefold().split()
        self.list.clear()
        for line in self._lines:
            if all(word in line.text.casefold() for word in words):
                item = QListWidgetItem(line.text, self.list)
                item.setData(Qt.ItemDataRole.UserRole, line.id)
                if line.id == before:
                    self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
        for button in self._needs_line:
            button.setEnabled(bool(self.list.count()))
        if not self._lines:
            self.tell(self._nothing)
        elif tell:
            first = self.list.item(0).text() if self.list.count() else ""
            self.tell(f"{count('{n} entry.', '{n} entries.', self.list.count())} {first}")
        else:
            self._told.setVisible(bool(self._told.text()) and self._told.text() != self._nothing)

    @property
    def words(self) -> str:
        """What the list is narrowed to."""
        return self.field.text()
