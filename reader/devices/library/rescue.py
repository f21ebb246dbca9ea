"""Sets a damaged library file aside and saves what can still be read of it into a new one."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.core.document import Position
from reader.core.errors import KeepingError
from reader.devices.library.packing import unpack
from reader.devices.library.store import Store


@dataclass(frozen=True, slots=True)
class Rescued:
    """What became of a library file."""

    aside: Path
    """Where the damaged file is now."""
    saved: int
    """How many documents are in the new file."""
    lost: int
    """How many documents could be seen but not read."""


def rescue(file: Path) -> Rescued:
    """Moves `file` aside and begins a new one with every document that can still be read.

    Raises:
        KeepingError: the folder does not allow it; the file is where it was.
    """
    aside = _free_name(file)
    try:
        file.rename(aside)
        for ending in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{file}{ending}").rename(f"{aside}{ending}")
    except OSError as error:
        raise KeepingError(
            f"The library {file} cannot be set aside.", "Check the folder and its permissions."
        ) from error
    new = Store(file)
    saved = lost = 0
    try:
        with closing(sqlite3.connect(f"file:{aside}?mode=ro", uri=True, isolation_level=None)) as old:
            for row, packed in _rows(old, "SELECT id, packed FROM documents ORDER BY turn"):
                try:
                    _move(old, new, row, packed)
                    saved += 1
                except (KeepingError, sqlite3.Error):
                    lost += 1
            queue = [
                row
                for (row,) in _rows(
                    old, "SELECT address FROM documents JOIN queue ON document = id ORDER BY queue.turn"
                )
            ]
        for address in queue:
            if kept := new.find_address(address):
                new.enqueue(kept.id)
    finally:
        new.close()
    return Rescued(aside, saved, lost)


def _move(old: sqlite3.Connection, new: Store, row: int, packed: bytes) -> None:
    key = new.keep(unpack(packed))
    for place, quote in _rows(old, "SELECT place, quote FROM positions WHERE document = ?", row):
        new.remember(key, Position(place, quote))
    for place, quote, note in _rows(old, "SELECT place, quote, note FROM bookmarks WHERE document = ?", row):
        new.mark(key, Position(place, quote), note)
    new.tag(key, *(tag for (tag,) in _rows(old, "SELECT tag FROM tags WHERE document = ?", row)))


def _rows(old: sqlite3.Connection, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows up to the damage."""
    rows = []
    with suppress(sqlite3.Error):
        for row in old.execute(statement, values):
            rows.append(row)  # noqa: PERF402 - one by one, so that what came before an error stays
    return rows


def _free_name(file: Path) -> Path:
    number = 1
    while (aside := file.with_name(f"{file.stem}.damaged-{number}{file.suffix}")).exists():
        number += 1
    return aside
