"""Holds the ways in: an address or the name of a file, a file that is looked for, what was copied."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from reader.app.commands import BY_ID
from reader.ui.actions import keep_tip
from reader.ui.words import tr


class AddressLine(QWidget):
    """Emits what was typed when Enter or Open is pressed."""

    entered = Signal(str)
    asked = Signal(str)
    """The id of a command."""
    needed = Signal()
    """Whether it is asked for changed."""

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        label = QLabel(tr("A&ddress"), self)
        self.asked_for = False
        """A person went to the field and is still in it; it is shown then in a low window too."""
        self._address = ""
        self._spare: list[QWidget] = [label]
        """What goes where there is no room; the commands are in the menu as well."""
        self.field = QLineEdit(self)
        self.field.setAccessibleName(tr("Address or file"))
        self.field.setPlaceholderText(tr("https://… or the name of a file"))
        self.field.setMaxLength(4096)
        label.setBuddy(self.field)
        go = QPushButton(tr("Go"), self)
        go.setAccessibleDescription(tr("Opens the address that was typed."))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.field, 1)
        row.addWidget(go)
        for command, text in (("open.file", tr("Open file…")), ("open.paste", tr("Paste"))):
            button = QPushButton(text, self)
            button.setAccessibleDescription(tr(BY_ID[command].help))
            keep_tip(button, actions[command])
            button.clicked.connect(lambda _=False, which=command: self.asked.emit(which))
            row.addWidget(button)
            self._spare.append(button)
        self.field.returnPressed.connect(self._enter)
        go.clicked.connect(self._enter)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no widget without it
        app.focusChanged.connect(self._follow_focus)

    @property
    def typing(self) -> bool:
        """Whether a person is writing an address that was not entered yet."""
        return self.field.hasFocus() and self.field.isModified()

    def show_address(self, address: str) -> None:
        """What is open now, where it has an address; what is being typed stays."""
        self._address = address
        if not self.typing:
            self.reset()

    def reset(self) -> None:
        """Shows the address of what is open, whatever was typed."""
        self.field.setText(self._address)
        self.field.setCursorPosition(0)

    def fit(self, width: float) -> None:
        """Leaves the field room to be read."""
        for widget in self._spare:
            widget.setVisible(width >= 640)

    def edit(self) -> None:
        """Gives it the focus with everything selected."""
        self.asked_for = True
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)  # before what has it now may be hidden
        self.field.selectAll()
        self.needed.emit()

    def _follow_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        gone = now is not None and now.window() is self.window() and not self.isAncestorOf(now)
        if self.asked_for and gone:
            self.asked_for = False
            self.needed.emit()

    def _enter(self) -> None:
        text = self.field.text().strip()
        if text:
            self.field.setModified(False)
            self.entered.emit(text)
