"""Shows the table of settings as a dialog; every change holds at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.app.commands import BY_ID, Command
from reader.core.settings import SETTINGS, Group, Setting, Settings, Value
from reader.ui.colour_row import ColourRow
from reader.ui.colours import Theme
from reader.ui.fitting import fit, size_in_letters
from reader.ui.flow import Flow
from reader.ui.focus_ring import FocusRing
from reader.ui.fonts import SHIPPED
from reader.ui.number_field import NumberField
from reader.ui.picker import Entry, Picker
from reader.ui.pressing import Pressing
from reader.ui.words import plain, tr

Change = Callable[[str, Value], None]

FURTHER = {
    Group.VOICE: ("read.voice", "read.device", "read.dictionary"),
    Group.WINDOW: ("help.keys",),
}
"""Commands whose dialogs belong to a page of this one."""
NARROW = 460
"""Pixels of width below which a label stands above its number: 1280 pixels at 400 % have 320."""


class SettingsDialog(QDialog):
    """A field to search, and below it every setting with its help."""

    silenced = Signal()
    export_wanted = Signal()
    import_wanted = Signal()
    asked = Signal(str)
    """The id of a command, whose own dialog has more to choose."""

    def __init__(
        self, settings: Settings, change: Change, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        fit(self, 760, 680)
        self._settings, self._change, self._theme = settings, change, theme
        self._rows: list[tuple[QWidget, str]] = []
        self._colours: list[ColourRow] = []
        self._heads: list[tuple[QLabel, list[QWidget]]] = []
        label = QLabel(tr("Searc&h the settings"), self)
        search = QLineEdit(self)
        search.setAccessibleName(tr("Search the settings"))
        label.setBuddy(search)
        sheet = QWidget()
        sheet.setObjectName("sheet")
        column = QVBoxLayout(sheet)
        column.setSpacing(14)
        for group in Group:
            shown = [s for s in SETTINGS if s.group is group and s.shown]
            if not shown:
                continue
            head = QLabel(tr(group.value), sheet)
            font = head.font()
            font.setBold(True)
            font.setPointSizeF(font.pointSizeF() * 1.2)
            head.setFont(font)
            column.addWidget(head)
            rows = []
            for setting in shown:
                words = f"{tr(setting.label)} {tr(setting.help)} {tr(group.value)}"
                rows.append(self._put(self._row(setting, sheet), words, column))
            for command in map(BY_ID.__getitem__, FURTHER.get(group, ())):
                words = f"{plain(tr(command.title))} {tr(command.help)} {tr(group.value)}"
                rows.append(self._put(self._door(command, sheet), words, column))
            self._heads.append((head, rows))
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(sheet)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        close = QPushButton(tr("Close"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        export = QPushButton(tr("Export…"), self)
        export.setAccessibleDescription(tr("Writes all settings and keys into a file of your own."))
        bring = QPushButton(tr("Import…"), self)
        bring.setAccessibleDescription(tr("Takes settings and keys over from such a file."))
        for button, asked in ((export, self.export_wanted), (bring, self.import_wanted)):
            button.setAutoDefault(False)
            button.clicked.connect(asked)
        ending = QWidget(self)
        below = Flow(ending, margin=0)
        for button in (close, export, bring):
            below.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        for widget in (label, search, area, ending):
            outer.addWidget(widget, 1 if widget is area else 0)
        search.textChanged.connect(self._filter)
        self.ring = FocusRing(self, theme)
        Pressing(self)

    def set_theme(self, theme: Theme) -> None:
        """The colours may change while the dialog is open."""
        self._theme = theme
        self.ring.set_theme(theme)
        for row in self._colours:
            row.set_theme(theme)

    def reject(self) -> None:
        self.silenced.emit()
        super().reject()

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        for row, text in self._rows:
            row.setVisible(all(w in text for w in words))
        for head, rows in self._heads:
            head.setVisible(any(not r.isHidden() for r in rows))

    def _put(self, row: QWidget, words: str, column: QVBoxLayout) -> QWidget:
        column.addWidget(row)
        self._rows.append((row, words.casefold()))
        return row

    def _door(self, command: Command, parent: QWidget) -> QWidget:
        """A button that opens the dialog of a command, and what is chosen there."""
        button = QPushButton(f"{plain(tr(command.title))}…", parent)
        button.setAutoDefault(False)
        button.setAccessibleDescription(tr(command.help))
        button.clicked.connect(lambda: self.asked.emit(command.id))
        return _with_hint(button, tr(command.help), parent)

    def _row(self, setting: Setting, parent: QWidget) -> QWidget:
        match setting.default:
            case bool():
                control = self._flag(setting, parent)
            case int():
                control = self._number(setting, parent)
            case str() if setting.choices:
                control = self._choice(setting, parent)
            case str() if setting.colour:
                control = self._colour(setting, parent)
            case str():
                control = self._font(setting, parent)
        return _with_hint(control, tr(setting.help), parent)

    def _flag(self, setting: Setting, parent: QWidget) -> QWidget:
        # A check box is 22 pixels high to a pointer whatever its height; a button that stays down has
        # the same role and is as large as it looks.
        box = QPushButton(parent)
        box.setCheckable(True)
        box.setAutoDefault(False)
        box.setAccessibleName(tr(setting.label))
        box.setAccessibleDescription(tr(setting.help))

        def show(on: bool) -> None:
            box.setText(f"{tr(setting.label)}: {tr('on') if on else tr('off')}")

        box.setChecked(self._settings.flag(setting.key))
        show(box.isChecked())
        box.toggled.connect(show)
        box.toggled.connect(lambda on: self._change(setting.key, on))
        return box

    def _number(self, setting: Setting, parent: QWidget) -> QWidget:
        line = QWidget(parent)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        unit = tr(setting.unit)
        label = QLabel(f"{tr(setting.label)} ({unit})" if unit else tr(setting.label), line)
        label.setWordWrap(True)
        box = NumberField(setting, line)
        box.setValue(self._settings.number(setting.key))
        label.setBuddy(box)
        less, more = QPushButton("−", line), QPushButton("+", line)
        for button, name in (
            (less, tr("Less: {label}", label=tr(setting.label))),
            (more, tr("More: {label}", label=tr(setting.label))),
        ):
            button.setAccessibleName(name)
            button.setProperty("lean", True)
            button.setAutoDefault(False)
        less.clicked.connect(box.stepDown)
        more.clicked.connect(box.stepUp)
        box.valueChanged.connect(lambda value: self._change(setting.key, value))
        for widget in (label, less, box, more):
            row.addWidget(widget, 1 if widget is label else 0)
        if size_in_letters(self)[0] < NARROW:
            row.removeWidget(label)
            row.addStretch(1)
            both = QWidget(parent)
            column = QVBoxLayout(both)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4)
            column.addWidget(label)
            column.addWidget(line)
            return both
        return line

    def _choice(self, setting: Setting, parent: QWidget) -> QWidget:
        group = QWidget(parent)
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(QLabel(tr(setting.label), group))
        line = QWidget(group)
        line.setAccessibleName(tr(setting.label))
        row = Flow(line, gap=20, margin=0)
        buttons = QButtonGroup(group)
        for choice in setting.choices:
            button = QRadioButton(tr(choice.label), line)
            button.setProperty("choice", (setting.key, choice.value))
            button.setChecked(self._settings.word(setting.key) == choice.value)
            button.setAccessibleName(f"{tr(setting.label)}: {tr(choice.label)}")
            button.toggled.connect(lambda on, value=choice.value: on and self._change(setting.key, value))
            buttons.addButton(button)
            row.addWidget(button)
        column.addWidget(line)
        return group

    def _colour(self, setting: Setting, parent: QWidget) -> QWidget:
        row = ColourRow(setting, lambda: self._settings, self._theme, parent)
        row.chosen.connect(lambda value: self._take_colour(setting.key, value))
        self._colours.append(row)
        return row

    def _take_colour(self, key: str, value: str) -> None:
        self._settings = self._settings.having(key, value)
        self._change(key, value)
        for button in self.findChildren(QRadioButton):
            if button.property("choice") == ("colours.theme", "own"):
                button.setChecked(True)
        for row in self._colours:
            row.show_colour()

    def _font(self, setting: Setting, parent: QWidget) -> QWidget:
        button = QPushButton(parent)
        button.setAutoDefault(False)
        button.setText(f"{tr(setting.label)}: {self._settings.word(setting.key)}")
        button.setAccessibleDescription(tr(setting.help))

        def choose() -> None:
            families = [f for f in QFontDatabase.families() if f not in SHIPPED]
            entries = [Entry(f, f) for f in (*SHIPPED, *families)]
            picker = Picker(tr(setting.label), tr("&Font to look for"), entries, self._theme, parent=self)
            if picker.exec():
                self._change(setting.key, picker.picked)
                button.setText(f"{tr(setting.label)}: {picker.picked}")

        button.clicked.connect(choose)
        return button


def _with_hint(control: QWidget, hint: str, parent: QWidget) -> QWidget:
    """A control and below it what it does."""
    row = QWidget(parent)
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(control)
    label = QLabel(hint, row)
    label.setObjectName("quiet")
    label.setWordWrap(True)
    column.addWidget(label)
    return row
