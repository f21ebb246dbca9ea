"""Lets a person find one of many things by typing: a command, a heading, a voice, a font."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.ui.announcing import Announcement
from reader.ui.colours import Theme
from reader.ui.fitting import fit
from reader.ui.focus_ring import FocusRing
from reader.ui.words import count, plain, tr


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to choose."""

    key: str
    title: str
    hint: str = ""
    """Shown and found too: a shortcut, a language."""
    enabled: bool = True


class Picker(QDialog):
    """A field above a list; arrows move in the list while typing goes on."""

    silenced = Signal()
    """Esc was pressed, which ends every sound as well."""

    def __init__(
        self,
        title: str,
        label: str,
        entries: Sequence[Entry],
        theme: Theme,
        current: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        fit(self, 640, 560)
        self._entries = entries
        self.picked = ""
        """The key of what was chosen, or empty."""
        caption = QLabel(label, self)
        self._field = QLineEdit(self)
        self._field.setAccessibleName(plain(label))
        caption.setBuddy(self._field)
        self._list = QListWidget(self)
        self._list.setAccessibleName(title)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._list.setWordWrap(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        choose = QPushButton(tr("Choose"), self)
        choose.setDefault(True)
        cancel = QPushButton(tr("Cancel"), self)
        cancel.setAutoDefault(False)
        self._said = Announcement(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        for widget in (caption, self._field, self._list):
            column.addWidget(widget, 1 if widget is self._list else 0)
        buttons = QHBoxLayout()
        buttons.addWidget(choose)
        buttons.addWidget(cancel)
        column.addLayout(buttons)
        self._field.textChanged.connect(self._filter)
        self._field.installEventFilter(self)
        self._list.itemActivated.connect(lambda _: self.accept())
        choose.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self._ring = FocusRing(self, theme)
        self._filter("")
        for row in range(self._list.count()):
            if self._list.item(row).data(Qt.ItemDataRole.UserRole) == current:
                self._list.setCurrentRow(row)

    def accept(self) -> None:
        item = self._list.currentItem()
        if item is None or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return
        self.picked = str(item.data(Qt.ItemDataRole.UserRole))
        super().accept()

    def reject(self) -> None:
        self.silenced.emit()
        super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            move = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(
                Qt.Key(event.key())
            )
            if move and self._list.count():
                row = min(max(self._list.currentRow() + move, 0), self._list.count() - 1)
                self._list.setCurrentRow(row)
                self._said.say(self._list.item(row).text())
                return True
        return super().eventFilter(watched, event)

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        self._list.clear()
        for entry in self._entries:
            text = f"{entry.title}  —  {entry.hint}" if entry.hint else entry.title
            if all(w in text.casefold() for w in words):
                item = QListWidgetItem(text)
                item.setData(Qt.ItemDataRole.UserRole, entry.key)
                if not entry.enabled:
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
                self._list.addItem(item)
        if self._list.count():
            self._list.setCurrentRow(0)
        if typed:
            first = self._list.item(0).text() if self._list.count() else ""
            self._said.say(count("{n} entry.", "{n} entries.", self._list.count()) + f" {first}")
