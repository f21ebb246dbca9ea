"""Turns offsets of the document (code points) into positions of a text widget (UTF-16), and back."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from reader.core.document import Block, Span

_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\u2029\ufdd0-\ufdef\ufffc\ud800-\udfff]")
"""What Qt would take for a paragraph's end or a mark of its own; each becomes one other character."""


def showable(text: str) -> str:
    """The text as one Qt block shows it; as many code points as before."""
    return _UNSHOWABLE.sub("\ufffd", text.replace("\n", "\u2028").replace("\t", " "))


def units(text: str) -> int:
    """UTF-16 units of a text without lone surrogates."""
    return len(text) + sum(1 for c in text if c > "\uffff")


@dataclass(frozen=True, slots=True)
class _Stretch:
    span: Span
    position: int
    plain: bool
    """No character needs two units."""
    text: str


class Ruler:
    """The way from one count to the other, for the blocks of one part."""

    def __init__(self, text: str, blocks: Iterable[Block]) -> None:
        self._stretches: list[_Stretch] = []
        position = 0
        for block in blocks:
            shown = showable(block.span.of(text))
            length = units(shown)
            self._stretches.append(_Stretch(block.span, position, length == len(shown), shown))
            position += length + 1
        self._in_order = sorted(range(len(self._stretches)), key=lambda i: self._stretches[i].span)
        self._starts = [self._stretches[i].span.start for i in self._in_order]
        self._positions = [s.position for s in self._stretches]

    def position(self, offset: int) -> int | None:
        """The widget's position of the character at `offset`, or None where it is not shown here."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        stretch = self._stretches[self._in_order[at]]
        if offset > stretch.span.end:
            return None
        inside = offset - stretch.span.start
        return stretch.position + (inside if stretch.plain else units(stretch.text[:inside]))

    def offset(self, position: int) -> int:
        """The document's offset of the widget's `position`; the nearest where there is none."""
        if not self._stretches:
            return 0
        stretch = self._stretches[max(bisect_right(self._positions, position) - 1, 0)]
        inside = max(position - stretch.position, 0)
        if not stretch.plain:
            left = inside
            inside = 0
            for c in stretch.text:
                left -= 2 if c > "\uffff" else 1
                if left < 0:
                    break
                inside += 1
        return stretch.span.start + min(inside, len(stretch.span))

    def range(self, span: Span) -> tuple[int, int] | None:
        """The widget's positions of the part of `span` that is shown, or None."""
        start = self.position(span.start)
        if start is None:
            return None
        end = self.position(span.end)
        return None if end is None or end <= start else (start, end)
