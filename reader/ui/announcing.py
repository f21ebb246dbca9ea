"""Says a sentence to a screen reader without moving the focus.

Two ways, because no one way reaches all: a label with the role of a notification is spoken by every
Orca that was tried (43 and 48), Qt's announcement event by the screen readers of Windows and macOS.
Never both, so that each is heard once.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

_made: list[QAccessibleInterface] = []
"""Qt keeps no reference that Python knows of."""

_SAID = 1000
"""Milliseconds after which a passage no longer belongs to the page that it was said on."""


class Announcement(QLabel):
    """An invisible-to-the-eye line with the role of a notification."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("announcement")
        self.setTextFormat(Qt.TextFormat.PlainText)  # a title may be written like markup
        self.setGeometry(0, 0, 1, 1)
        self.hide()  # an empty one would be said as "notification"

    def say(self, sentence: str) -> None:
        """Says it once, politely."""
        if sys.platform == "linux":
            self.hide()
            self.setText(sentence)
            self.setAccessibleName(sentence)
            self.show()
        else:
            self.setText(sentence)
            event = QAccessibleAnnouncementEvent(self, sentence)
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
            QAccessible.updateAccessibility(event)


class Passage:
    """Has a screen reader say a passage of a page, all of it and nothing else.

    What it makes of a moved caret depends on the keys that moved it: after an arrow to the side Orca 43 says
    a single letter. On Linux a changed description of what has the focus is said without any word around it.
    """

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._over = QTimer(page, singleShot=True, interval=_SAID)
        self._over.timeout.connect(lambda: page.setAccessibleDescription(""))

    def say(self, passage: str) -> None:
        """Says it at once, if the page has the focus."""
        if not self._page.hasFocus():
            return
        if sys.platform == "linux":
            self._page.setAccessibleDescription(passage)
            self._over.start()
        else:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._page, passage))


class _Notification(QAccessibleWidget):
    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Notification)

    def text(self, which: QAccessible.Text) -> str:
        widget = self.widget()
        return widget.text() if which is QAccessible.Text.Name and isinstance(widget, QLabel) else ""


def _interface(_class: str, thing: QObject) -> QAccessibleInterface | None:
    if not isinstance(thing, Announcement):
        return None
    made = _Notification(thing)
    _made.append(made)
    return made


def install() -> None:
    """Tells Qt about the role; once, after the application was made."""
    QAccessible.installFactory(_interface)
