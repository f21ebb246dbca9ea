"""Chooses one colour by its name or its code, and measures how well it can be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reader.core.settings import Setting, Settings
from reader.core.wording import said
from reader.ui.announcing import Announcement
from reader.ui.colours import Theme, contrast
from reader.ui.picker import Entry, Picker
from reader.ui.words import plain, tr

ENOUGH = 7.0
"""Contrast of text for people with low vision (WCAG 2.2, 1.4.6)."""

NAMES = {
    "#000000": said("Black"), "#ffffff": said("White"), "#1a1a1a": said("Nearly black"), "#f2f2f2": said("Nearly white"),
    "#595959": said("Dark grey"), "#bfbfbf": said("Light grey"), "#102a43": said("Navy blue"), "#0b3d91": said("Blue"),
    "#9cd3ff": said("Light blue"), "#003b36": said("Dark green"), "#1b5e20": said("Green"), "#b7f0b1": said("Light green"),
    "#fff6d6": said("Cream"), "#ffe066": said("Light yellow"), "#ffd54a": said("Yellow"), "#ffb300": said("Amber"),
    "#ffb37a": said("Light orange"), "#8a3b00": said("Brown"), "#4e1414": said("Dark red"), "#b3001b": said("Red"),
    "#ffb3ba": said("Pink"), "#4a0d67": said("Violet"), "#dcc6ff": said("Light violet"), "#00e5d1": said("Turquoise"),
}  # fmt: skip
"""Colours that differ to most eyes, each with a name that can be said."""

_AGAINST = {"colours.page": "colours.text", "colours.text": "colours.page", "colours.word": "colours.page"}


class ColourRow(QWidget):
    """A button with the colours by name, a field for the code, and the meter."""

    chosen = Signal(str)

    def __init__(
        self, setting: Setting, settings: Callable[[], Settings], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._setting, self._settings, self._theme = setting, settings, theme
        self._button = QPushButton(self)
        self._button.setAutoDefault(False)
        self._button.setIconSize(QSize(32, 24))
        self._button.setAccessibleDescription(tr(setting.help))
        self._field = QLineEdit(self)
        self._field.setMaxLength(7)
        self._field.setFixedWidth(self._field.fontMetrics().horizontalAdvance("#dddddd") + 40)
        self._field.setAccessibleName(tr("{label}, as a code", label=tr(setting.label)))
        self._field.setValidator(QRegularExpressionValidator(QRegularExpression("#[0-9A-Fa-f]{0,6}"), self))
        self._meter = QLabel(self)
        self._meter.setWordWrap(True)
        self._said = Announcement(self)
        row = QHBoxLayout()
        row.addWidget(self._button)
        row.addWidget(self._field)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._meter)
        self._button.clicked.connect(self._choose)
        self._field.editingFinished.connect(self._type)
        self.show_colour()

    def show_colour(self) -> None:
        """Shows what holds now, and how it stands against its counterpart."""
        colour = self._settings().word(self._setting.key)
        self._button.setText(f"{tr(self._setting.label)}: {name_of(colour)}")
        self._button.setIcon(_swatch(colour, self._theme.button_text))
        self._field.setText(colour)
        self._meter.setText(self._measured(colour))

    def set_theme(self, theme: Theme) -> None:
        """The colours of the dialog may change while it is open: these are they."""
        self._theme = theme
        self.show_colour()

    def _measured(self, colour: str) -> str:
        ratio = contrast(colour, self._settings().word(_AGAINST[self._setting.key]))
        return measured(ratio, 3 if self._setting.key == "colours.word" else ENOUGH)

    def _choose(self) -> None:
        other = self._settings().word(_AGAINST[self._setting.key])
        entries = [Entry(c, name_of(c), f"{contrast(c, other):.1f} : 1") for c in NAMES]
        now = self._settings().word(self._setting.key)
        picker = Picker(
            tr(self._setting.label), tr("&Colour to look for"), entries, self._theme, now, self.window()
        )
        if picker.exec():
            self._take(picker.picked)
        picker.deleteLater()

    def _type(self) -> None:
        typed = self._field.text().lower()
        if self._setting.admits(typed) and typed != self._settings().word(self._setting.key):
            self._take(typed)
        else:
            self._field.setText(self._settings().word(self._setting.key))

    def _take(self, colour: str) -> None:
        self.chosen.emit(colour)
        self.show_colour()
        self._said.say(f"{plain(self._button.text())}. {self._meter.text()}")


def _swatch(colour: str, edge: str) -> QIcon:
    drawn = QPixmap(32, 24)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setPen(QPen(QColor(edge), 2))
    painter.setBrush(QColor(colour))
    painter.drawRect(1, 1, 24, 22)
    painter.end()
    return QIcon(drawn)


def name_of(colour: str) -> str:
    """The name of a colour that has one, else its code."""
    return tr(NAMES[colour]) if colour in NAMES else colour  # not translated: a code


def measured(ratio: float, enough: float) -> str:
    """A contrast in a sentence, with a warning where it is too little."""
    number = f"{ratio:.1f}"
    if ratio >= enough:
        return tr("Contrast {ratio} : 1, easy to read.", ratio=number)
    return tr(
        "Contrast {ratio} : 1, less than {enough} : 1: hard to read.", ratio=number, enough=f"{enough:g}"
    )
