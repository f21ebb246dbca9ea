"""Shows the controls of reading: a row that breaks where it must and never hides one behind an edge.

In a low window the bar would take the room of the page: then only the controls of reading itself
stay, and everything else is behind the button Menu, which holds all commands.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from reader.app.commands import BY_ID, Playing
from reader.core.settings import TABLE, Settings
from reader.ui.actions import keep_tip
from reader.ui.colours import Theme
from reader.ui.flow import Flow
from reader.ui.icons import SIZE, icon
from reader.ui.number_field import NumberField
from reader.ui.words import plain, tr

_ROW = 56
"""Pixels of one row of controls, at least."""
_BETWEEN = 8


class Bar(QWidget):
    """Emits the id of a command, or a setting and its new number."""

    asked = Signal(str)
    chosen = Signal(str, int)

    def __init__(
        self, actions: Mapping[str, QAction], everything: QMenu, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._actions = actions
        self._icons: list[tuple[QPushButton, str, bool]] = []
        self._flow = Flow(self)
        self._menu = QPushButton(tr("Menu"), self)
        self._menu.setAccessibleName(tr("Menu"))
        self._menu.setAccessibleDescription(tr("Opens all menus."))
        self._menu.clicked.connect(
            lambda: everything.popup(self._menu.mapToGlobal(self._menu.rect().bottomLeft()))
        )
        self._icons.append((self._menu, "menu", False))
        self._back = self._button("go.sentence.back", "", "back")
        self._play = self._button("read.toggle", tr("Read"), "play")
        self._play.setObjectName("main")
        self._icons[-1] = (self._play, "play", True)
        self._forward = self._button("go.sentence.on", "", "forward")
        self._stop = self._button("read.stop", tr("Stop"), "stop")
        self._switch = self._button("summary.switch", tr("Summary"))
        self._switch.setCheckable(True)
        self._step, depth = self._depth()
        self._voice = self._button("read.voice", tr("Voice"))
        self._rate, rate = self._number("voice.rate", tr("Speed"), "read.slower", "read.faster")
        self._size, size = self._number("text.size", tr("Text size"), "view.smaller", "view.larger")
        for widget in (
            self._menu,
            self._back,
            self._play,
            self._forward,
            self._stop,
            self._switch,
            depth,
            rate,
            self._voice,
            size,
        ):
            self._flow.addWidget(widget)
        self._lesser = (self._voice, size, depth, rate, self._switch, self._stop)
        """What goes first when there is no room."""
        QWidget.setTabOrder(rate.findChildren(QPushButton)[-1], self._voice)
        for action in actions.values():
            action.changed.connect(self._follow_actions)
        self._menu.hide()
        self._follow_actions()

    def set_theme(self, theme: Theme) -> None:
        """Draws the icons anew."""
        for button, name, main in self._icons:
            colour = theme.accent_text if main else theme.button_text
            button.setIcon(icon(name, colour, theme.quiet, self.devicePixelRatioF()))
            button.setIconSize(QSize(SIZE, SIZE))

    def set_playing(self, playing: Playing, theme: Theme) -> None:
        """The first button says what it would do now."""
        sounding = playing is Playing.PLAYING
        self._play.setText(tr("Pause") if sounding else tr("Read"))
        self._icons = [
            (b, ("pause" if sounding else "play") if b is self._play else n, m) for b, n, m in self._icons
        ]
        self.set_theme(theme)

    def set_settings(self, settings: Settings) -> None:
        """Shows the numbers that hold."""
        for box, key in ((self._rate, "voice.rate"), (self._size, "text.size")):
            box.blockSignals(True)
            box.setValue(settings.number(key))
            box.blockSignals(False)

    def set_voice(self, name: str) -> None:
        self._voice.setAccessibleDescription(name)
        self._voice.setToolTip(name)

    def set_summary(self, in_summary: bool, step: str) -> None:
        """Which of the two is read, and how much of it, as a person is told."""
        self._switch.setChecked(in_summary)
        self._step.setText(step)

    def fit(self, width: int, height: int, menu: bool) -> None:
        """Keeps to a third of the window's height; `menu` says that the menu bar is hidden."""
        rows = max(1, int(height * 0.3 / max(_ROW, self._play.sizeHint().height() + _BETWEEN)))
        self._menu.setVisible(menu)
        self._menu.setText(tr("Menu"))
        self._stop.setText(tr("Stop"))
        for button in (self._menu, self._stop):
            button.setProperty("lean", False)
        for widget in self._lesser:
            widget.show()
        for shrink in (
            *(widget.hide for widget in self._lesser[:4]),
            lambda: self._shorten(self._stop),
            lambda: self._shorten(self._menu),
            *(widget.hide for widget in self._lesser[4:]),
        ):
            if self._flow.rows(width) <= rows:
                break
            shrink()
        self.setFixedHeight(self._flow.heightForWidth(width))

    def _shorten(self, button: QPushButton) -> None:
        button.setText("")
        button.setProperty("lean", True)
        button.style().unpolish(button)
        button.style().polish(button)

    def _follow_actions(self) -> None:
        for button in self.findChildren(QPushButton):
            command = button.property("command")
            if command:
                action = self._actions[command]
                # what has the focus keeps it: a control that vanishes under a person is a trap
                usable = action.isEnabled() or button.hasFocus()
                button.setEnabled(usable)
                button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if usable else Qt.FocusPolicy.NoFocus)

    def _button(self, command: str, text: str, drawing: str = "") -> QPushButton:
        known = BY_ID[command]
        button = QPushButton(text, self)
        button.setProperty("command", command)
        if not text:
            button.setAccessibleName(plain(tr(known.title)))
            button.setProperty("lean", True)
        elif command == "read.stop":
            button.setAccessibleName(text)
        keep_tip(button, self._actions[command])
        button.setAccessibleDescription(tr(known.help))
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._press(command))
        if drawing:
            self._icons.append((button, drawing, False))
        return button

    def _press(self, command: str) -> None:
        if command == "summary.switch":
            self._switch.setChecked(not self._switch.isChecked())  # the answer sets it
        if self._actions[command].isEnabled():
            self.asked.emit(command)

    def _depth(self) -> tuple[QLabel, QWidget]:
        """One control from the headline to the full text, and where it stands."""
        group = QWidget(self)
        row = QHBoxLayout(group)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        step = QLabel(tr("Full text"), group)
        step.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # as wide as its longest word, so that nothing beside it moves
        step.setMinimumWidth(
            max(step.fontMetrics().horizontalAdvance(tr(c.label)) for c in TABLE["summary.step"].choices)
        )
        less, more = self._button("summary.shorter", "", "minus"), self._button("summary.longer", "", "plus")
        for widget in (less, step, more):
            widget.setParent(group)
            row.addWidget(widget)
        return step, group

    def _number(self, key: str, label: str, less: str, more: str) -> tuple[NumberField, QWidget]:
        setting = TABLE[key]
        group = QWidget(self)
        row = QHBoxLayout(group)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(8)
        caption = QLabel(label, group)
        box = NumberField(setting, group)
        caption.setBuddy(box)
        minus, plus = self._button(less, "", "minus"), self._button(more, "", "plus")
        minus.setParent(group)
        plus.setParent(group)
        for widget in (caption, minus, box, plus):
            row.addWidget(widget)
        for before, after in pairwise((minus, box, plus)):
            QWidget.setTabOrder(before, after)
        box.valueChanged.connect(lambda value: self.chosen.emit(key, value))
        return box, group
