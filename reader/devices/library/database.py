"""Opens the library file, and turns what SQLite and the disk say into errors that a person understands.

Every change is one transaction in write-ahead mode, on the disk before the call returns: a program that
is killed, or a machine that loses its power, loses at most the change it was making. Any thread may call;
several programs may have the same file open. Where the folder cannot be written the file is opened for
reading alone.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reader.core.addresses import same_address
from reader.core.document import Document
from reader.core.errors import Damaged, KeepingError
from reader.devices.library.packing import digest, text_of, unpack
from reader.devices.library.query import indexed, parted
from reader.devices.library.schema import is_present, migrate

PATIENCE = 5.0
"""Seconds to wait for another program that writes."""

_LOOK = 10
"""Milliseconds of one look whether another program still writes; SQLite looks some times within them."""

CACHE = 32 * 1024
"""KiB of the file that are kept in memory at most; it is filled as it is used."""


class Database:
    """The library file.

    Raises, in every method:
        KeepingError: the file or its disk failed.
        Damaged: the file holds something else than it should.
    """

    read_only = False
    """The folder cannot be written: what is there can be read, and every change raises."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.RLock()
        with self._told():
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
                # What people read is theirs alone, so the file is made before SQLite would make it for all.
                file.touch(0o600, exist_ok=True)
                self._db = self._connect_in_turn(str(file))
            except (OSError, sqlite3.OperationalError) as error:
                if not _is_read_only(error):
                    raise
                self._db = self._connect_to_read(error)

    def close(self) -> None:
        """Nothing may be asked afterwards."""
        with self._lock:
            self._db.close()

    def _connect_in_turn(self, name: str) -> sqlite3.Connection:
        """Waits for other programs here: where two make a library at once, SQLite refuses one without waiting."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._connect(name)
            except sqlite3.OperationalError as error:
                if _name(error) != "BUSY" or time.monotonic() > end:
                    raise
            time.sleep(_LOOK / 1000)

    def _connect(self, name: str, *, uri: bool = False) -> sqlite3.Connection:
        db = sqlite3.connect(name, timeout=PATIENCE, isolation_level=None, check_same_thread=False, uri=uri)
        try:
            if not uri:
                db.execute("PRAGMA journal_mode = WAL")
                # Each change is on the disk before it counts as made: the battery of a laptop may end any time.
                db.execute("PRAGMA synchronous = FULL")
            db.execute("PRAGMA foreign_keys = ON")
            db.execute("PRAGMA secure_delete = ON")
            # Nothing of what people read goes into temporary files.
            db.execute("PRAGMA temp_store = MEMORY")
            db.execute(f"PRAGMA cache_size = -{CACHE}")
            db.create_function("text_of", 1, text_of, deterministic=True)
            db.create_function("length_of", 1, _length_of, deterministic=True)
            db.create_function("last_of", 1, _last_of, deterministic=True)
            db.create_function("digest_of", 1, digest, deterministic=True)
            db.create_function("parted", 1, parted, deterministic=True)
            db.create_function("indexed", 1, indexed, deterministic=True)
            db.create_function("same_address", 1, same_address, deterministic=True)
            if not uri:
                self._look(db)
                migrate(db, self._file)
        except BaseException:
            db.close()
            raise
        return db

    def _look(self, db: sqlite3.Connection) -> None:
        """Looks at the whole file where a part of it was found damaged before; that takes too long for each start.

        Raises:
            sqlite3.DatabaseError: it is damaged. An index of words alone is made anew.
        """
        doubt = _doubt(self._file)
        if not doubt.exists():
            return
        try:
            db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            try:
                db.execute("INSERT INTO search (search) VALUES ('rebuild')")
            except sqlite3.OperationalError as error:
                raise sqlite3.DatabaseError("rebuild") from error
        # Since SQLite 3.44 this looks at the index of words, too.
        if db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError("quick_check")
        doubt.unlink(missing_ok=True)

    def _connect_to_read(self, refused: Exception) -> sqlite3.Connection:
        """What can be had of a file in a folder that cannot be written: all but changes that still stand beside it."""
        try:
            db = self._connect(f"{self._file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
        except sqlite3.OperationalError:
            raise refused from None
        if not is_present(db):
            db.close()
            raise refused
        self.read_only = True
        return db

    def _one(self, statement: str, key: int) -> tuple[Any, ...]:
        rows = self._all(statement, [key])
        if not rows:
            raise KeepingError(f"There is no document {key} in the library.", "Run: reader library list")
        return rows[0]

    def _all(self, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> list[tuple[Any, ...]]:
        with self._lock, self._told():
            return self._db.execute(statement, values).fetchall()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One change, whole or not at all. Inside another one it is part of that."""
        with self._lock, self._told():
            if self._db.in_transaction:
                yield self._db
                return
            self._begin()
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _begin(self) -> None:
        """Takes the right to write as soon as another program lets it go.

        SQLite's own waiting looks less and less often, at last each 0.1 s: beside a program that brings in a
        thousand pages a place in a story waited 2.4 s for its turn.
        """
        end = time.monotonic() + PATIENCE
        self._db.execute(f"PRAGMA busy_timeout = {_LOOK}")
        try:
            while True:
                try:
                    self._db.execute("BEGIN IMMEDIATE")
                except sqlite3.OperationalError as error:
                    if _name(error) != "BUSY" or time.monotonic() > end:
                        raise
                else:
                    return
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")

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
            with suppress(OSError):
                _doubt(self._file).touch(0o600)
            raise Damaged(f"The library {self._file} is damaged.", "Run: reader library repair") from error
        except OSError as error:
            raise KeepingError(
                f"The library {self._file} cannot be opened: {os.strerror(error.errno or 0)}.",
                "Check the folder and its permissions.",
            ) from error


def _doubt(file: Path) -> Path:
    """Is there where something in the file was found damaged, so that the next start looks at all of it."""
    return file.with_suffix(".doubt")


def now() -> str:
    """The time as the library writes it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def plain(address: str) -> str:
    """The address in characters that SQLite takes: a file name may hold bytes that are none."""
    return address.encode("utf-8", "backslashreplace").decode()


def _advice(error: sqlite3.OperationalError) -> str:
    match _name(error):
        case "FULL":
            return "Make room on the disk and try again."
        case "READONLY" | "CANTOPEN":
            return "Check that you may write to its folder."
        case "BUSY" | "LOCKED":
            return "Another program is writing to it; try again in a moment."
        case _:
            return "Try again; if it stays, run: reader library repair"


def _name(error: Exception) -> str:
    name: str = getattr(error, "sqlite_errorname", "")
    return name.removeprefix("SQLITE_").partition("_")[0]


def _is_read_only(error: Exception) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.EROFS, errno.EACCES, errno.EPERM)
    return _name(error) in ("READONLY", "CANTOPEN")


def _length_of(packed: bytes) -> int:
    return len(text_of(packed))


def _last_of(packed: bytes) -> int:
    try:
        return last_sentence(unpack(packed))
    except KeepingError:
        return 0


def last_sentence(document: Document) -> int:
    """Where the last sentence begins; who has heard up to there has heard it all."""
    return document.sentences[-1].start if document.sentences else 0
