"""Keeps documents, positions, bookmarks, tags and the queue in one SQLite file, and finds any word in them.

Every change is one transaction in write-ahead mode: a program that is killed loses at most the change
it was making. Any thread may call a `Store`; several programs may have the same file open.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.core.document import Document, Position
from reader.core.errors import KeepingError
from reader.core.keeping import HIT, Bookmark, Kept, find_again, position_at
from reader.devices.library.packing import pack, unpack
from reader.devices.library.query import PARTING, match, parted
from reader.devices.library.schema import migrate

PATIENCE = 5.0
"""Seconds to wait for another program that writes."""

_KEPT = """
SELECT d.id, d.title, d.byline, d.site, d.address, d.published, d.language, d.words, d.opened,
       p.place, p.quote, (SELECT group_concat(tag, char(31)) FROM tags t WHERE t.document = d.id)
"""
_JOINS = "FROM documents d LEFT JOIN positions p ON p.document = d.id"


class Store:
    """The library file.

    Raises, in every method:
        KeepingError: the file or its disk failed.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.RLock()
        with self._told():
            file.parent.mkdir(parents=True, exist_ok=True)
            # What people read is theirs alone, so the file is made before SQLite would make it for all.
            file.touch(0o600, exist_ok=True)
            self._db = sqlite3.connect(file, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
        with self._told():
            try:
                self._set_up()
            except BaseException:
                self._db.close()
                raise

    def _set_up(self) -> None:
        db = self._db
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA foreign_keys = ON")
        db.execute("PRAGMA secure_delete = ON")
        db.create_function("text_of", 1, _text_of, deterministic=True)
        db.create_function("parted", 1, parted, deterministic=True)
        migrate(db, self._file)

    def close(self) -> None:
        """Nothing may be asked afterwards."""
        with self._lock:
            self._db.close()

    def keep(self, document: Document, opened: str = "") -> int:
        """Keeps a document as the one last opened, now or when `opened` says, and gives its id.

        A document from an address that is there already takes its place: its position and bookmarks
        move to the same words in the new text. The same text without an address is kept once.
        """
        with self._writing() as db:
            now, turn = opened or _now(), self._next_turn("documents")
            packed, address = pack(document), _plain(document.address)
            known = db.execute(
                "SELECT id, packed, opened FROM documents WHERE address = ? AND (address != '' OR packed = ?)",
                [address, packed],
            ).fetchone()
            if known and opened:
                now = max(opened, known[2])
            if known and known[1] == packed:
                db.execute("UPDATE documents SET opened = ?, turn = ? WHERE id = ?", [now, turn, known[0]])
                return int(known[0])
            row = {
                "address": address,
                "title": document.title,
                "byline": document.byline,
                "site": document.site,
                "published": document.published,
                "language": document.language,
                "words": len(document.text.split()),
                "opened": now,
                "turn": turn,
                "packed": packed,
            }
            if known:
                whole = self._unindex(known[0])
                db.execute(
                    f"UPDATE documents SET {', '.join(f'{name} = :{name}' for name in row)} WHERE id = :id",
                    row | {"id": known[0]},
                )
                self._move_places(int(known[0]), document.text)
                key = int(known[0])
                if not whole:
                    self._index_anew()
                    return key
            else:
                row["added"] = now
                done = db.execute(
                    f"INSERT INTO documents ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})",
                    row,
                )
                key = int(done.lastrowid or 0)
            db.execute(
                "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)",
                [key, parted(document.title), parted(document.text)],
            )
            return key

    def get(self, key: int) -> Document:
        """The document with this id."""
        row = self._one("SELECT packed FROM documents WHERE id = ?", key)
        return unpack(row[0])

    def kept(self, key: int) -> Kept:
        """What is known of the document with this id."""
        return _kept(self._one(f"{_KEPT} {_JOINS} WHERE d.id = ?", key))

    def find_address(self, address: str) -> Kept | None:
        """The kept document from an address, or `None`."""
        rows = self._all(f"{_KEPT} {_JOINS} WHERE d.address = ? AND d.address != ''", [_plain(address)])
        return _kept(rows[0]) if rows else None

    def count(self) -> int:
        """How many documents are kept."""
        return int(self._all("SELECT count(*) FROM documents", [])[0][0])

    def recent(self, limit: int = 100, tag: str = "") -> list[Kept]:
        """The documents last opened, latest first."""
        where = (
            "WHERE EXISTS (SELECT 1 FROM tags t WHERE t.document = d.id AND t.tag = ?)"
            if tag
            else "WHERE ? = ''"
        )
        return [
            _kept(row)
            for row in self._all(f"{_KEPT} {_JOINS} {where} ORDER BY d.turn DESC LIMIT ?", [tag, limit])
        ]

    def search(self, words: str, limit: int = 20) -> list[Kept]:
        """Documents with all these words, best first, each with a snippet; the last word may be unfinished."""
        wanted = match(words)
        if not wanted:
            return []
        snippet = f"snippet(search, -1, '{HIT[0]}', '{HIT[1]}', '…', 16)"
        rows = self._all(
            f"{_KEPT}, {snippet} FROM (SELECT rowid AS hit, rank FROM search WHERE search MATCH ?1 ORDER BY rank LIMIT ?2)"
            " JOIN search ON search.rowid = hit AND search MATCH ?1 JOIN documents d ON d.id = hit"
            " LEFT JOIN positions p ON p.document = d.id ORDER BY search.rank",
            [wanted, limit],
        )
        return [_kept(row) for row in rows]

    def remove(self, key: int) -> None:
        """Forgets a document so that nothing of it stays in the file."""
        self.kept(key)
        with self._writing() as db:
            whole = self._unindex(key)
            db.execute("DELETE FROM documents WHERE id = ?", [key])
            if not whole:
                self._index_anew()
            # Deleted words stay in older parts of the index until they are merged.
            db.execute("INSERT INTO search (search) VALUES ('optimize')")
        self._sweep()

    def clear(self) -> None:
        """Forgets everything."""
        with self._writing() as db:
            db.execute("DELETE FROM documents")
            db.execute("INSERT INTO search (search) VALUES ('rebuild')")
        self._sweep()

    def remember(self, key: int, position: Position | None) -> None:
        """Where listening to a document stopped; `None` forgets it."""
        with self._writing() as db:
            if position is None:
                db.execute("DELETE FROM positions WHERE document = ?", [key])
            else:
                db.execute(
                    "INSERT INTO positions SELECT id, ?, ? FROM documents WHERE id = ?"
                    " ON CONFLICT (document) DO UPDATE SET place = excluded.place, quote = excluded.quote",
                    [position.offset, position.quote, key],
                )

    def mark(self, key: int, position: Position, note: str = "") -> Bookmark:
        """Marks a place."""
        self.kept(key)
        with self._writing() as db:
            done = db.execute(
                "INSERT INTO bookmarks (document, place, quote, note) VALUES (?, ?, ?, ?)",
                [key, position.offset, position.quote, note],
            )
            return Bookmark(int(done.lastrowid or 0), key, position, note)

    def unmark(self, bookmark: int) -> None:
        """Takes a mark away."""
        with self._writing() as db:
            db.execute("DELETE FROM bookmarks WHERE id = ?", [bookmark])

    def bookmarks(self, key: int) -> list[Bookmark]:
        """The marks of a document, in the order of the text."""
        rows = self._all(
            "SELECT id, document, place, quote, note FROM bookmarks WHERE document = ? ORDER BY place, id",
            [key],
        )
        return [Bookmark(row[0], row[1], Position(row[2], row[3]), row[4]) for row in rows]

    def tag(self, key: int, *tags: str) -> None:
        """Adds tags."""
        self.kept(key)
        with self._writing() as db:
            db.executemany(
                "INSERT OR IGNORE INTO tags VALUES (?, ?)",
                [(key, tag.strip()) for tag in tags if tag.strip()],
            )

    def untag(self, key: int, *tags: str) -> None:
        """Takes tags away."""
        with self._writing() as db:
            db.executemany("DELETE FROM tags WHERE document = ? AND tag = ?", [(key, tag) for tag in tags])

    def queue(self) -> list[Kept]:
        """What is to be heard next, in order."""
        return [
            _kept(row)
            for row in self._all(f"{_KEPT} {_JOINS} JOIN queue q ON q.document = d.id ORDER BY q.turn", [])
        ]

    def enqueue(self, key: int) -> None:
        """Puts a document at the end of the queue; one that is in it stays where it is."""
        self.kept(key)
        with self._writing() as db:
            db.execute("INSERT OR IGNORE INTO queue VALUES (?, ?)", [key, self._next_turn("queue")])

    def dequeue(self, key: int) -> None:
        """Takes a document out of the queue."""
        with self._writing() as db:
            db.execute("DELETE FROM queue WHERE document = ?", [key])

    def reorder(self, keys: Sequence[int]) -> None:
        """Puts the queue into this order; documents that are not named follow as they were."""
        rest = [kept.id for kept in self.queue() if kept.id not in set(keys)]
        with self._writing() as db:
            turns = [(turn, key) for turn, key in enumerate([*keys, *rest], 1)]
            db.executemany("UPDATE queue SET turn = ? WHERE document = ?", turns)

    def _move_places(self, key: int, text: str) -> None:
        for table in ("positions", "bookmarks"):
            rows = self._db.execute(
                f"SELECT rowid, place, quote FROM {table} WHERE document = ?", [key]
            ).fetchall()
            for row, place, quote in rows:
                moved = position_at(text, find_again(Position(place, quote), text))
                self._db.execute(
                    f"UPDATE {table} SET place = ?, quote = ? WHERE rowid = ?",
                    [moved.offset, moved.quote, row],
                )

    def _unindex(self, key: int) -> bool:
        """Takes a document's words out of the index; false where they cannot be known, because it is damaged."""
        title, packed = self._db.execute("SELECT title, packed FROM documents WHERE id = ?", [key]).fetchone()
        try:
            text = unpack(packed).text
        except KeepingError:
            return False
        self._db.execute(
            "INSERT INTO search (search, rowid, title, text) VALUES ('delete', ?, ?, ?)",
            [key, parted(title), parted(text)],
        )
        return True

    def _index_anew(self) -> None:
        self._db.execute("INSERT INTO search (search) VALUES ('rebuild')")

    def _next_turn(self, table: str) -> int:
        (turn,) = self._db.execute(f"SELECT coalesce(max(turn), 0) + 1 FROM {table}").fetchone()
        return int(turn)

    def _sweep(self) -> None:
        with self._lock, self._told():
            for copy in self._file.parent.glob(f"{self._file.stem}.before-*{self._file.suffix}"):
                copy.unlink()
            self._db.execute("VACUUM")
            (busy, _, _) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise KeepingError(
                    "It is forgotten, but traces stay in the file while another program reads the library.",
                    "Close the other program; closing the last one clears them away.",
                )

    def _one(self, statement: str, key: int) -> tuple[Any, ...]:
        rows = self._all(statement, [key])
        if not rows:
            raise KeepingError(f"There is no document {key} in the library.", "Run: reader library list")
        return rows[0]

    def _all(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        with self._lock, self._told():
            return self._db.execute(statement, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OverflowError as error:
            raise KeepingError("There is no document of that number.", "Run: reader library list") from error
        except sqlite3.IntegrityError as error:
            raise KeepingError(
                "The document is not in the library any more.", "Run: reader library list"
            ) from error
        except sqlite3.ProgrammingError as error:
            raise KeepingError("The library is closed already.", "Start Reader again.") from error
        except sqlite3.OperationalError as error:
            raise KeepingError(
                f"The library {self._file} cannot be used: {error}.", _advice(error)
            ) from error
        except sqlite3.DatabaseError as error:
            raise KeepingError(
                f"The library {self._file} is damaged.", "Run: reader library repair"
            ) from error
        except OSError as error:
            raise KeepingError(
                f"The library {self._file} cannot be opened: {os.strerror(error.errno or 0)}.",
                "Check the folder and its permissions.",
            ) from error


def _advice(error: sqlite3.OperationalError) -> str:
    match getattr(error, "sqlite_errorname", "").removeprefix("SQLITE_").partition("_")[0]:
        case "FULL":
            return "Make room on the disk and try again."
        case "READONLY" | "CANTOPEN":
            return "Check that you may write to its folder."
        case "BUSY" | "LOCKED":
            return "Another program is writing to it; try again in a moment."
        case _:
            return "Try again; if it stays, run: reader library repair"


def _text_of(packed: bytes) -> str:
    """A damaged document has no words, and must not keep the others from being found."""
    try:
        return unpack(packed).text
    except KeepingError:
        return ""


def _plain(address: str) -> str:
    """The address in characters that SQLite takes: a file name may hold bytes that are none."""
    return address.encode("utf-8", "backslashreplace").decode()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _kept(row: Sequence[Any]) -> Kept:
    position = None if row[9] is None else Position(row[9], row[10])
    tags = tuple(sorted(row[11].split("\x1f"))) if row[11] else ()
    key, title, byline, site, address, published, language, words, opened = row[:9]
    snippet = row[12].replace(PARTING, "") if len(row) > 12 else ""
    return Kept(
        key, title, byline, site, address, published, language, words, opened, position, tags, snippet
    )
