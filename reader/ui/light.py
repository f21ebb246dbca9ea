"""Paints what is being read onto a text widget: the word, a tint under its sentence, a bar beside it.

Nothing here touches caret, selection or formats: each of those makes a screen reader talk over the
voice at every word. Everything is painted under the text; only the colour of the lit word's letters
goes through an extra selection.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextDocument

from reader.core.settings import Settings
from reader.ui.colours import Theme

BAR = 5
"""Pixels: the bar beside the sentence."""


@dataclass(frozen=True, slots=True)
class LightStyle:
    """How the light looks."""

    word: str
    """`fill`, `line`, `frame` or `none`."""
    sentence: bool
    bar: bool

    @staticmethod
    def of(settings: Settings) -> LightStyle:
        return LightStyle(
            settings.word("light.style"), settings.flag("light.sentence"), settings.flag("light.bar")
        )


Range = tuple[int, int]
"""Positions in the widget, half-open."""


def lines_of(document: QTextDocument, lit: Range) -> list[QRectF]:
    """The rectangles of a range, one a line, in the document's own pixels."""
    start, end = lit
    found = []
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        layout = block.layout()
        corner = document.documentLayout().blockBoundingRect(block).topLeft()
        first = max(start - block.position(), 0)
        last = min(end - block.position(), block.length() - 1)
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            begin, stop = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if begin >= stop:
                continue
            # PySide gives (x, cursor) here
            left, right = _x(line, begin), _x(line, stop)
            top = corner.y() + line.y() + line.leading()
            found.append(
                QRectF(corner.x() + min(left, right), top, abs(right - left), line.ascent() + line.descent())
            )
        block = block.next()
    return found


def _x(line: object, at: int) -> float:
    value = line.cursorToX(at)  # type: ignore[attr-defined] # typed as object: QTextLine's stub returns object here
    return float(value[0] if isinstance(value, tuple) else value)


def paint(
    painter: QPainter,
    document: QTextDocument,
    word: Range | None,
    sentence: Range | None,
    style: LightStyle,
    theme: Theme,
    shift: QPointF,
) -> None:
    """Paints under the text; `shift` is the document's origin in the viewport."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if sentence is not None:
        lines = [r.translated(shift) for r in lines_of(document, sentence)]
        if style.sentence:
            painter.setBrush(QColor(theme.sentence))
            for r in lines:
                painter.drawRoundedRect(r.adjusted(-4, -3, 4, 3), 5, 5)
        if style.bar and lines:
            painter.setBrush(QColor(theme.bar))
            top, bottom = lines[0].top(), lines[-1].bottom()
            left = min(document.documentMargin() * 0.35 + shift.x(), min(r.left() for r in lines) - BAR - 6)
            painter.drawRoundedRect(QRectF(max(left, 1), top, BAR, bottom - top), 2, 2)
    if word is not None:
        for line in lines_of(document, word):
            r = line.translated(shift)
            match style.word:
                case "fill":
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(QColor(theme.word))
                    painter.drawRoundedRect(r.adjusted(-4, -2, 4, 2), 5, 5)
                case "line":
                    painter.setPen(Qt.PenStyle.NoPen)
                    painter.setBrush(QColor(theme.word))
                    thick = max(4.0, r.height() / 8)
                    painter.drawRect(QRectF(r.left(), r.bottom() - thick * 0.4, r.width(), thick))
                case "frame":
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.setPen(QPen(QColor(theme.word), max(3.0, r.height() / 14)))
                    painter.drawRoundedRect(r.adjusted(-4, -2, 4, 2), 5, 5)
                case _:
                    pass
