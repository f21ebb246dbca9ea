"""Offers the other copy of a page: as it was kept before, or as it is now; the place stays the same in both."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from reader.core.document import Document
from reader.ui.fetching import Again
from reader.ui.flow import Flow
from reader.ui.shelf import told
from reader.ui.words import tr


class CopyBar(QWidget):
    """Stands above the page while it is there in two copies, and takes no focus."""

    asked = Signal()
    """The other copy, or once more the page, is wanted."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = QLabel(self)
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._other = QPushButton(self)
        close = QPushButton(tr("Close offer"), self)
        buttons = QWidget(self)
        row = Flow(buttons, margin=0)
        row.addWidget(self._other)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 14, 8)
        column.addWidget(self._text)
        column.addWidget(buttons)
        self._other.clicked.connect(self.asked)
        close.clicked.connect(self._close)
        self.hide()

    def show_offer(self, text: str, button: str) -> None:
        """Says what is shown, and offers the other."""
        self._text.setText(text)
        self._other.setText(button)
        self.show()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


class Copies:
    """The two copies of the page that is open."""

    def __init__(self) -> None:
        self._new: Document | None = None
        self._kept: Document | None = None
        self._when = ""
        self._trouble = ""
        self._shows_kept = False

    @property
    def there(self) -> bool:
        """Whether there is another copy, or the page can be tried again."""
        return self._kept is not None

    @property
    def address(self) -> str:
        """Where the page is."""
        return self._kept.address if self._kept is not None else ""

    @property
    def other(self) -> Document | None:
        """The copy that is not shown; None where the page could not be had."""
        return self._new if self._shows_kept else self._kept

    def begin(self, shown: Document, again: Again) -> None:
        """A page was opened that was kept before."""
        self._kept, self._when = again.kept.document, told.day(again.kept.when)
        self._trouble = again.trouble.message if again.trouble else ""
        self._shows_kept = again.trouble is not None
        self._new = None if self._shows_kept else shown

    def holds(self, document: Document) -> bool:
        """Whether this is one of the copies."""
        return document is self._new or document is self._kept

    def turn(self) -> None:
        """The other copy is shown now."""
        self._shows_kept = not self._shows_kept

    def end(self) -> None:
        """Another page is open."""
        self._new = self._kept = None

    def offer(self, key: str) -> tuple[str, str]:
        """What to say, and what the button says; `key` does the same."""
        if self._trouble:
            return (
                tr(
                    "{trouble} This is the copy of {day}. {key} tries again.",
                    trouble=self._trouble,
                    day=self._when,
                    key=key,
                ),
                tr("Try the page again"),
            )
        if self._shows_kept:
            return tr(
                "This is the copy of {day}. {key} shows the page as it is now.", day=self._when, key=key
            ), tr("Show it as it is now")
        return (
            tr(
                "This page is another than on {day}. {key} shows the copy that was kept.",
                day=self._when,
                key=key,
            ),
            tr("Show the kept copy"),
        )
