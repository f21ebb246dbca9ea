"""Sets a damaged library file aside and saves what can still be read of it into a new one."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.core.document import Position
from reader.core.errors import KeepingError
from reader.core.keeping import Entry, Manner
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

    @property
    def sentence(self) -> str:
        """What the person is told."""
        return (
            f"The library was damaged. {self.saved} documents are in it again, {self.lost} could not be read."
            f" The old file is kept as {self.aside}, until you forget a document."
        )


def rescue(file: Path) -> Rescued:
    """Moves `file` aside and begins a new one with every document that can still be read.

    Raises:
        KeepingError: the folder does not allow it; the file is where it was.
    """
    if not file.exists():
        raise KeepingError("There is no library to repair.", "One begins with the first page that is opened.")
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
        # As an address, because a folder may be called a#b or 100%.
        with closing(
            sqlite3.connect(f"{aside.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        ) as old:
            moved: dict[int, int] = {}
            for row in _documents(old):
                try:
                    moved[row] = _move(old, new, row)
                    saved += 1
                except (KeepingError, sqlite3.Error, TypeError):
                    lost += 1
            for (row,) in _rows(old, "SELECT document FROM queue ORDER BY turn"):
                if row in moved:
                    new.enqueue(moved[row])
            new.visited(
                (moved[row], at)
                for row, at in _rows(old, "SELECT document, at FROM visits ORDER BY id")
                if row in moved
            )
            for feed in _rows(old, "SELECT address, title, site FROM feeds"):
                new.subscribe(*feed)
    except sqlite3.Error as error:
        raise KeepingError(
            f"Nothing of the old library could be read; it is kept as {aside}.",
            "Ask for help with that file.",
        ) from error
    finally:
        new.close()
    return Rescued(aside, saved, lost)


def _documents(old: sqlite3.Connection) -> list[int]:
    """The ids that can be seen, in the order of opening as far as that can be read.

    The index and the table are each read from both ends, since damage stops the reading where it is.
    """
    ways = ("turn", "turn DESC", "id", "id DESC")
    first, *others = [
        [row for (row,) in _rows(old, f"SELECT id FROM documents ORDER BY {way}")] for way in ways
    ]
    others[0].reverse()
    return list(dict.fromkeys([*first, *(row for seen in others for row in seen)]))


def _move(old: sqlite3.Connection, new: Store, row: int) -> int:
    """Takes one document over, and gives its new id."""
    (packed,) = old.execute("SELECT packed FROM documents WHERE id = ?", [row]).fetchone()
    document = unpack(packed)
    ((opened, added, awaited, gist),) = (
        _rows(old, "SELECT opened, added, awaited, gist FROM documents WHERE id = ?", row)
        or [(*when, "", 0, "") for when in _rows(old, "SELECT opened FROM documents WHERE id = ?", row)]
        or [("", "", 0, "")]
    )
    if awaited:
        entry = Entry(document.address, document.title, added, language=document.language)
        ((key, _),) = new.await_([entry])
    else:
        key = new.keep(document, opened, visit=False)
    new.date(key, added)
    if gist:
        new.tell_gist(key, gist)
    for place, quote in _rows(old, "SELECT place, quote FROM positions WHERE document = ?", row):
        new.remember(key, Position(place, quote))
    marks = _rows(old, "SELECT place, quote, note, label, made FROM bookmarks WHERE document = ?", row)
    for place, quote, *words in marks or _rows(
        old, "SELECT place, quote, note FROM bookmarks WHERE document = ?", row
    ):
        new.mark(key, Position(place, quote), *words)
    new.tag(key, *(tag for (tag,) in _rows(old, "SELECT tag FROM tags WHERE document = ?", row)))
    for manner in _rows(old, "SELECT voice, rate, language FROM manners WHERE document = ?", row):
        new.set_manner(key, Manner(*manner))
    new.lead_to(
        key, (name for (name,) in _rows(old, "SELECT address FROM addresses WHERE document = ?", row))
    )
    return key


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
