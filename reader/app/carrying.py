"""Carries a whole library out as lines of JSON, and in again on another machine."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reader.app.keeping import Keeping
from reader.core.addresses import is_web
from reader.core.document import Position, mended
from reader.core.errors import KeepingError
from reader.core.imports.times import iso
from reader.core.keeping import Entry, Kept, Manner
from reader.devices.library.packing import from_record, to_record

FORMAT = "reader-library"
VERSION = 2
"""1 had no feeds, manners, labels and awaited pages; it is still read."""

_STRANGE = (ArithmeticError, ValueError, KeyError, TypeError, AttributeError, RecursionError)


def is_carried(content: bytes) -> bool:
    """Whether a file begins as what `carry_out` gives."""
    return f'"{FORMAT}"'.encode() in content[:200]


def carry_out(library: Keeping) -> Iterator[str]:
    """Everything as lines of JSON: a heading, then one feed or document a line, oldest first."""
    store = library.store
    yield json.dumps({"format": FORMAT, "version": VERSION})
    for feed in store.feeds():
        yield json.dumps(
            {"feed": feed.address, "title": feed.title, "site": feed.site, "added": feed.added},
            ensure_ascii=False,
        )
    queued = {kept.id: place for place, kept in enumerate(store.queue(), 1)}
    for kept in reversed(store.recent(limit=-1)):
        yield json.dumps(_record(library, kept, queued.get(kept.id, 0)), ensure_ascii=False)


def carry_in(library: Keeping, lines: Iterable[str | bytes]) -> int:
    """Adds everything from lines of `carry_out`, and gives the number of documents.

    Raises:
        KeepingError: a line is not of that form; what stood before it is kept.
    """
    queued: list[tuple[int, int]] = []
    number, documents = -1, 0
    try:
        for number, line in enumerate(lines):
            if number and not line.strip():
                continue  # an editor may have added some
            try:
                record = json.loads(line)
                if number == 0:
                    _check_heading(record)
                elif "feed" in record:
                    _add_feed(library, record)
                else:
                    queued += _add_record(library, record)
                    documents += 1
            except _STRANGE as error:
                raise KeepingError(
                    f"Line {number + 1} is not of a library that Reader wrote.",
                    "Give a file of: reader library export",
                ) from error
    finally:
        # Also where a line fails: the queue is of what stood before it, too.
        library.store.enqueue(*(key for _, key in sorted(queued)))
    if number < 0:
        raise KeepingError("There is nothing in it.", "Give a file of: reader library export")
    return documents


def _record(library: Keeping, kept: Kept, queued: int) -> dict[str, Any]:
    store = library.store
    return {
        "document": to_record(store.get(kept.id)),
        "opened": kept.opened,
        "added": kept.added,
        "awaited": kept.awaited,
        "gist": kept.gist,
        "position": [kept.position.offset, kept.position.quote] if kept.position else None,
        "manner": [kept.manner.voice, kept.manner.rate, kept.manner.language],
        "tags": list(kept.tags),
        "bookmarks": [
            [mark.position.offset, mark.position.quote, mark.note, mark.label, mark.made]
            for mark in store.bookmarks(kept.id)
        ],
        "queued": queued,
    }


def _add_feed(library: Keeping, record: dict[str, Any]) -> None:
    address, site = str(record["feed"]), str(record["site"])
    if not is_web(address):
        raise ValueError  # it could not be asked, and no other feed after it
    library.store.subscribe(address, mended(str(record["title"])), site if is_web(site) else "")


def _add_record(library: Keeping, record: dict[str, Any]) -> list[tuple[int, int]]:
    store = library.store
    document = from_record(record["document"])
    marks = [_mark(*mark) for mark in record["bookmarks"]]
    position = (
        Position(int(record["position"][0]), str(record["position"][1])) if record["position"] else None
    )
    voice, rate, language = record.get("manner") or ("", 0, "")
    manner = Manner(str(voice), int(rate), str(language))
    added = iso(record.get("added", ""))
    if record.get("awaited"):
        if not is_web(document.address):
            raise ValueError  # only what is fetched from the web is waited for
        ((key, _),) = store.await_(
            [Entry(document.address, document.title, added, language=document.language)]
        )
    else:
        key = store.keep(document, iso(record.get("opened", "")), visit=False)
    store.date(key, added)
    if gist := str(record.get("gist", "")):
        store.tell_gist(key, gist)
    store.tag(key, *map(str, record["tags"]))
    known = {(mark.position, mark.note) for mark in store.bookmarks(key)}
    for place, note, label, made in marks:
        if (place, note) not in known:
            store.mark(key, place, note, label, made)
    kept = store.kept(key)
    if position is not None and kept.position is None:
        store.remember(key, position)
    if manner != Manner() and kept.manner == Manner():
        store.set_manner(key, manner)
    return [(int(record["queued"]), key)] if record["queued"] else []


def _mark(
    offset: Any, quote: Any, note: Any, label: Any = "", made: Any = ""
) -> tuple[Position, str, str, str]:
    return Position(int(offset), str(quote)), str(note), str(label), iso(made)


def _check_heading(record: dict[str, Any]) -> None:
    if record["format"] != FORMAT:
        raise ValueError
    if record["version"] > VERSION:
        raise KeepingError("This library was written by a newer Reader.", "Import it there.")
