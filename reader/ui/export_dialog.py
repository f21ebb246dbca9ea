"""Asks what file to make of the text, and shows how far it is."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from reader.app.exporting import Choice, Exported
from reader.app.exporting.left import clock
from reader.core.settings import TABLE, Settings, Value
from reader.ui.announcing import Announcement
from reader.ui.colours import Theme
from reader.ui.fitting import fit
from reader.ui.flow import Flow
from reader.ui.focus_ring import FocusRing
from reader.ui.taking_along import TakingAlong
from reader.ui.words import count, tr

Start = Callable[[Path], None]
"""Makes the file, of the kind and with the content that the settings say."""

LONGEST = 80
"""Characters of a title in the name of a file."""

STEP = 25
"""Per cent after which it is said how far it is."""


class ExportDialog(QDialog):
    """Kind and content from the table of settings, then progress with pause and cancel."""

    silenced = Signal()

    def __init__(
        self,
        settings: Callable[[], Settings],
        change: Callable[[str, Value], None],
        taking: TakingAlong,
        start: Start,
        title: str,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Take along"))
        fit(self, 640, 520)
        self._settings, self._change, self._taking, self._start = settings, change, taking, start
        self._title = title
        self._said = 0
        self._file = Path()
        self._groups = [self._choice(key) for key in ("export.format", "export.what")]
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName(tr("Progress"))
        self._bar.setMinimumHeight(44)
        self._bar.setTextVisible(False)  # the line below says it, with the contrast of text
        self._line = QLabel(self)
        self._line.setWordWrap(True)
        self._voice = Announcement(self)
        self._go = self._button(tr("Choose a file and &begin…"), self._begin)
        self._hold = self._button(tr("&Pause"), self._toggle)
        self._end = self._button(tr("&Cancel"), taking.cancel)
        self._again = self._button(tr("&Try again"), lambda: self._decide(Choice.RETRY))
        self._leave = self._button(tr("&Leave them out"), lambda: self._decide(Choice.LEAVE_OUT))
        self._stop = self._button(tr("&Stop and keep what is made"), lambda: self._decide(Choice.STOP))
        self._close = self._button(tr("Close"), self.accept)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(14)
        for widget in (*self._groups, self._bar, self._line):
            column.addWidget(widget)
        column.addStretch(1)
        row = QWidget(self)
        buttons = Flow(row, gap=10, margin=0)
        for button in (self._go, self._hold, self._end, self._again, self._leave, self._stop, self._close):
            buttons.addWidget(button)
        column.addWidget(row)
        taking.progressed.connect(self._show_progress)
        taking.doubted.connect(self._show_doubt)
        taking.done.connect(self._show_done)
        taking.cancelled.connect(lambda: self._show_end(tr("Cancelled. Nothing of it stays.")))
        taking.failed.connect(lambda message, advice: self._show_end(f"{message} {advice}"))
        self._show_state(running=taking.running)
        self.ring = FocusRing(self, theme)

    def reject(self) -> None:
        """Esc silences the voice; it does not end what is being made."""
        self.silenced.emit()
        if not self._taking.running:
            super().reject()

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _: act())
        return button

    def _choice(self, key: str) -> QWidget:
        setting = TABLE[key]
        group = QWidget(self)
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(QLabel(tr(setting.label), group))
        line = QWidget(group)
        line.setAccessibleName(tr(setting.label))
        row = Flow(line, gap=20, margin=0)
        buttons = QButtonGroup(group)
        for choice in setting.choices:
            button = QRadioButton(tr(choice.label), line)
            button.setChecked(self._settings().word(key) == choice.value)
            button.setAccessibleName(f"{tr(setting.label)}: {tr(choice.label)}")
            button.setAccessibleDescription(tr(setting.help))
            button.toggled.connect(lambda on, value=choice.value: on and self._change(key, value))
            buttons.addButton(button)
            row.addWidget(button)
        column.addWidget(line)
        return group

    def _begin(self) -> None:
        kind = self._settings().word("export.format")
        folder = self._settings().word("export.folder") or QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.MusicLocation
        )
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Where to put it"), str(Path(folder) / file_name(self._title, kind)), f"*.{kind}"
        )
        if name:
            self.begin(Path(name))

    def begin(self, file: Path) -> None:
        """Makes the file; a name that lacks its ending gets it."""
        kind = f".{self._settings().word('export.format')}"
        self._file = file if file.suffix.lower() == kind else file.with_name(file.name + kind)
        if len(str(file.parent)) <= 200:
            self._change("export.folder", str(file.parent))
        self._said = 0
        self._bar.setValue(0)
        self._show_state(running=True)
        self._tell(tr("Begun: {name}", name=self._file.name))
        self._hold.setFocus()
        self._start(self._file)

    def _toggle(self) -> None:
        paused = self._hold.text() == tr("&Pause")
        self._taking.pause(paused)
        self._hold.setText(tr("&Go on") if paused else tr("&Pause"))
        self._tell(tr("Paused") if paused else tr("Going on"))

    def _decide(self, choice: Choice) -> None:
        self._show_state(running=True)
        self._hold.setFocus()
        self._taking.decide(choice)

    def _show_progress(self, percent: int, left: float | None) -> None:
        self._bar.setValue(percent)
        line = f"{percent} %"
        if left is not None:
            line = tr("{percent} %, {time} left", percent=percent, time=clock(left))
        self._line.setText(line)
        if percent // STEP > self._said // STEP and percent < 100:
            self._voice.say(line)
        self._said = percent

    def _show_doubt(self, sentences: int) -> None:
        for button in (self._again, self._leave, self._stop):
            button.show()
        self._hold.hide()
        self._again.setFocus()
        self._tell(
            count("{n} sentence could not be spoken.", "{n} sentences could not be spoken.", sentences)
        )

    def _show_done(self, exported: Exported) -> None:
        self._bar.setValue(100)
        told = tr("Done: {name}, {time}.", name=self._file.name, time=clock(exported.seconds))
        if exported.left_out:
            told += " " + count(
                "{n} sentence was left out.", "{n} sentences were left out.", len(exported.left_out)
            )
        self._show_end(told)

    def _show_end(self, told: str) -> None:
        self._show_state(running=False)
        self._tell(told)
        self._close.setFocus()

    def _show_state(self, *, running: bool) -> None:
        for group in self._groups:
            group.setVisible(not running)
        self._go.setVisible(not running)
        self._close.setVisible(not running)
        self._hold.setVisible(running)
        self._hold.setText(tr("&Pause"))
        self._end.setVisible(running)
        for button in (self._again, self._leave, self._stop):
            button.hide()

    def _tell(self, sentence: str) -> None:
        self._line.setText(sentence)
        self._voice.say(sentence)


def file_name(title: str, kind: str) -> str:
    """What the file is called unless the person says otherwise; every system takes it."""
    words = " ".join(re.findall(r"[\w'’.,()-]+", title))[:LONGEST].strip(" .-") or tr("Story")
    return f"{words}.{kind}"
