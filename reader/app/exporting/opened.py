"""Turns a document and what is wanted of it into the stories of an export."""

from __future__ import annotations

from reader.core.document import Document, Span
from reader.core.export.parts import Story

IN_SHORT = "In short"
"""What the chapter of a summary is called, before the title."""


def stories(document: Document, summary: tuple[Span, ...] | None, *, whole: bool) -> tuple[Story, ...]:
    """The summary, the whole, or the one before the other; the whole alone where there is no shorter one."""
    everything = Story(document)
    if not summary:
        return (everything,)
    title = " ".join(document.title.split())
    short = Story(document, summary, f"{IN_SHORT}: {title}" if title else IN_SHORT)
    if not whole:
        return (Story(document, summary),)
    return (short, everything)
