"""Turns text that is no web page (a letter, a book, Markdown) into parts; every word of it stays."""

from __future__ import annotations

from reader.core.article.lines.cut import Line
from reader.core.article.story import Story
from reader.core.document import Kind, Part


def plain(lines: list[Line]) -> Story:
    """The whole text, a paragraph a line."""
    return Story(tuple(Part(Kind.PARAGRAPH, line.text) for line in lines))
