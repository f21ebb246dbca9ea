"""Turns blocks of a story into a laid-out text document, and changes its looks in place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextListFormat,
)

from reader.core.document import Block, Kind
from reader.core.settings import Settings
from reader.ui.colours import Theme
from reader.ui.ruler import showable

LARGE = 48
"""Points from which on headings grow no further than the text: three words of a headline at twice
200 points fill a screen."""

PIXELS = 4 / 3
"""Logical pixels in a point: Qt counts 96 to the inch."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How the text is set."""

    family: str
    size: int
    """Points."""
    line: int
    """Per cent of the size."""
    paragraph: int
    letter: int
    word: int
    """Per cent of the size."""

    @staticmethod
    def of(settings: Settings) -> Looks:
        return Looks(
            settings.word("text.font"),
            settings.number("text.size"),
            settings.number("text.line"),
            settings.number("text.paragraph"),
            settings.number("text.letter"),
            settings.number("text.word"),
        )

    def spacing(self) -> float:
        """The line height in per cent of the font's own, which is more than its size; never less than all of it."""
        font = self.font()
        own = QFontMetricsF(font).height() / (self.size * PIXELS)
        return max(100.0, self.line / own)

    def font(self) -> QFont:
        """The font of running text."""
        font = QFont([self.family, "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", "sans-serif"])
        font.setPointSizeF(self.size)
        font.setStyleHint(QFont.StyleHint.SansSerif)
        if self.letter:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + self.letter)
        if self.word:
            font.setWordSpacing(self.size * self.word / 75)
        return font


def lay_out(
    document: QTextDocument, text: str, blocks: Iterable[Block], looks: Looks, theme: Theme
) -> list[tuple[Kind, int]]:
    """Fills the document with the blocks; the kind and level of each comes back, for `restyle`."""
    document.clear()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(looks.font())
    document.setIndentWidth(looks.size * 1.75)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    kinds = []
    for number, block in enumerate(blocks):
        kinds.append((block.kind, block.level))
        shape, letters = _formats(block.kind, block.level, looks, theme)
        if number:
            cursor.insertBlock(shape, letters)
        else:
            cursor.setBlockFormat(shape)
            cursor.setBlockCharFormat(letters)
        cursor.insertText(showable(block.span.of(text)), letters)
        _enlist(cursor, kinds, number)
    cursor.endEditBlock()
    return kinds


def restyle(document: QTextDocument, kinds: Sequence[tuple[Kind, int]], looks: Looks, theme: Theme) -> None:
    """Sets the same text anew, without touching a character, so that a screen reader hears nothing."""
    document.setDefaultFont(looks.font())
    document.setIndentWidth(looks.size * 1.75)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block: QTextBlock = document.begin()
    for number, (kind, level) in enumerate(kinds):
        shape, letters = _formats(kind, level, looks, theme)
        cursor.setPosition(block.position())
        cursor.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
        cursor.setBlockFormat(shape)
        cursor.setCharFormat(letters)
        _enlist(cursor, kinds, number)
        block = block.next()
    cursor.endEditBlock()


def _enlist(cursor: QTextCursor, kinds: Sequence[tuple[Kind, int]], number: int) -> None:
    """Gives an item its bullet, which is painted and is no character of the text."""
    kind, level = kinds[number]
    if kind is not Kind.ITEM:
        return
    before = cursor.block().previous().textList() if number and kinds[number - 1] == kinds[number] else None
    if before is not None:
        before.add(cursor.block())
        return
    bullets = QTextListFormat()
    bullets.setStyle(QTextListFormat.Style.ListDisc)
    bullets.setIndent(max(level, 1))
    cursor.createList(bullets)


def _formats(kind: Kind, level: int, looks: Looks, theme: Theme) -> tuple[QTextBlockFormat, QTextCharFormat]:
    pixels = looks.size * PIXELS
    shape = QTextBlockFormat()
    letters = QTextCharFormat()
    shape.setAlignment(Qt.AlignmentFlag.AlignLeading)
    shape.setLineHeight(looks.spacing(), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    shape.setBottomMargin(pixels * looks.paragraph / 100)
    _shape_kind(kind, level, shape, pixels, looks)
    _letter_kind(kind, level, letters, looks.size < LARGE, theme)
    return shape, letters


def _shape_kind(kind: Kind, level: int, shape: QTextBlockFormat, pixels: float, looks: Looks) -> None:
    match kind:
        case Kind.TITLE:
            shape.setHeadingLevel(1)
            shape.setLineHeight(
                min(looks.line, 125), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
            )
        case Kind.HEADING:
            shape.setHeadingLevel(min(level + 1, 6))
            shape.setTopMargin(pixels * 0.75)
        case Kind.ITEM:
            shape.setBottomMargin(pixels * looks.paragraph / 200)
        case Kind.QUOTE:
            shape.setLeftMargin(pixels * 1.25)
            shape.setRightMargin(pixels)
        case _:
            pass


def _letter_kind(kind: Kind, level: int, letters: QTextCharFormat, grow: bool, theme: Theme) -> None:
    match kind:
        case Kind.TITLE:
            _bold(letters, 2 if grow else 0)
        case Kind.HEADING:
            _bold(letters, 1 if grow and level <= 2 else 0)
        case Kind.STANDFIRST:
            if grow:
                letters.setProperty(QTextFormat.Property.FontSizeAdjustment, 1)
            letters.setForeground(QColor(theme.quiet))
        case Kind.BYLINE | Kind.CREDIT:
            letters.setForeground(QColor(theme.quiet))
        case Kind.CAPTION:
            letters.setForeground(QColor(theme.quiet))
            letters.setFontItalic(True)
        case Kind.CODE:
            letters.setFontFixedPitch(True)
            letters.setFontFamilies(["DejaVu Sans Mono", "Consolas", "Menlo", "monospace"])
        case Kind.PARAGRAPH | Kind.ITEM | Kind.QUOTE | Kind.ROW:
            pass


def _bold(letters: QTextCharFormat, adjustment: int) -> None:
    letters.setFontWeight(QFont.Weight.Bold)
    if adjustment:
        letters.setProperty(QTextFormat.Property.FontSizeAdjustment, adjustment)
