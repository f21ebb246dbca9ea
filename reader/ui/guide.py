"""Lays a reading ruler or a mask over a page: a band that moves along, with the rest left alone or covered.

It lies above the page as a window of its own parts, lets every click through, and paints at most four
rectangles, so that moving it costs no layout of the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reader.core.settings import Settings
from reader.ui.colours import Theme

EDGE = 3
"""Pixels of the lines above and below the band."""
COVER = 235
"""How much the mask covers, of 255: what comes next can be guessed at, and does not disturb."""


@dataclass(frozen=True, slots=True)
class GuideStyle:
    """How the band looks and what it follows."""

    style: str
    """`none`, `ruler` or `mask`."""
    lines: int
    pointer: bool
    """It follows the pointer and not the voice."""

    @staticmethod
    def of(settings: Settings) -> GuideStyle:
        return GuideStyle(
            settings.word("guide.style"),
            settings.number("guide.height"),
            settings.word("guide.follows") == "pointer",
        )


class Guide(QWidget):
    """The band over one page; hidden while none is wanted."""

    def __init__(self, page: QWidget, theme: Theme) -> None:
        super().__init__(page)
        self._theme = theme
        self.style_now = GuideStyle("none", 2, pointer=False)
        self._band = (0, 0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def band(self) -> tuple[int, int]:
        """Top and bottom of what is left open, in pixels of the page."""
        return self._band

    def set_style(self, style: GuideStyle, theme: Theme) -> None:
        """Another look; the place stays."""
        self.style_now, self._theme = style, theme
        self.setVisible(style.style != "none")
        self.update()

    def put(self, middle: float, line: float) -> None:
        """Lays the band around the line of text whose middle is at `middle`: whole lines of `line` pixels."""
        before_it = (self.style_now.lines - 1) // 2
        top = middle - line / 2 - line * before_it
        band = (int(top), int(top + line * self.style_now.lines))
        if band == self._band:
            return
        gone, self._band = self._band, band
        # Only what changes is painted: between the old edges and the new ones.
        for old, new in zip(gone, band, strict=True):
            low, high = min(old, new) - EDGE, max(old, new) + EDGE
            self.update(QRect(0, low, self.width(), high - low))

    def paintEvent(self, _: QPaintEvent) -> None:
        painter = QPainter(self)
        top, bottom = self._band
        if self.style_now.style == "mask":
            cover = QColor(self._theme.window)
            cover.setAlpha(COVER)
            painter.fillRect(0, 0, self.width(), top, cover)
            painter.fillRect(0, bottom, self.width(), self.height() - bottom, cover)
        edge = QColor(self._theme.focus)
        for y in (top - EDGE, bottom):
            painter.fillRect(0, y, self.width(), EDGE, edge)
