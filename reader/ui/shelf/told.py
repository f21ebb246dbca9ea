"""Turns what is known of a kept document into what the list shows, and what a screen reader says of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from PySide6.QtCore import QDate, QLocale

from reader.core.keeping import HIT
from reader.ui import telling
from reader.ui.shelf.needs import Row, Section
from reader.ui.words import tr


def name(row: Row) -> str:
    """Its title, or what else it is known by."""
    address = row.address if "://" in row.address else PurePath(row.address).name
    return row.title or address or tr("Text without a title")


def day(written: str, short: bool = False) -> str:
    """A day in the person's language, or "" where it is not known."""
    # translators: how Qt writes a day: d, MMMM and yyyy stand for 23, November and 2026
    form = tr("d MMM yyyy") if short else tr("d MMMM yyyy")
    try:
        when = datetime.fromisoformat(written).astimezone().date()
    except (ValueError, OverflowError):
        return ""
    return QLocale().toString(QDate(when.year, when.month, when.day), form)


def left(row: Row, rate: int) -> str:
    """How long it takes to hear, or how much of that is left."""
    if row.awaited:
        return tr("not fetched yet")
    if row.finished:
        return tr("finished")
    minutes = row.words * (1 - row.heard) / rate
    if row.heard:
        return tr("{time} left", time=telling.minutes(minutes))
    return telling.minutes(minutes)


def line(row: Row, rate: int) -> str:
    """What stands below the title."""
    parts = [row.site, day(row.published or row.opened, short=True), left(row, rate)]
    if row.queued:
        parts.append(tr("in the queue"))
    parts += [f"#{tag}" for tag in row.tags]
    return "  ·  ".join(part for part in parts if part)


def spoken(row: Row, rate: int, section: Section) -> str:
    """All of it as one sentence after another: the accessible name."""
    parts = [name(row), row.site, day(row.published or row.opened)]
    percent = round(100 * row.heard)
    if row.heard and not row.finished:
        parts.append(tr("{percent} per cent heard, {left}", percent=percent, left=left(row, rate)))
    else:
        parts.append(left(row, rate))
    if row.queued and section is not Section.QUEUE:
        parts.append(tr("in the queue"))
    if row.tags:
        parts.append(_tags(row.tags))
    if row.snippet:
        parts.append(plain(row.snippet))
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip()) + "."


def about(row: Row) -> str:
    """The whole title, and what has no room in the list."""
    tags = _tags(row.tags) if row.tags else ""
    return "\n".join(part for part in (name(row), tags, row.address if row.title else "") if part)


def plain(snippet: str) -> str:
    """A snippet without its marks, on one line."""
    return " ".join(snippet.replace(HIT[0], "").replace(HIT[1], "").split())


def pieces(snippet: str) -> list[tuple[str, bool]]:
    """A snippet in pieces, each with whether it is a hit."""
    made: list[tuple[str, bool]] = []
    for index, part in enumerate(" ".join(snippet.split()).split(HIT[0])):
        hit, _, rest = part.partition(HIT[1]) if index else ("", "", part)
        made += [(piece, is_hit) for piece, is_hit in ((hit, True), (rest, False)) if piece]
    return made


def section_name(section: Section) -> str:
    """As the person sees it."""
    match section:
        case Section.ALL:
            return tr("All")
        case Section.QUEUE:
            return tr("Queue")
        case Section.UNREAD:
            return tr("Not begun")
        case Section.BEGUN:
            return tr("Begun")
        case Section.FINISHED:
            return tr("Finished")
        case Section.HISTORY:
            return tr("History")
        case Section.TAG:
            return tr("Tag")


def _tags(tags: tuple[str, ...]) -> str:
    names = ", ".join(tags)
    return tr("tag: {names}", names=names) if len(tags) == 1 else tr("tags: {names}", names=names)
