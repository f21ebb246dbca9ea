"""Sets a damaged library file aside and saves what can still be read of it into a new one."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reader.core.document import Position
from reader.core.errors import KeepingError
from reader.core.keeping import Entry, Manner
from reader.devices.library import carving
from reader.devices.library.leaving import note
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
    if not file.exists():
        raise KeepingError("There is no library to repair.", "One begins with the first page that is opened.")
    aside = _free_name(file)
    try:
        file.rename(aside)
        file.with_suffix(".doubt").unlink(missing_ok=True)
        note(file, ())  # the new file gives other ids
        for ending in ("-wal", "-shm"):
            with suppress(FileNotFoundError):
                Path(f"{file}{ending}").rename(f"{aside}{ending}")
    except OSError as error:
        raise KeepingError(
            f"The library {file} cannot be set aside.", "Check the folder and its permissions."
        ) from error
    new = Store(file)
    moved: dict[int, int] = {}
    lost: set[int] = set()
    try:
        with suppress(sqlite3.Error):
            _read(aside, new, moved, lost)
        _carve(aside, new, moved, lost)
    finally:
        new.close()
    return Rescued(aside, len(moved), len(lost - set(moved)))


def _read(aside: Path, new: Store, moved: dict[int, int], lost: set[int]) -> None:
    """Takes over what SQLite can still find."""
    # As an address, because a folder may be called a#b or 100%.
    with closing(
        sqlite3.connect(f"{aside.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    ) as old:
        beside = _Beside(old)
        for row in _documents(old):
            try:
                moved[row] = _move(old, new, row, beside)
            except (KeepingError, sqlite3.Error, TypeError):
                lost.add(row)
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


def _carve(aside: Path, new: Store, moved: dict[int, int], lost: set[int]) -> None:
    """Takes over what can be read on the pages and SQLite did not find: texts, places and marks."""
    places: list[tuple[int, Position]] = []
    marks: list[tuple[int, Position, list[str]]] = []
    found: dict[int, int] = {}
    for key, columns in carving.rows(aside):
        match columns:
            case (None, str(), str(), *_, bytes()) | (
                None,
                str(),
                str(),
                *_,
                bytes(),
                int(),
                int(),
                int(),
                str(),
                bytes(),
            ):
                if key not in moved and key not in found:
                    _carve_document(new, key, columns, found, lost)
            case (None, int(place), str(quote)) if not _TIME.fullmatch(quote):
                places.append((key, Position(place, quote)))
            case (None, int(document), int(place), str(quote), str(), *_):
                words = [str(word) for word in columns[4:7]]
                marks.append((document, Position(place, quote), words))
    for key, position in places:
        if key in found:
            new.remember(found[key], position)
    for document, position, words in marks:
        if document in found:
            new.mark(found[document], position, *words)
    moved |= found


def _carve_document(
    new: Store, key: int, columns: tuple[Any, ...], found: dict[int, int], lost: set[int]
) -> None:
    """Keeps the document of a row of the table of documents, of any form; another row is passed over."""
    try:
        added, opened, packed, *more = columns[8], columns[9], columns[11], *columns[12:]
        document = unpack(packed)
        if len(more) > 2 and more[2]:
            entry = Entry(document.address, document.title, str(added), language=document.language)
            ((found[key], _),) = new.await_([entry])
        else:
            found[key] = new.keep(document, str(opened), visit=False)
        new.date(found[key], str(added))
    except (IndexError, TypeError):
        return
    except KeepingError:
        lost.add(key)


_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:]+Z")
"""What a visit has where a place has its words."""


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


class _Beside:
    """What a person did with each document, read from both ends of each table: an index may be damaged too."""

    def __init__(self, old: sqlite3.Connection) -> None:
        self._old = old
        self.positions = self._by_document("positions", "place, quote")
        self.marks = self._by_document("bookmarks", "place, quote, note, label, made", "place, quote, note")
        self.tags = self._by_document("tags", "tag")
        self.manners = self._by_document("manners", "voice, rate, language")
        self.addresses = self._by_document("addresses", "address")

    def _by_document(self, table: str, columns: str, before: str = "") -> dict[int, list[tuple[Any, ...]]]:
        """`before` are the columns of an earlier form."""
        found: dict[tuple[Any, ...], None] = {}
        for chosen in filter(None, (columns, before)):
            for order in ("", "ORDER BY rowid DESC", "ORDER BY document DESC"):
                rows = _rows(self._old, f"SELECT document, {chosen} FROM {table} NOT INDEXED {order}")
                found |= dict.fromkeys(rows)
            if found:
                break
        by_document: dict[int, list[tuple[Any, ...]]] = {}
        for document, *rest in found:
            by_document.setdefault(document, []).append(tuple(rest))
        return by_document


def _move(old: sqlite3.Connection, new: Store, row: int, beside: _Beside) -> int:
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
    for place, quote in beside.positions.get(row, ()):
        new.remember(key, Position(place, quote))
    for place, quote, *words in beside.marks.get(row, ()):
        new.mark(key, Position(place, quote), *words)
    new.tag(key, *(tag for (tag,) in beside.tags.get(row, ())))
    for manner in beside.manners.get(row, ()):
        new.set_manner(key, Manner(*manner))
    new.lead_to(key, (name for (name,) in beside.addresses.get(row, ())))
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
