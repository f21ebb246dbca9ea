"""Shows the library: a field to search, the sections, the documents, more about the chosen one, and what to do with it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from reader.app.commands import BY_ID, Menu
from reader.core.wording import said
from reader.ui.actions import commands_of, keep_tip
from reader.ui.colours import Theme
from reader.ui.flow import Flow
from reader.ui.shelf import told
from reader.ui.shelf.list import DocumentList
from reader.ui.shelf.sections import Sections
from reader.ui.words import tr

TYPING = 150
"""Milliseconds after the last letter until the search begins; a choice: shorter than the pause after a word."""
BESIDE = 780
"""Pixels from which on the sections stand beside the list."""
NARROW = 600
"""Pixels below which a field and one button are all that fits into a line."""
HIGH = 480
"""Pixels from which on there is room for the buttons and for more about the chosen document."""
_BUTTONS = {
    "library.open": said("Open"),
    "library.queue": said("Queue"),
    "library.up": said("Move up"),
    "library.down": said("Move down"),
    "library.tags": said("Tags…"),
    "library.remove": said("Remove"),
    "library.play": said("Play the queue"),
    "library.briefing": said("All summaries"),
    "library.take": said("Take along…"),
    "library.add": said("Add several…"),
}

_IN_QUEUE = ("library.up", "library.down")


class ShelfView(QWidget):
    """Shows, and emits what was asked; what is kept is the `Shelf`'s matter."""

    asked = Signal(str)
    """The id of a command."""
    typed = Signal(str)
    """What is to be found, once the person pauses."""
    left = Signal()

    def __init__(self, actions: Mapping[str, QAction], theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = actions
        self._typing = QTimer(self, singleShot=True, interval=TYPING)
        self._typing.timeout.connect(lambda: self.typed.emit(self.field.text()))
        everything = QMenu(self)
        self.sections = Sections(self)
        everything.addMenu(self.sections.menu)
        everything.addSeparator()
        for command in commands_of(Menu.LIBRARY):
            everything.addAction(actions[command.id])
        label = QLabel(tr("Sear&ch"), self)
        self._label = label
        self.field: QLineEdit = QLineEdit(self)
        self.field.setAccessibleName(tr("Search the library"))
        self.field.setMaxLength(500)
        label.setBuddy(self.field)
        self._more = QPushButton(f"{tr('Actions')}  ▾", self)
        self._more.setAccessibleName(tr("Actions"))
        self._more.setAccessibleDescription(tr("Everything that can be done with the library."))
        self._more.clicked.connect(
            lambda: everything.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
        )
        close = QPushButton(tr("Back to the text"), self)
        close.setAccessibleDescription(tr(BY_ID["library.show"].help))
        self._close = close
        self.list = DocumentList(theme, everything, self)
        self._message = QLabel(self)
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._message.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._message.setObjectName("message")
        self._message.hide()
        self._about = QLabel(self)
        self._about.setWordWrap(True)
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setObjectName("about")
        self._buttons = QWidget(self)
        self._put_buttons()
        self._put_together(label, close)
        way = (self.field, self.sections.button, self._more, close, self.sections, self.list, self._buttons)
        for before, after in pairwise(way):
            self.setTabOrder(before, after)
        self.field.textEdited.connect(lambda _: self._typing.start())
        self.field.installEventFilter(self)
        self.sections.installEventFilter(self)
        self.sections.chosen.connect(lambda _: self._place_words())
        self.list.left.connect(self.left)
        self.list.above.connect(lambda: self.field.setFocus(Qt.FocusReason.OtherFocusReason))
        close.clicked.connect(self.left)
        for action in actions.values():
            action.changed.connect(self._follow_actions)
        self._follow_actions()

    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)

    def show_message(self, text: str) -> None:
        """Says why there is nothing to list; empty for the list."""
        had_focus = self.list.hasFocus()
        self._message.setText(text)
        self._message.setVisible(bool(text))
        self.list.setVisible(not text)
        if text and had_focus:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def message(self) -> str:
        """What is shown in place of the list, or empty."""
        return "" if self._message.isHidden() else self._message.text()

    def show_about(self, text: str) -> None:
        """More about the chosen document."""
        self._about.setText(text)
        self._about.setVisible(bool(text) and self._roomy)

    def search(self) -> None:
        """Gives the field the focus."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _place_words(self) -> None:
        name = told.section_name(self.sections.shown.section)
        alone = self.sections.isHidden() and self.sections.button.isHidden()
        self.field.setPlaceholderText(name if alone else tr("Any word in anything kept"))

    def enter(self) -> None:
        """Gives the focus to the list, or to the field where nothing is listed."""
        listed = self.list if not self.list.isHidden() and self.list.documents.rowCount() else self.field
        listed.setFocus(Qt.FocusReason.OtherFocusReason)

    def hurry(self) -> None:
        """Searches now for what was typed."""
        if self._typing.isActive():
            self._typing.stop()
            self.typed.emit(self.field.text())

    def clear_words(self) -> None:
        """Nothing is searched for."""
        self.field.clear()
        self._typing.stop()

    _roomy = True

    def fit(self, width: float, height: float) -> None:
        """Leaves the list its room: in a small window all that can be done is behind one button."""
        beside = width >= BESIDE
        self._roomy = height >= HIGH
        self.sections.setVisible(beside)
        self.sections.button.setVisible(not beside and width >= NARROW)
        self._place_words()
        self._label.setVisible(beside)
        self._buttons.setVisible(self._roomy and beside)
        self._more.setVisible(not (self._roomy and beside))
        self._close.setVisible(width >= NARROW)
        self.sections.setFixedWidth(int(self.width() / width * max(190, min(300, width / 4))))
        self._about.setVisible(self._roomy and bool(self._about.text()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            if watched is self.field and self.field.text():
                self.field.clear()
                self._typing.stop()
                self.typed.emit("")
            else:
                self.left.emit()
            return True
        undo = self._actions["library.undo"]
        typed = watched is self.field and self.field.isUndoAvailable()
        if not typed and QKeySequence(event.keyCombination()) in undo.shortcuts():
            # After the last one was removed the focus is here, and the key that was told must work.
            undo.trigger()
            return True
        to_list = (
            (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if watched is self.field
            else (
                Qt.Key.Key_Left if self.isRightToLeft() else Qt.Key.Key_Right,
                Qt.Key.Key_Return,
                Qt.Key.Key_Enter,
            )
        )
        if event.key() in to_list and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.hurry()
            if not self.list.isHidden() and self.list.documents.rowCount():
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _put_buttons(self) -> None:
        flow = Flow(self._buttons, margin=8)
        for command in _BUTTONS:
            known = BY_ID[command]
            button = QPushButton(tr(_BUTTONS[command]), self._buttons)
            button.setProperty("command", command)
            keep_tip(button, self._actions[command])
            button.setAccessibleDescription(tr(known.help))
            button.clicked.connect(lambda _=False, which=command: self._press(which))
            flow.addWidget(button)

    def _press(self, command: str) -> None:
        if self._actions[command].isEnabled():
            self.asked.emit(command)

    def _follow_actions(self) -> None:
        for button in self._buttons.findChildren(QPushButton):
            command = str(button.property("command"))
            usable = self._actions[command].isEnabled() or button.hasFocus()
            if command in _IN_QUEUE:
                button.setVisible(usable)
            button.setEnabled(usable)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if usable else Qt.FocusPolicy.NoFocus)

    def _put_together(self, label: QLabel, close: QPushButton) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(12, 8, 8, 8)
        top.setSpacing(8)
        top.addWidget(label)
        top.addWidget(self.field, 1)
        for widget in (self.sections.button, self._more, close):
            top.addWidget(widget)
        right = QVBoxLayout()
        right.setSpacing(4)
        right.addWidget(self.list, 1)
        right.addWidget(self._message, 1)
        right.addWidget(self._about)
        middle = QHBoxLayout()
        middle.setContentsMargins(8, 0, 8, 0)
        middle.setSpacing(8)
        middle.addWidget(self.sections)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(middle, 1)
        column.addWidget(self._buttons)
