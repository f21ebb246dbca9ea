"""Asks how a word is to be said, lets it be heard, and keeps it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from reader.app.languages import name_of
from reader.app.wording import told
from reader.core.errors import ReaderError
from reader.core.speech.pronunciation import Entry, Kind
from reader.ui.announcing import Announcement
from reader.ui.colours import Theme
from reader.ui.fitting import fit
from reader.ui.flow import Flow
from reader.ui.focus_ring import FocusRing
from reader.ui.pressing import Pressing
from reader.ui.words import tr

Try = Callable[[Entry, Callable[[ReaderError], None]], None]
"""Lets an entry be heard; the second is called where it cannot be."""


class EntryDialog(QDialog):
    """What is written, how it is said, where that holds; Preview and Save."""

    silenced = Signal()

    def __init__(
        self,
        entry: Entry,
        language: str,
        hear: Try,
        keep: Callable[[Entry], None],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        """`language` is that of the text; `keep` raises `ReaderError` where an entry cannot be kept."""
        super().__init__(parent)
        self.setWindowTitle(tr("How a word is said"))
        fit(self, 640, 600)
        self._hear, self._keep = hear, keep
        self.kept: Entry | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        self._written = self._field(tr("&Written"), entry.written, column)
        self._spoken = self._field(tr("Sai&d"), entry.spoken, column)
        hint = QLabel(
            tr("Write it the way it sounds, such as “engine x” for nginx; or phonemes: [[h@l'oU]]."), self
        )
        hint.setObjectName("quiet")
        hint.setWordWrap(True)
        column.addWidget(hint)
        own = language or (entry.language if entry.language != "*" else "")
        self._kinds = self._choices(
            tr("Stands for"),
            [(Kind.WORD.value, tr("Words")), (Kind.PATTERN.value, tr("A pattern"))],
            Kind.PATTERN.value if entry.kind is Kind.PATTERN else Kind.WORD.value,
            column,
        )
        places = [("*", tr("Every language"))]
        if own:
            places.insert(0, (own, tr("Only {language}", language=name_of(own))))
        self._places = self._choices(tr("Holds in"), places, entry.language, column)
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        column.addWidget(self._told)
        column.addStretch(1)
        buttons = QWidget(self)
        row = Flow(buttons, margin=0)
        for text, do in (
            (tr("&Preview"), self._preview),
            (tr("&Save"), self._save),
            (tr("Cancel"), self.reject),
        ):
            button = QPushButton(text, buttons)
            button.setAutoDefault(False)
            button.clicked.connect(do)
            row.addWidget(button)
        column.addWidget(buttons)
        self._said = Announcement(self)
        self._spoken.returnPressed.connect(self._preview)
        self._ring = FocusRing(self, theme)
        Pressing(self)
        (self._spoken if entry.written else self._written).setFocus()
        self._spoken.selectAll()

    def entry(self) -> Entry:
        """What is filled in."""
        written = self._written.text().strip()
        kind = Kind(self._kinds[1]())
        if kind is Kind.WORD and any(c.isspace() for c in written):
            kind = Kind.PHRASE
        return Entry(written, self._spoken.text().strip(), kind, self._places[1]())

    def reject(self) -> None:
        self.silenced.emit()
        super().reject()

    def _preview(self) -> None:
        self._tell("")
        self._hear(self.entry(), self._refuse)

    def _save(self) -> None:
        entry = self.entry()
        try:
            self._keep(entry)
        except ReaderError as error:
            self._refuse(error)
            return
        self.kept = entry
        self.silenced.emit()
        self.accept()

    def _refuse(self, error: ReaderError) -> None:
        self._tell(f"{told(error.message)} {told(error.advice)}")

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        if sentence:
            self._said.say(sentence)

    def _field(self, label: str, text: str, column: QVBoxLayout) -> QLineEdit:
        field = QLineEdit(text, self)
        field.setAccessibleName(label.replace("&", ""))
        caption = QLabel(label, self)
        caption.setBuddy(field)
        column.addWidget(caption)
        column.addWidget(field)
        return field

    def _choices(
        self, label: str, options: list[tuple[str, str]], chosen: str, column: QVBoxLayout
    ) -> tuple[QButtonGroup, Callable[[], str]]:
        column.addWidget(QLabel(label, self))
        line = QWidget(self)
        line.setAccessibleName(label)
        row = Flow(line, gap=20, margin=0)
        group = QButtonGroup(self)
        for at, (value, name) in enumerate(options):
            button = QRadioButton(name, line)
            button.setAccessibleName(f"{label}: {name}")
            button.setChecked(value == chosen or not at)
            group.addButton(button, at)
            row.addWidget(button)
        column.addWidget(line)
        return group, lambda: options[max(0, group.checkedId())][0]
