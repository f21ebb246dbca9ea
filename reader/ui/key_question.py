"""Says what the next key would do, instead of doing it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

_ALONE = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})


class KeyQuestion(QObject):
    """Listens to the whole program for one key, and only while it was asked."""

    answered = Signal(str)
    """The keys that were pressed, as Qt writes them."""

    def ask(self) -> None:
        """Takes the next key away from whatever would get it."""
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut: the key press follows
            return True
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if Qt.Key(event.key()) in _ALONE:
            return True
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self.answered.emit(QKeySequence(event.keyCombination()).toString())
        return True
