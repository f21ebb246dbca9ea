"""Turns documents and what a person wants of them into files: what the window and the queue call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader.app.exporting.books import export_daisy, export_epub
from reader.app.exporting.job import Asked, Reins
from reader.app.exporting.parcels import Item, export_parcel
from reader.app.exporting.single import Exported, Exporting
from reader.core.document import Document, Kind, Span
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


class Form(StrEnum):
    """What is made."""

    SOUND = "one sound"
    EPUB = "a book that shows what is heard"
    DAISY = "a talking book for playing devices"
    PARCEL = "a folder of sounds"


FOLDERS = frozenset({Form.DAISY, Form.PARCEL})
"""What becomes a folder, and not a file."""


def form_of(kind: str, *, several: bool) -> Form:
    """What is made of one text, or of several, where `kind` is a value of the setting `export.format`."""
    match kind:
        case "epub":
            return Form.EPUB
        case "daisy":
            return Form.DAISY
        case _:
            return Form.PARCEL if several else Form.SOUND


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a person wants of some texts."""

    items: Sequence[Item] | Callable[[Reins], Sequence[Item]]
    """One for each text, in order; or what gives them, where that takes long: it raises Cancelled as the reins say."""
    form: Form
    target: Path
    """A file, or a folder."""
    asked: Asked
    suffix: str = ".mp3"
    """Of the sounds in a parcel."""
    title: str = ""
    replace: bool = False
    subtitles: str = ""
    """Ending of those that lie beside each sound of a parcel, or nothing."""
    by_word: bool = False
    """Whether words light up, and not sentences."""


def item(
    document: Document,
    summary: tuple[Span, ...],
    what: What,
    skipped: frozenset[Kind] = NOTHING,
) -> Item:
    """What goes into a file of a text; its summary also tells on the page of a parcel what it is about."""
    spans = None if what is What.WHOLE else summary
    told = stories(document, spans, whole=what is What.SUMMARY_FIRST, skipped=skipped)
    return Item(told, " ".join(span.of(document.text) for span in summary))


def take(exporting: Exporting, wanted: Wanted, reins: Reins) -> Exported:
    """Makes it. Raises as `Exporting.export`, and what `wanted.items` raises."""
    items = wanted.items(reins) if callable(wanted.items) else wanted.items
    if wanted.form is Form.PARCEL:
        return export_parcel(
            exporting,
            items,
            wanted.target,
            wanted.suffix,
            wanted.asked,
            title=wanted.title,
            replace=wanted.replace,
            reins=reins,
            subtitles=wanted.subtitles,
            by_word=wanted.by_word,
        )
    told = [story for item in items for story in item.stories]
    if wanted.form is Form.SOUND:
        return exporting.export(
            told, wanted.target, wanted.asked, title=wanted.title, replace=wanted.replace, reins=reins
        )
    make = export_epub if wanted.form is Form.EPUB else export_daisy
    return make(
        exporting,
        told,
        wanted.target,
        wanted.asked,
        title=wanted.title,
        replace=wanted.replace,
        reins=reins,
        by_word=wanted.by_word,
    )
