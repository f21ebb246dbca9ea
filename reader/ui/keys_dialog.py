"""Lists the keys of all commands and changes them; no key can have two meanings."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
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

from reader.app.commands import BY_ID, COMMANDS, holder_of, keys_of
from reader.app.keyboards import name_of_key
from reader.core.settings import Settings
from reader.ui.announcing import Announcement
from reader.ui.colours import Theme
from reader.ui.fitting import fit
from reader.ui.flow import Flow
from reader.ui.focus_ring import FocusRing
from reader.ui.pressing import Pressing
from reader.ui.words import plain, tr


class KeyField(QLineEdit):
    """Takes the next combination of keys; Tab, Enter and Escape keep their meaning."""

    pressed = Signal(str)
    key = ""
    """What was pressed, as Qt writes it; the field shows what it is called."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alone = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
        if event.key() in alone:
            return
        if plain and event.key() in (
            Qt.Key.Key_Tab,
            Qt.Key.Key_Backtab,
            Qt.Key.Key_Return,
            Qt.Key.Key_Enter,
            Qt.Key.Key_Escape,
        ):
            super().keyPressEvent(event)
            return
        self.key = QKeySequence(event.keyCombination()).toString()
        self.setText(name_of_key(self.key))
        self.pressed.emit(self.key)


class KeysDialog(QDialog):
    """A list of commands; below it the key of the one that is chosen."""

    changed = Signal(object)
    """`Settings` with other keys."""

    def __init__(self, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys"))
        fit(self, 700, 640)
        self._settings = settings
        self._list = QListWidget(self)
        self._list.setAccessibleName(tr("Commands and their keys"))
        self._list.setWordWrap(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self._field = KeyField(self)
        self._field.setAccessibleName(tr("New key: press it here"))
        label = QLabel(tr("&New key: press it here"), self)
        label.setBuddy(self._field)
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._said = Announcement(self)
        buttons = QWidget(self)
        row = Flow(buttons, margin=0)
        for text, do in (
            (tr("Use this key"), self._use),
            (tr("No key"), self._clear),
            (tr("As it was"), self._restore),
            (tr("All as they were"), self._restore_all),
            (tr("Close"), self.accept),
        ):
            button = QPushButton(text, buttons)
            button.setAutoDefault(False)
            button.clicked.connect(do)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        for widget in (self._list, label, self._field, self._told, buttons):
            column.addWidget(widget, 1 if widget is self._list else 0)
        self._field.pressed.connect(self._check)
        self._ring = FocusRing(self, theme)
        Pressing(self)
        self._fill()
        self._list.setCurrentRow(0)

    def _fill(self) -> None:
        row = self._list.currentRow()
        self._list.clear()
        for command in COMMANDS:
            keys = " / ".join(map(name_of_key, keys_of(command, self._settings.keys))) or tr("no key")
            item = QListWidgetItem(f"{plain(tr(command.title))}  —  {keys}")
            item.setData(Qt.ItemDataRole.UserRole, command.id)
            self._list.addItem(item)
        self._list.setCurrentRow(max(row, 0))

    def _chosen(self) -> str:
        return str(self._list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _check(self, key: str) -> bool:
        held = holder_of(key, self._settings.keys)
        if held is not None and held.id != self._chosen():
            self._tell(
                tr(
                    "{key} already does “{name}”. Choose another one, or take it from there first.",
                    key=name_of_key(key),
                    name=plain(tr(held.title)),
                )
            )
            return False
        self._tell(tr("{key} is free.", key=name_of_key(key)))
        return True

    def _use(self) -> None:
        key = self._field.key
        if key and self._check(key):
            self._take(
                self._settings.with_keys(self._chosen(), key),
                tr("{name}: {key}", name=plain(tr(BY_ID[self._chosen()].title)), key=name_of_key(key)),
            )

    def _clear(self) -> None:
        self._take(
            self._settings.with_keys(self._chosen(), ""),
            tr("{name}: no key", name=plain(tr(BY_ID[self._chosen()].title))),
        )

    def _restore(self) -> None:
        command = BY_ID[self._chosen()]
        for key in keys_of(command, {}):
            held = holder_of(key, self._settings.keys)
            if held is not None and held.id != command.id:
                self._tell(
                    tr(
                        "{key} now does “{name}”. Take it from there first.",
                        key=name_of_key(key),
                        name=plain(tr(held.title)),
                    )
                )
                return
        keys = {k: v for k, v in self._settings.keys.items() if k != command.id}
        self._take(replace(self._settings, keys=keys), tr("As it was"))

    def _restore_all(self) -> None:
        self._take(replace(self._settings, keys={}), tr("All as they were"))

    def _take(self, settings: Settings, told: str) -> None:
        self._settings = settings
        self.changed.emit(settings)
        self._fill()
        self._tell(told)

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._said.say(sentence)
