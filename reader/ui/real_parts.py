"""Joins the window to the app floor; every part is imported when it is first asked for, off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.document import Document, Span
from reader.core.errors import NoEngine
from reader.core.speech.values import Voice
from reader.ui.needs import Player


class RealParts:
    """The program's own parts."""

    def open(self, named: str) -> Document:
        from reader.app import build  # start-up time

        return build.opening().open(named)

    def paste(self, text: str) -> Document:
        from reader.app import build  # start-up time

        return build.opening().paste(text)

    def split(self, text: str, _language: str) -> Sequence[Span]:
        start = 0
        found = []
        for piece in text.splitlines(keepends=True):
            if piece.strip():
                found.append(Span(start, start + len(piece.rstrip())))
            start += len(piece)
        return found

    def rank(self, _document: Document) -> Sequence[Span]:
        return ()

    def voices(self) -> Sequence[Voice]:
        return ()

    def player(self) -> Player:
        raise NoEngine("There is no voice yet.", "Read the text on the page.")

    def close(self) -> None:
        """Nothing was started."""
