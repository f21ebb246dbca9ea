"""Shows a text of any length, one part at a time, and lights what is read in whichever part it is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reader.core.document import Block, Span
from reader.core.settings import Settings
from reader.ui.announcing import Passage
from reader.ui.chapters import Sheet, part_at, parts_of
from reader.ui.colours import Theme
from reader.ui.guide import GuideStyle
from reader.ui.light import LightStyle
from reader.ui.page import Page
from reader.ui.typeset import Looks
from reader.ui.words import tr


class ReadingView(QWidget):
    """A page and, for a long text, a strip that turns to the part before and after."""

    turned = Signal(int, int)
    """The number of the part that is shown, from 0, and of all."""

    def __init__(self, name: str, settings: Settings, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = Page(name, Looks.of(settings), theme, LightStyle.of(settings), self)
        self._passage = Passage(self.page)
        self._sheet = Sheet("")
        self._parts: tuple[tuple[Block, ...], ...] = ((),)
        self._part = 0
        self._found: list[Span] = []
        self._strip = QWidget(self)
        self._label = QLabel(self._strip)
        self._back = QPushButton(tr("Previous part"), self._strip)
        self._on = QPushButton(tr("Next part"), self._strip)
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(12, 6, 12, 6)
        row.addWidget(self._back)
        row.addWidget(self._label, 1, Qt.AlignmentFlag.AlignCenter)
        row.addWidget(self._on)
        self._strip.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = QLabel(self)
        self._head.setObjectName("head")
        self._head.setTextFormat(Qt.TextFormat.PlainText)
        self._head.hide()
        column.addWidget(self._head)
        column.addWidget(self.page, 1)
        column.addWidget(self._strip)
        self._back.clicked.connect(lambda: self.turn(-1))
        self._on.clicked.connect(lambda: self.turn(1))
        self.page.left.connect(self.turn)
        self.setFocusProxy(self.page)
        self.set_settings(settings, theme)

    @property
    def parts(self) -> int:
        return len(self._parts)

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    def show_head(self, text: str) -> None:
        """A line above the page; empty for none."""
        self._head.setText(text)
        self._head.setVisible(bool(text))

    def show_sheet(self, sheet: Sheet) -> None:
        """Shows another text from its beginning."""
        self._sheet = sheet
        self._parts = parts_of(sheet)
        self._found = []
        self.page.light(None, None)
        self._show(0)

    def set_settings(self, settings: Settings, theme: Theme) -> None:
        """Sets the text and its light as chosen."""
        self.page.set_looks(Looks.of(settings), theme, LightStyle.of(settings), settings.number("text.width"))
        self.page.set_guide(GuideStyle.of(settings))
        self.page.set_following(
            settings.flag("light.follow"),
            settings.number("light.place"),
            settings.flag("light.fixed"),
            settings.number("light.across") if settings.flag("light.spot") else None,
        )

    def light(self, word: Span | None, sentence: Span | None) -> None:
        """Lights a word and its sentence; turns to their part while following."""
        span = word or sentence
        if span is not None and self.page.following and not self.page.shows(span.start):
            self._show(part_at(self._parts, span.start))
        self.page.light(word, sentence)

    def put_caret(self, offset: int, select: Span | None = None, tell: Span | None = None) -> None:
        """Shows the part with `offset` and moves the caret there; a screen reader says all of `tell`."""
        if not self.page.shows(offset):
            self._show(part_at(self._parts, offset))
        self.page.put_caret(offset, select, unsaid=tell is not None)
        if tell is not None:
            self._passage.say(tell.of(self._sheet.text))

    def follow(self, word: Span | None) -> None:
        """Brings the word being read back into view."""
        if word is not None and not self.page.shows(word.start):
            self._show(part_at(self._parts, word.start))
        self.page.follow()

    def mark_found(self, spans: list[Span]) -> None:
        """Marks all places of what was looked for."""
        self._found = spans
        self.page.mark_found(spans)

    def turn(self, step: int) -> None:
        """Shows a later or earlier part, from its beginning, or its end when going back by the caret."""
        wanted = self._part + step
        if 0 <= wanted < len(self._parts):
            self._show(wanted)

    def _show(self, part: int) -> None:
        self._part = part
        self.page.show_part(self._sheet.text, self._parts[part])
        self.page.mark_found(self._found)
        several = len(self._parts) > 1
        self._strip.setVisible(several)
        if several:
            self._label.setText(tr("Part {n} of {all}", n=part + 1, all=len(self._parts)))
            self._back.setEnabled(part > 0)
            self._on.setEnabled(part < len(self._parts) - 1)
        self.turned.emit(part, len(self._parts))
