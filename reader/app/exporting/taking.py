"""Turns documents and what a person wants of them into files: what the window and the queue call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.app.exporting.books import EPUB, export_epub
from reader.app.exporting.job import Asked, Reins
from reader.app.exporting.parcels import Item, export_parcel
from reader.app.exporting.single import Exported, Exporting
from reader.core.document import Document, Kind, Span
from reader.core.export.parcel import Parcel
from reader.core.export.parts import Story
from reader.core.speech.skipping import NOTHING

IN_SHORT = "In short"
"""What the chapter of a summary is called, before the title."""


def stories(
    document: Document,
    summary: tuple[Span, ...] | None,
    *,
    whole: bool,
    skipped: frozenset[Kind] = NOTHING,
) -> tuple[Story, ...]:
    """The summary, the whole, or the one before the other; the whole alone where there is no shorter one."""
    everything = Story(document, skipped=skipped)
    if not summary:
        return (everything,)
    title = " ".join(document.title.split())
    short = Story(document, summary, f"{IN_SHORT}: {title}" if title else IN_SHORT, skipped)
    if not whole:
        return (Story(document, summary, skipped=skipped),)
    return (short, everything)


class What(StrEnum):
    """What of a text goes into a file; the values are those of the setting `export.what`."""

    WHOLE = "whole"
    SUMMARY_FIRST = "summary-first"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file that a person wants of a text."""

    document: Document
    summary: tuple[Span, ...]
    """May be empty: then it is the whole text."""
    what: What
    file: Path
    """Its ending decides the kind."""
    asked: Asked
    replace: bool = False
    skipped: frozenset[Kind] = NOTHING
    """Kinds of blocks that are not read aloud."""


def take(exporting: Exporting, wanted: Wanted, reins: Reins) -> Exported:
    """Makes the file. Raises as `Exporting.export`."""
    summary = None if wanted.what is What.WHOLE else wanted.summary
    first = wanted.what is What.SUMMARY_FIRST
    told = stories(wanted.document, summary, whole=first, skipped=wanted.skipped)
    if wanted.file.suffix.lower() == EPUB:
        return export_epub(exporting, told, wanted.file, wanted.asked, replace=wanted.replace, reins=reins)
    return exporting.export(told, wanted.file, wanted.asked, replace=wanted.replace, reins=reins)


def take_all(
    exporting: Exporting,
    documents: Sequence[Document],
    summarize: Callable[[Document], tuple[Span, ...]],
    folder: Path,
    what: What,
    reins: Reins,
    asked: Asked | None = None,
    *,
    suffix: str = ".mp3",
    title: str = "",
    replace: bool = False,
) -> tuple[Exported, Parcel]:
    """Makes a listening parcel of documents, such as a queue, in their order. Raises as `export_parcel`."""
    items = []
    for document in documents:
        spans = summarize(document)
        told = stories(document, None if what is What.WHOLE else spans, whole=what is What.SUMMARY_FIRST)
        items.append(Item(told, " ".join(span.of(document.text) for span in spans)))
    return export_parcel(exporting, items, folder, suffix, asked, title=title, replace=replace, reins=reins)
