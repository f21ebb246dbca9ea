"""Lists a person's own pronunciations, and adds, changes, removes, imports and exports them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.app.wording import told
from reader.core.errors import ReaderError, UsageError
from reader.core.speech.pronunciation import Entry
from reader.ui.announcing import Announcement
from reader.ui.colours import Theme
from reader.ui.entry_dialog import EntryDialog, Try
from reader.ui.fitting import fit
from reader.ui.flow import Flow
from reader.ui.focus_ring import FocusRing
from reader.ui.needs import Dictionary
from reader.ui.pressing import Pressing
from reader.ui.words import count, tr

LARGEST = 1 << 23
"""Bytes of a file that is imported."""


class DictionaryDialog(QDialog):
    """A field to search, the entries, and what can be done with them."""

    silenced = Signal()
    changed = Signal()
    """Something is said otherwise now."""

    def __init__(
        self, dictionary: Dictionary, language: str, hear: Try, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Pronunciation"))
        fit(self, 720, 640)
        self._dictionary, self._language, self._hear, self._theme = dictionary, language, hear, theme
        self._shown: list[Entry] = []
        search = QLineEdit(self)
        search.setAccessibleName(tr("Word to look for"))
        label = QLabel(tr("&Word to look for"), self)
        label.setBuddy(search)
        self._search = search
        self._list = QListWidget(self)
        self._list.setAccessibleName(tr("Your pronunciations"))
        self._list.setWordWrap(True)
        self._told = QLabel(self)
        self._told.setWordWrap(True)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._said = Announcement(self)
        buttons = QWidget(self)
        row = Flow(buttons, margin=0)
        self._of_entry: list[QPushButton] = []
        for text, do, of_entry in (
            (tr("&Add…"), self._add, False),
            (tr("&Change…"), self._change, True),
            (tr("&Hear"), self._hear_it, True),
            (tr("&Remove"), self._remove, True),
            (tr("&Import…"), self._take_in, False),
            (tr("&Export…"), self._give_out, False),
            (tr("Close"), self.accept, False),
        ):
            button = QPushButton(text, buttons)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, act=do: act())
            row.addWidget(button)
            if of_entry:
                self._of_entry.append(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        for widget in (label, search, self._list, self._told, buttons):
            column.addWidget(widget, 1 if widget is self._list else 0)
        search.textChanged.connect(self._fill)
        self._list.itemActivated.connect(lambda _: self._change())
        self._ring = FocusRing(self, theme)
        Pressing(self)
        self._fill()
        if dictionary.fault is not None:
            self._refuse(dictionary.fault)

    def reject(self) -> None:
        self.silenced.emit()
        super().reject()

    def _fill(self) -> None:
        words = self._search.text().casefold().split()
        row = max(0, self._list.currentRow())
        self._list.clear()
        self._shown = []
        for entry in self._dictionary.entries:
            language = "" if entry.language == "*" else f"  ({entry.language})"
            text = f"{entry.written}  →  {entry.spoken}{language}"
            if all(w in text.casefold() for w in words):
                self._list.addItem(text)
                self._shown.append(entry)
        self._list.setCurrentRow(min(row, len(self._shown) - 1))
        for button in self._of_entry:
            button.setEnabled(bool(self._shown))
        if not self._dictionary.entries and self._dictionary.fault is None:
            self._told.setText(tr("There is nothing yet. Add a word that the voice says wrongly."))

    def _chosen(self) -> Entry | None:
        row = self._list.currentRow()
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def _add(self) -> None:
        self._edit(Entry("", "", language=self._language or "*"), None)

    def _change(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self._edit(entry, entry)

    def _hear_it(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self._hear(entry, self._refuse)

    def _edit(self, entry: Entry, instead: Entry | None) -> None:
        language = entry.language if entry.language != "*" else self._language
        dialog = EntryDialog(
            entry, language, self._hear, lambda e: self._dictionary.add(e, instead), self._theme, self
        )
        dialog.silenced.connect(self.silenced)
        if dialog.exec() and dialog.kept is not None:
            self._done(
                tr("“{written}” is said “{spoken}”.", written=dialog.kept.written, spoken=dialog.kept.spoken)
            )
        dialog.deleteLater()

    def _remove(self) -> None:
        entry = self._chosen()
        if entry is not None:
            self._try(
                lambda: self._dictionary.remove([entry]), tr("Removed: {written}", written=entry.written)
            )

    def _take_in(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Import pronunciations"))
        if name:
            taken: list[int] = []
            if self._try(lambda: taken.append(self._dictionary.take_in(_read(Path(name)))), ""):
                self._done(count("{n} entry came in.", "{n} entries came in.", taken[0]))

    def _give_out(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, tr("Export pronunciations"), "pronunciation.tsv")
        if name:
            self._try(
                lambda: _write(Path(name), self._dictionary.written()), tr("Written to {name}.", name=name)
            )

    def _try(self, act: Callable[[], object], sentence: str) -> bool:
        try:
            act()
        except ReaderError as error:
            self._refuse(error)
            return False
        if sentence:
            self._done(sentence)
        return True

    def _done(self, sentence: str) -> None:
        self._tell(sentence)
        self._fill()
        self.changed.emit()

    def _refuse(self, error: ReaderError) -> None:
        self._tell(f"{told(error.message)} {told(error.advice)}")

    def _tell(self, sentence: str) -> None:
        self._told.setText(sentence)
        self._said.say(sentence)


def _read(file: Path) -> str:
    try:
        with file.open("rb") as content:
            read = content.read(LARGEST + 1)
        if len(read) > LARGEST:
            raise UsageError(f"{file.name} is too large.", "Choose a file with 10,000 entries at most.")
        return read.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file.name} is no text in UTF-8.", "Save it as UTF-8 text.") from error
    except OSError as error:
        raise UsageError(f"{file.name} cannot be read: {error.strerror}.", "Choose another file.") from error


def _write(file: Path, content: str) -> None:
    try:
        file.write_text(content, "utf-8", newline="\n")
    except OSError as error:
        raise UsageError(
            f"{file.name} cannot be written: {error.strerror}.", "Choose another place."
        ) from error
