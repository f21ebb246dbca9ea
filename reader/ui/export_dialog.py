"""Asks what file to make of the text, and shows how far it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import count as count_from
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFrame,
    QLabel,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.app.exporting import Asked, Choice, Exported
from reader.app.exporting.left import clock
from reader.app.exporting.taking import FOLDERS, Wanted, form_of
from reader.core.settings import TABLE, Settings, Value
from reader.ui.announcing import Announcement
from reader.ui.colours import Theme
from reader.ui.fitting import fit
from reader.ui.flow import Flow
from reader.ui.focus_ring import FocusRing
from reader.ui.taking_along import Offer, TakingAlong
from reader.ui.words import count, tr

if TYPE_CHECKING:
    from reader.ui.frame import Frame
    from reader.ui.needs import Parts

Start = Callable[[Offer, Path], None]
"""Makes the file or folder, of the kind and with the content that the settings say."""

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
        offers: Sequence[Offer],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Take along"))
        fit(self, 720, 700)
        self._settings, self._change, self._taking, self._start = settings, change, taking, start
        self._offers, self._offer = offers, offers[0]
        self._said = 0
        self._file = Path()
        self._area = self._questions(offers)
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName(tr("Progress"))
        self._bar.setMinimumHeight(44)
        self._bar.setTextVisible(False)  # the line below says it, with the contrast of text
        self._line = QLabel(self)
        self._line.setWordWrap(True)
        self._line.setTextFormat(Qt.TextFormat.PlainText)
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
        column.addWidget(self._area, 1)
        for widget in (self._bar, self._line):
            column.addWidget(widget)
        self._rest = QWidget(self)
        column.addWidget(self._rest, 1)
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
        self._bar.hide()
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

    def _questions(self, offers: Sequence[Offer]) -> QScrollArea:
        """All that is asked; in a low window it is scrolled."""
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        sheet = QWidget(area)
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        if len(offers) > 1:
            labels = [offer.label for offer in offers]
            column.addWidget(self._choice(tr("What to take along"), "", labels, 0, self._offered))
        column.addWidget(self._setting("export.format"))
        self._what = self._setting("export.what")
        column.addWidget(self._what)
        column.addStretch(1)
        area.setWidget(sheet)
        for button in sheet.findChildren(QRadioButton):
            button.toggled.connect(lambda _, button=button: area.ensureWidgetVisible(button))
        return area

    def _setting(self, key: str) -> QWidget:
        setting = TABLE[key]
        values = [choice.value for choice in setting.choices]
        return self._choice(
            tr(setting.label),
            tr(setting.help),
            [tr(choice.label) for choice in setting.choices],
            values.index(self._settings().word(key)),
            lambda chosen: self._change(key, values[chosen]),
        )

    def _choice(
        self, name: str, about: str, labels: Sequence[str], chosen: int, choose: Callable[[int], object]
    ) -> QWidget:
        group = QWidget(self)
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(QLabel(name, group))
        line = QWidget(group)
        line.setAccessibleName(name)
        row = Flow(line, gap=20, margin=0)
        buttons = QButtonGroup(group)
        for number, label in enumerate(labels):
            button = QRadioButton(label, line)
            button.setChecked(number == chosen)
            button.setAccessibleName(f"{name}: {label}")
            button.setAccessibleDescription(about)
            button.toggled.connect(lambda on, number=number: on and choose(number))
            buttons.addButton(button)
            row.addWidget(button)
        column.addWidget(line)
        return group

    def _offered(self, number: int) -> None:
        self._offer = self._offers[number]
        self._what.setVisible(not self._offer.as_it_is)

    @property
    def _folder(self) -> bool:
        return form_of(self._settings().word("export.format"), several=self._offer.several) in FOLDERS

    def _begin(self) -> None:
        kind = self._settings().word("export.format")
        folder = Path(
            self._settings().word("export.folder")
            or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MusicLocation)
        )
        if self._folder:
            proposed = free(folder / file_name(self._offer.title))
            name, _ = QFileDialog.getSaveFileName(self, tr("What to call the folder"), str(proposed))
        else:
            proposed = folder / file_name(self._offer.title, kind)
            name, _ = QFileDialog.getSaveFileName(self, tr("Where to put it"), str(proposed), f"*.{kind}")
        if name:
            self.begin(Path(name))

    def begin(self, target: Path) -> None:
        """Makes the file or folder; the name of a file that lacks its ending gets it."""
        kind = f".{self._settings().word('export.format')}"
        named = self._folder or target.suffix.lower() == kind
        file = target if named else target.with_name(target.name + kind)
        # Whoever is asked for a name is asked about a file that bears it, but not about one with another ending.
        if free(file) != file if self._folder else not named and file.exists():
            self._tell(tr("{name} is there already. Choose another name.", name=file.name))
            return
        self._file = file
        if len(str(target.parent)) <= 200:
            self._change("export.folder", str(target.parent))
        self._said = 0
        self._bar.setValue(0)
        self._show_state(running=True)
        self._tell(tr("Begun: {name}", name=self._file.name))
        self._hold.setFocus()
        self._start(self._offer, self._file)

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
        self._show_end(f"{told} {self._offer.remark()}".rstrip())

    def _show_end(self, told: str) -> None:
        self._show_state(running=False)
        self._tell(told)
        self._close.setFocus()

    def _show_state(self, *, running: bool) -> None:
        self._area.setVisible(not running)
        self._rest.setVisible(running)
        self._bar.show()
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


def file_name(title: str, kind: str = "") -> str:
    """What a file, or a folder, is called unless the person says otherwise; every system takes it."""
    words = " ".join(re.findall(r"[\w'’.,()-]+", title))[:LONGEST].strip(" .-") or tr("Story")
    return f"{words}.{kind}" if kind else words


def free(folder: Path) -> Path:
    """The name, with a number behind it where something bears it already."""
    for number in count_from(2):
        if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
            return folder
        folder = folder.with_name(f"{folder.name.removesuffix(f' {number - 1}')} {number}")
    raise AssertionError


def ask(frame: Frame, parts: Parts, offers: Sequence[Offer]) -> None:
    """Asks what to make of one of these, and makes it; closing the dialog ends what is still being made."""
    session = frame.session
    taking = TakingAlong(parts, frame)

    def start(offer: Offer, target: Path) -> None:
        kind = session.settings.word("export.format")
        form = form_of(kind, several=offer.several)
        asked = Asked(session.settings.word("voice.id"), session.playback.prosody())
        # A file that is there was asked about already.
        taking.start(Wanted(offer.items, form, target, asked, suffix=f".{kind}", replace=form not in FOLDERS))

    dialog = ExportDialog(lambda: session.settings, session.set, taking, start, offers, frame.theme, frame)
    dialog.silenced.connect(session.stop)
    dialog.exec()
    dialog.deleteLater()
    taking.cancel()
