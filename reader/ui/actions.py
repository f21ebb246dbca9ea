"""Turns the table of commands into Qt's actions and menus."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from reader.app.commands import COMMANDS, Command, Menu, State, keys_of
from reader.app.keyboards import name_of_key
from reader.core.settings import Settings
from reader.ui.words import tr


class Actions(QObject):
    """One action a command; emits the id of what was asked for, or could not be had just now."""

    asked = Signal(str)
    refused = Signal(str)
    """The keys of a command were pressed in vain; Qt passes such keys on to the window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.by_id: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(tr(command.title), window)
            action.setObjectName(command.id)
            action.setStatusTip(tr(command.help))
            action.triggered.connect(lambda _=False, which=command.id: self.asked.emit(which))
            if command.in_page or command.in_list:
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            else:
                window.addAction(action)
            self.by_id[command.id] = action
        window.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _commands(event):
            pressed = QKeySequence(event.keyCombination())
            for which, action in self.by_id.items():
                if not action.isEnabled() and pressed in action.shortcuts():
                    self.refused.emit(which)
                    return True
        return False

    def set_settings(self, settings: Settings, pages: Mapping[str, QWidget]) -> None:
        """Gives each action its keys; those of a page hold in the pages only, and only where wanted."""
        for command in COMMANDS:
            action = self.by_id[command.id]
            keys = keys_of(command, settings.keys)
            single = command.in_page and not settings.flag("window.keys")
            action.setShortcuts([] if single else [QKeySequence(k) for k in keys])
            if command.in_page:
                for page in pages.values():
                    page.addAction(action)

    def give_to_list(self, shown: QWidget) -> None:
        """The keys of the library's list hold in this one."""
        for command in COMMANDS:
            if command.in_list:
                shown.addAction(self.by_id[command.id])

    def set_state(self, state: State) -> None:
        """Enables what can be used just now."""
        for command in COMMANDS:
            self.by_id[command.id].setEnabled(command.enabled(state))

    def fill(self, bar: QMenuBar, everything: QMenu) -> None:
        """Fills the menu bar, and one menu that holds all menus for windows too narrow for the bar."""
        for menu in Menu:
            for parent in (bar, everything):
                shown = parent.addMenu(tr(menu.value))
                for command in commands_of(menu):
                    shown.addAction(self.by_id[command.id])


def keep_tip(button: QWidget, action: QAction) -> None:
    """The button's tip is what the action does and its key, also once a person has changed that."""

    def tell() -> None:
        keys = name_of_key(action.shortcut().toString())
        tip = f"{action.statusTip()} ({keys})" if keys else action.statusTip()
        if tip != button.toolTip():
            button.setToolTip(tip)

    action.changed.connect(tell)
    tell()


def commands_of(menu: Menu) -> list[Command]:
    """The commands of one menu, in the table's order."""
    return [c for c in COMMANDS if c.menu is menu]


def _commands(event: QKeyEvent) -> bool:
    """Whether nobody writes or moves with these keys."""
    held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    return bool(held) or Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35
