"""Shows one part of a text, lights what is read, and keeps it in view unless the person scrolls away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from reader.core.document import Block, Kind, Span
from reader.ui.colours import Theme
from reader.ui.guide import Guide, GuideStyle
from reader.ui.light import LightStyle, Range, lines_of, paint
from reader.ui.ruler import Ruler
from reader.ui.typeset import Looks, lay_out, restyle

MARGIN = 28
"""Pixels around the text; the bar beside the sentence stands in it."""

NARROW = 420
"""Pixels below which the margin is halved."""

_CONTROL = "QWidgetTextControl"
"""What Qt calls the part of a text that holds its caret (6.11)."""


class Page(QTextEdit):
    """A read-only text with a caret: the keys of text are those of the platform.

    `TextSelectableByKeyboard` is what lets a screen reader follow the caret; the role of a
    `QTextEdit` is "text", where `QTextBrowser` would be a label.
    """

    followed = Signal(bool)
    """Whether the page moves along with the voice, after it changed."""
    chosen = Signal(int)
    """The offset of a word that was double-clicked."""
    left = Signal(int)
    """The person pressed on beyond the end (1) or the beginning (-1) of this part."""

    def __init__(
        self, name: str, looks: Looks, theme: Theme, style: LightStyle, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)  # so that the window gets them
        self.setAccessibleName(name)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.document().setDocumentMargin(MARGIN)
        self._looks, self._theme, self._style = looks, theme, style
        self._width = 70
        self._place = 35
        self._fixed = False
        self._across: int | None = None
        self._wants_to_follow = True
        self._following = True
        self._ruler = Ruler("", ())
        self._kinds: list[tuple[Kind, int]] = []
        self._word: Span | None = None
        self._sentence: Span | None = None
        self._lit: tuple[Range | None, Range | None] = (None, None)
        self._found: tuple[Range, ...] = ()
        self._guide = Guide(self, theme)
        self.cursorPositionChanged.connect(self._place_guide)
        self.verticalScrollBar().valueChanged.connect(self._place_guide)
        self.verticalScrollBar().actionTriggered.connect(lambda _: self._let_go())

    # ── what it shows ──

    def show_part(self, text: str, blocks: tuple[Block, ...]) -> None:
        """Shows these blocks instead of what was there, from their beginning."""
        self._ruler = Ruler(text, blocks)
        self._found = ()
        self._kinds = lay_out(self.document(), text, blocks, self._looks, self._theme)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._locate()
        self._fit()

    def set_looks(self, looks: Looks, theme: Theme, style: LightStyle, width: int) -> None:
        """Sets text and light anew; what is read, or else the first visible line, stays where it was."""
        place = self._first_visible()
        changed = (looks, theme) != (self._looks, self._theme)
        self._looks, self._theme, self._style, self._width = looks, theme, style, width
        if changed:
            restyle(self.document(), self._kinds, looks, theme)
        self._fit()
        self._select_letters()
        self._return_to(place)
        self.viewport().update()

    def set_following(self, wanted: bool, place: int, fixed: bool, across: int | None) -> None:
        """Whether it moves along at all, how far down (per cent) the line stands, and whether always there.

        With `across` every paragraph is one line, and the word stands always so far across (per cent).
        """
        self._wants_to_follow, self._place = wanted, place
        self._fixed, self._across = fixed or across is not None, across
        mode = QTextEdit.LineWrapMode.WidgetWidth if across is None else QTextEdit.LineWrapMode.NoWrap
        if self.lineWrapMode() is not mode:
            self.setLineWrapMode(mode)
        self._fit()
        self.follow()

    def set_guide(self, style: GuideStyle) -> None:
        """A ruler or a mask that moves along with the voice, the caret or the pointer."""
        self._guide.set_style(style, self._theme)
        self.viewport().setMouseTracking(style.pointer and style.style != "none")
        self._place_guide()

    # ── the light ──

    def light(self, word: Span | None, sentence: Span | None) -> None:
        """Lights a word and its sentence, wherever they are shown here; None darkens."""
        self._word, self._sentence = word, sentence
        before = self._lit
        self._locate()
        if self._lit != before:
            self._select_letters()
            self._repaint(before, self._lit)
        if self._following:
            self._bring_into_view()
        self._place_guide()

    def shows(self, offset: int) -> bool:
        """Whether the character at `offset` is in this part."""
        return self._ruler.position(offset) is not None

    def mark_found(self, spans: list[Span]) -> None:
        """Marks what was looked for."""
        self._found = tuple(r for r in map(self._ruler.range, spans) if r is not None)
        self._select_letters()

    # ── places ──

    @property
    def following(self) -> bool:
        return self._following

    def follow(self) -> None:
        """Brings what is read back into view and moves along again."""
        if not self._following:
            self._following = True
            self.followed.emit(True)
        self._bring_into_view()

    def caret(self) -> int:
        """The offset at the caret; where something is selected, that of its beginning."""
        return self._ruler.offset(self.textCursor().selectionStart())

    def selected(self) -> Span | None:
        """The selected stretch, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return Span(self._ruler.offset(cursor.selectionStart()), self._ruler.offset(cursor.selectionEnd()))

    def put_caret(self, offset: int, select: Span | None = None, *, unsaid: bool = False) -> None:
        """Moves the caret, so that a screen reader reads there unless it is told otherwise, and brings it into view."""
        position = self._ruler.position(offset)
        if position is None:
            return
        cursor = self.textCursor()
        chosen = self._ruler.range(select) if select else None
        if chosen:
            cursor.setPosition(chosen[0])
            cursor.setPosition(chosen[1], QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.setPosition(position)
        if unsaid:
            self._move_unsaid(cursor)
        else:
            self.setTextCursor(cursor)
        self._show_line(lines_of(self.document(), chosen or (position, position + 1)), always=False)

    def _move_unsaid(self, cursor: QTextCursor) -> None:
        # Qt tells of a moved caret where this part of it does. It has no public name: under another one the caret
        # moves all the same, and is spoken of.
        parts = (c for c in self.children() if c.metaObject().className() == _CONTROL)
        control = next(parts, None)
        if control is None:
            self.setTextCursor(cursor)
            return
        with QSignalBlocker(control):
            self.setTextCursor(cursor)
        self.cursorPositionChanged.emit()
        self.viewport().update()

    def characters_in(self, pixels: float) -> int:
        """How many characters of the text fit into a line as wide as this."""
        return int((pixels - 2 * MARGIN) / QFontMetricsF(self._looks.font()).averageCharWidth())

    def line_length(self) -> int:
        """How many characters fit into a line now."""
        return self.characters_in(self.viewport().width())

    # ── what the person does ──

    def keyPressEvent(self, event: QKeyEvent) -> None:
        before = self.verticalScrollBar().value()
        at = self.textCursor().position()
        super().keyPressEvent(event)
        if self.verticalScrollBar().value() != before:
            self._let_go()
        if self.textCursor().position() == at and event.key() in (
            Qt.Key.Key_Down,
            Qt.Key.Key_PageDown,
            Qt.Key.Key_Up,
            Qt.Key.Key_PageUp,
        ):
            self.left.emit(1 if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_PageDown) else -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._guide.style_now.pointer:
            self._guide.put(event.position().y(), self._line_height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # the text size is a setting: the window changes it
            return
        self._let_go()
        super().wheelEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._ruler.offset(self.cursorForPosition(event.position().toPoint()).position()))
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self._first_visible()
        super().resizeEvent(event)
        self._fit()
        self._return_to(place)
        self._place_guide()

    def paintEvent(self, event: QPaintEvent) -> None:
        word, sentence = self._lit
        if word is not None or sentence is not None:
            painter = QPainter(self.viewport())
            shift = QPointF(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
            paint(painter, self.document(), word, sentence, self._style, self._theme, shift)
            painter.end()
        super().paintEvent(event)

    # ── inside ──

    def _locate(self) -> None:
        self._lit = (
            self._ruler.range(self._word) if self._word else None,
            self._ruler.range(self._sentence) if self._sentence else None,
        )

    def _repaint(
        self, before: tuple[Range | None, Range | None], now: tuple[Range | None, Range | None]
    ) -> None:
        """Paints again only where the light was and is: 0.5 ms instead of 1.7 ms (tests/benchmarks/window.py)."""
        down, across = -self.verticalScrollBar().value(), -self.horizontalScrollBar().value()
        words, sentences = {before[0], now[0]}, {before[1], now[1]} if before[1] != now[1] else set()
        for lit in words | sentences:
            for line in lines_of(self.document(), lit) if lit else ():
                area = line.translated(across, down).toAlignedRect().adjusted(-8, -8, 8, 8)
                if lit in sentences:  # its bar stands at the edge, wherever the line begins
                    area.setLeft(0)
                self.viewport().update(area)

    def _select_letters(self) -> None:
        selections = [self._selection(f, self._theme.found_text, self._theme.found) for f in self._found]
        word = self._lit[0]
        if word is not None and self._style.word == "fill":
            selections.append(self._selection(word, self._theme.word_text, None))
        elif self._lit[1] is not None and self._style.sentence:
            selections.append(self._selection(self._lit[1], self._theme.page_text, None))
        self.setExtraSelections(selections)

    def _selection(self, lit: Range, letters: str, ground: str | None) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(lit[0])
        cursor.setPosition(lit[1], QTextCursor.MoveMode.KeepAnchor)
        look = QTextCharFormat()
        look.setForeground(QColor(letters))
        if ground:
            look.setBackground(QColor(ground))
        selection.cursor = cursor
        selection.format = look
        return selection

    def _fit(self) -> None:
        """Sets the column: as wide as was chosen, in the middle, and room to pass a fixed line."""
        font = self._looks.font()
        column = QFontMetricsF(font).averageCharWidth() * self._width + 2 * MARGIN
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(0, int((room - column) / 2)) if self._across is None else 0
        margin = MARGIN if room >= NARROW else MARGIN / 2
        frame = self.document().rootFrame().frameFormat()
        height = self.viewport().height()
        above = height * self._place / 100 if self._fixed else 0
        below = height * (100 - self._place) / 100 if self._fixed else height / 3
        if (frame.topMargin(), frame.bottomMargin(), frame.leftMargin()) != (
            margin + above,
            margin + below,
            margin,
        ):
            frame.setTopMargin(margin + above)
            frame.setBottomMargin(margin + below)
            frame.setLeftMargin(margin)
            frame.setRightMargin(margin)
            self.document().rootFrame().setFrameFormat(frame)
        self.setViewportMargins(side, 0, side, 0)

    def _let_go(self) -> None:
        if self._following and self._word is not None:
            self._following = False
            self.followed.emit(False)

    def _bring_into_view(self) -> None:
        lit = self._lit[0] or self._lit[1]
        if lit is None or not self._wants_to_follow:
            return
        self._show_line(lines_of(self.document(), lit), always=self._fixed)

    def _show_line(self, lines: list[QRectF], always: bool) -> None:
        if not lines:
            return
        if self._across is not None:
            spot = self.viewport().width() * self._across / 100
            self.horizontalScrollBar().setValue(int(lines[0].left() - spot))
        bar, height = self.verticalScrollBar(), self.viewport().height()
        top, bottom = lines[0].top() - bar.value(), lines[0].bottom() - bar.value()
        comfortable = top >= height * 0.08 and bottom <= height * 0.75
        if always or not comfortable:
            room = height - lines[0].height()
            above = (
                min(height * self._place / 100, room) if room >= 0 else self._letters_first(lines[0], room)
            )
            bar.setValue(int(lines[0].top() - above))

    def _letters_first(self, line: QRectF, room: float) -> float:
        """Where a line begins that is higher than the page: at its foot, or where its letters would lose their tops.

        Above the letters stands room for accents, a quarter of the line in the shipped font.
        """
        metrics = QFontMetricsF(self._looks.font())
        empty = max(0.0, 1 - (metrics.capHeight() + metrics.descent()) / metrics.height())
        return max(room, -line.height() * empty)

    def _line_height(self) -> float:
        return QFontMetricsF(self._looks.font()).height() * self._looks.spacing() / 100

    def _place_guide(self) -> None:
        guide = self._guide
        if guide.style_now.style == "none":
            return
        guide.setGeometry(self.viewport().geometry())
        if guide.style_now.pointer:
            return
        caret = self.textCursor().position()
        lines = lines_of(self.document(), self._lit[0] or self._lit[1] or (caret, caret + 1))
        if lines:
            guide.put(lines[0].center().y() - self.verticalScrollBar().value(), self._line_height())

    def _first_visible(self) -> int:
        return self.cursorForPosition(self.viewport().rect().topLeft()).position()

    def _return_to(self, position: int) -> None:
        if self._following and (self._lit[0] or self._lit[1]):
            self._bring_into_view()
        elif position:
            lines = lines_of(self.document(), (position, position + 1))
            if lines:
                self.verticalScrollBar().setValue(int(lines[0].top()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.viewport().update()
