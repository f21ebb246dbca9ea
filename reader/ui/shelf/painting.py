"""Paints one row of the list: the title, a line below it, where a search found it, and how far it was heard."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.ui.colours import Theme
from reader.ui.shelf import told
from reader.ui.shelf.model import ROW, Documents
from reader.ui.shelf.needs import Row

SIDE = 14
"""Pixels left and right of the text."""
ABOVE = 9
BAR = 5
"""Pixels of the line that shows how far it was heard."""
MARK = 2
"""Pixels of the line round the one row that commands are for."""
Index = QModelIndex | QPersistentModelIndex


class RowPainter(QStyledItemDelegate):
    """All rows are equally high, so that ten thousand are laid out at once."""

    def __init__(self, documents: Documents, theme: Theme, view: QWidget) -> None:
        super().__init__(view)
        self._documents = documents
        self._theme = theme
        self._view = view
        self.snippets = False
        """Whether there is room for where a search found it."""

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        small = QFontMetrics(self._view.font()).lineSpacing()
        lines = 1 + (self._lines() if self.snippets else 0)
        bold = QFontMetrics(self._bold()).lineSpacing()
        return QSize(0, 2 * ABOVE + self._lines() * bold + lines * small + 2 * BAR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW)
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        theme = self._theme
        painter.save()
        painter.fillRect(rect, QColor(theme.selection if chosen else theme.page))
        painter.setPen(QColor(theme.edge))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if option.state & QStyle.StateFlag.State_HasFocus:  # the one of several that commands are for
            painter.setPen(QPen(QColor(theme.selection_text if chosen else theme.page_text), MARK))
            painter.drawRect(rect.adjusted(MARK, MARK, -MARK, -MARK))
        if isinstance(row, Row):
            self._paint(painter, rect.adjusted(SIDE, ABOVE, -SIDE, -ABOVE), row, chosen)
        painter.restore()

    def _paint(self, painter: QPainter, room: QRect, row: Row, chosen: bool) -> None:
        theme = self._theme
        strong = QColor(theme.selection_text if chosen else theme.page_text)
        quiet = QColor(theme.selection_text if chosen else theme.quiet)
        y = float(room.top())
        painter.setPen(strong)
        y = self._text(painter, room, y, told.name(row), self._bold(), self._lines())
        painter.setPen(quiet)
        y = self._text(painter, room, y, self._documents.line_of(row), self._view.font(), 1)
        if self.snippets and row.snippet:
            painter.setPen(strong)
            hits, at = [], 0
            for piece, hit in told.pieces(row.snippet):
                if hit:
                    hits.append((at, len(piece.encode("utf-16-le")) // 2))
                at += len(piece.encode("utf-16-le")) // 2
            text = "".join(piece for piece, _ in told.pieces(row.snippet))
            self._text(painter, room, y, text, self._view.font(), self._lines(), hits, chosen)
        if row.heard and not row.finished:
            self._bar(painter, room, row.heard, strong if chosen else QColor(theme.accent))

    def _bar(self, painter: QPainter, room: QRect, heard: float, colour: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(room.left(), room.bottom() - BAR + 2, min(room.width(), 160), BAR)
        done = QRectF(whole.left(), whole.top(), max(3.0, whole.width() * min(heard, 1.0)), whole.height())
        if self._view.isRightToLeft():
            whole.moveRight(room.left() + room.width())
            done.moveRight(whole.right())
        painter.setPen(colour)
        painter.drawRoundedRect(whole, 2, 2)
        painter.fillRect(done, colour)

    def _text(
        self,
        painter: QPainter,
        room: QRect,
        y: float,
        text: str,
        font: QFont,
        lines: int,
        hits: list[tuple[int, int]] | None = None,
        chosen: bool = False,
    ) -> float:
        """Writes as much as `lines` hold, the last one cut with an ellipsis; gives where the next begins."""
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if self._view.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(Qt.AlignmentFlag.AlignAbsolute | side)
        layout.setTextOption(option)
        if hits:
            layout.setFormats([self._hit(start, length, chosen) for start, length in hits])
        metrics = QFontMetrics(font)
        high = metrics.lineSpacing()
        layout.beginLayout()
        for number in range(lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(room.width())
            line.setPosition(QPointF(0, number * high))
        rest = layout.createLine() if layout.lineCount() == lines else None
        cut = rest is not None and rest.isValid()
        layout.endLayout()
        origin = QPointF(room.left(), y)
        for number in range(min(lines, layout.lineCount())):
            line = layout.lineAt(number)
            if cut and number == lines - 1:
                tail = metrics.elidedText(text[line.textStart() :], Qt.TextElideMode.ElideRight, room.width())
                painter.setFont(font)
                left = room.left()
                if self._view.isRightToLeft():
                    left += room.width() - metrics.horizontalAdvance(tail)
                painter.drawText(QPointF(left, y + number * high + metrics.ascent()), tail)
            else:
                line.draw(painter, origin)
        return y + min(lines, layout.lineCount()) * high

    def _hit(self, start: int, length: int, chosen: bool) -> QTextLayout.FormatRange:
        made = QTextLayout.FormatRange()
        made.start, made.length = start, length
        form = QTextCharFormat()
        form.setFontWeight(QFont.Weight.Bold)
        if not chosen:
            form.setBackground(QColor(self._theme.found))
            form.setForeground(QColor(self._theme.found_text))
        else:
            form.setFontUnderline(True)
        made.format = form
        return made

    def _bold(self) -> QFont:
        font = QFont(self._view.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _lines(self) -> int:
        """Lines of a title: a usual headline, sixty letters, is shown whole."""
        room = self._view.width() - 2 * SIDE - 24
        letters = room / max(1, QFontMetrics(self._bold()).averageCharWidth())
        return 1 if letters >= 62 else 2 if letters >= 32 else 3
