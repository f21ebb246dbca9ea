"""Says what the next key would do, instead of doing it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

_ALONE = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr})


class KeyQuestion(QObject):
    """Listens to the whole program for one key, and only while it was asked.

    A key that a command holds comes as that command, found by Qt, which knows the layout of the
    keyboard: whoever performs commands looks at `asking` first. Any other key comes as `answered`.
    """

    answered = Signal(str)
    """The keys that were pressed, as Qt writes them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.asking = False

    def ask(self) -> None:
        """Takes the next key away from whatever would get it."""
        app = QCoreApplication.instance()
        if app is not None and not self.asking:
            self.asking = True
            app.installEventFilter(self)

    def end(self) -> None:
        """Listens no more."""
        app = QCoreApplication.instance()
        if app is not None and self.asking:
            self.asking = False
            app.removeEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if Qt.Key(event.key()) not in _ALONE:
            self.end()
            self.answered.emit(QKeySequence(event.keyCombination()).toString())
        return True
