"""Arranges what is kept: adding, carrying it all out and in, and setting a damaged file aside."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from reader.core.document import Document, Position
from reader.core.errors import KeepingError
from reader.core.keeping import Kept
from reader.devices.library.packing import from_record, to_record
from reader.devices.library.store import Store

FORMAT = "reader-library"
VERSION = 1


class Keeping:
    """The library as people use it. Any thread may call it; it blocks."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._open = store

    @property
    def store(self) -> Store:
        """Where it all is; opened at the first use."""
        return self._open()

    def add(self, document: Document, *, queue: bool = False) -> Kept:
        """Keeps a document, and puts it into the queue where that is asked."""
        key = self.store.keep(document)
        if queue:
            self.store.enqueue(key)
        return self.store.kept(key)

    def carry_out(self) -> Iterator[str]:
        """Everything as lines of JSON: a heading, then one document a line, oldest first."""
        yield json.dumps({"format": FORMAT, "version": VERSION})
        queued = {kept.id: place for place, kept in enumerate(self.store.queue(), 1)}
        for kept in reversed(self.store.recent(limit=-1)):
            record: dict[str, Any] = {"document": to_record(self.store.get(kept.id)), "opened": kept.opened}
            record["position"] = [kept.position.offset, kept.position.quote] if kept.position else None
            record["tags"] = list(kept.tags)
            record["bookmarks"] = [
                [mark.position.offset, mark.position.quote, mark.note]
                for mark in self.store.bookmarks(kept.id)
            ]
            record["queued"] = queued.get(kept.id, 0)
            yield json.dumps(record, ensure_ascii=False)

    def carry_in(self, lines: Iterable[str]) -> int:
        """Adds everything from lines of `carry_out`, and gives the number of documents.

        Raises:
            KeepingError: a line is not of that form; what stood before it is kept.
        """
        queued: list[tuple[int, int]] = []
        number = -1
        for number, line in enumerate(lines):
            try:
                record = json.loads(line)
                if number == 0:
                    _check_heading(record)
                else:
                    queued += self._add_record(record)
            except (
                ArithmeticError,
                ValueError,
                KeyError,
                TypeError,
                AttributeError,
                RecursionError,
            ) as error:
                raise KeepingError(
                    f"Line {number + 1} is not of a library that Reader wrote.",
                    "Give a file of: reader library export",
                ) from error
        if number < 0:
            raise KeepingError("There is nothing in it.", "Give a file of: reader library export")
        for _, key in sorted(queued):
            self.store.enqueue(key)
        return number

    def _add_record(self, record: dict[str, Any]) -> list[tuple[int, int]]:
        document = from_record(record["document"])
        marks = [(Position(int(place), str(quote)), str(note)) for place, quote, note in record["bookmarks"]]
        position = (
            Position(int(record["position"][0]), str(record["position"][1])) if record["position"] else None
        )
        key = self.store.keep(document, _time(record.get("opened", "")))
        self.store.tag(key, *map(str, record["tags"]))
        known = {(mark.position, mark.note) for mark in self.store.bookmarks(key)}
        for place, note in marks:
            if (place, note) not in known:
                self.store.mark(key, place, note)
        if position is not None and self.store.kept(key).position is None:
            self.store.remember(key, position)
        return [(int(record["queued"]), key)] if record["queued"] else []


def _time(written: Any) -> str:
    """The time as the library writes it, or "" for now."""
    try:
        return datetime.fromisoformat(written).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (TypeError, ValueError, OverflowError):
        return ""


def _check_heading(record: dict[str, Any]) -> None:
    if record["format"] != FORMAT:
        raise ValueError
    if record["version"] > VERSION:
        raise KeepingError("This library was written by a newer Reader.", "Import it there.")
