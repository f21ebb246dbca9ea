"""Shows at the foot of the window what is going on, and says it to a screen reader without taking the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from reader.ui.announcing import Announcement


class Foot(QWidget):
    """One line of text; long ones wrap."""

    spoke = Signal()
    """A screen reader is told something now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("foot")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._line = QLabel(self)
        self._line.setWordWrap(True)
        self._line.setTextFormat(Qt.TextFormat.PlainText)
        self._line.setMinimumHeight(24)
        # Qt would put a title alone, which is set apart as it may run the other way, at the left in every language.
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        self._line.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._progress = QLabel(self)
        self._progress.setTextFormat(Qt.TextFormat.PlainText)
        self._progress.setObjectName("quiet")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(16)
        row.addWidget(self._line, 1)
        row.addWidget(self._progress)
        self._announcement = Announcement(self)

    def show_line(self, sentence: str) -> None:
        """Shows it; a screen reader finds it here but is not told."""
        self._line.setText(sentence)

    def show_progress(self, text: str) -> None:
        self._progress.setText(text)

    def fit(self, width: float, lean: bool = False) -> None:
        """The progress goes where there is no room; Where am I tells it. Lean, it only speaks."""
        self._progress.setVisible(width >= 480 and not lean)
        self._line.setVisible(not lean)
        self._row.setContentsMargins(*((0, 0, 0, 2) if lean else (14, 6, 14, 6)))

    def say(self, sentence: str) -> None:
        """Shows it and has a screen reader say it."""
        self._line.setText(sentence)
        self.spoke.emit()
        self._announcement.say(sentence)

    def announce(self, sentence: str) -> None:
        """Has a screen reader say what stands in the page already."""
        self._announcement.say(sentence)

    @property
    def text(self) -> str:
        return self._line.text()
