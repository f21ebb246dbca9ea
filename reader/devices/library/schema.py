"""Brings a library file to the present form, step by step, with a copy kept before each step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from reader.core.errors import KeepingError

STEPS = (
    # 1: the first form
    """
    CREATE TABLE documents (
      id INTEGER PRIMARY KEY,
      address TEXT NOT NULL,
      title TEXT NOT NULL,
      byline TEXT NOT NULL,
      site TEXT NOT NULL,
      published TEXT NOT NULL,
      language TEXT NOT NULL,
      words INTEGER NOT NULL,
      added TEXT NOT NULL,
      opened TEXT NOT NULL,
      turn INTEGER NOT NULL,     -- counts openings, so that order survives a clock that jumps
      packed BLOB NOT NULL
    );
    CREATE UNIQUE INDEX documents_by_address ON documents (address) WHERE address != '';
    CREATE INDEX documents_by_turn ON documents (turn);
    CREATE TABLE positions (
      document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
      place INTEGER NOT NULL,
      quote TEXT NOT NULL
    );
    CREATE TABLE bookmarks (
      id INTEGER PRIMARY KEY,
      document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
      place INTEGER NOT NULL,
      quote TEXT NOT NULL,
      note TEXT NOT NULL
    );
    CREATE INDEX bookmarks_by_document ON bookmarks (document, place);
    CREATE TABLE tags (
      document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
      tag TEXT NOT NULL,
      PRIMARY KEY (document, tag)
    ) WITHOUT ROWID;
    CREATE TABLE queue (
      document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
      turn INTEGER NOT NULL
    );
    CREATE VIEW searchable AS SELECT id, title, text_of(packed) AS text FROM documents;
    CREATE VIRTUAL TABLE search USING fts5 (
      title, text, content='searchable', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
    );
    """,
    # 2: words of scripts without spaces are found
    """
    DROP VIEW searchable;
    CREATE VIEW searchable AS SELECT id, parted(title) AS title, parted(text_of(packed)) AS text FROM documents;
    INSERT INTO search (search) VALUES ('rebuild');
    """,
)
"""What each version adds. Steps that were ever published are never changed."""


def migrate(connection: sqlite3.Connection, file: Path) -> None:
    """Runs the steps that the file lacks, each as a whole or not at all, even where two programs start at once.

    `connection` commits by itself (isolation level None).

    Raises:
        KeepingError: a later version of Reader made the file.
    """
    version = _version(connection)
    if version > len(STEPS):
        raise KeepingError(
            f"The library {file} was made by a newer Reader.",
            "Start that one, or move the file away to begin anew.",
        )
    for number in range(version + 1, len(STEPS) + 1):
        if version:
            _copy(connection, file.with_suffix(f".before-{number}.sqlite3"))
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) < number:
                for statement in _statements(STEPS[number - 1]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines():
        statement += f"{line.partition('--')[0]}\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def _copy(connection: sqlite3.Connection, to: Path) -> None:
    # What people read is theirs alone.
    to.touch(0o600, exist_ok=True)
    with closing(sqlite3.connect(to)) as copy:
        connection.backup(copy)
