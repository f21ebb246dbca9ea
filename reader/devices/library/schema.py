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
    # 3: how far one is, how each is read, notes with a label, what was opened when, pages that are not
    # fetched yet, other addresses of the same page, feeds; beginnings of words are in the index
    """
    ALTER TABLE documents ADD COLUMN length INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE documents ADD COLUMN last INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE documents ADD COLUMN awaited INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE documents ADD COLUMN gist TEXT NOT NULL DEFAULT '';
    ALTER TABLE documents ADD COLUMN digest BLOB NOT NULL DEFAULT x'';
    UPDATE documents SET length = length_of(packed), last = last_of(packed), digest = digest_of(packed);
    CREATE INDEX documents_by_digest ON documents (digest) WHERE address = '';
    ALTER TABLE bookmarks ADD COLUMN label TEXT NOT NULL DEFAULT '';
    ALTER TABLE bookmarks ADD COLUMN made TEXT NOT NULL DEFAULT '';
    CREATE TABLE manners (
      document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
      voice TEXT NOT NULL,
      rate INTEGER NOT NULL,
      language TEXT NOT NULL
    );
    CREATE TABLE visits (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
      at TEXT NOT NULL
    );
    CREATE INDEX visits_by_document ON visits (document);
    INSERT INTO visits (document, at) SELECT id, opened FROM documents ORDER BY turn;
    CREATE TABLE addresses (   -- as `same_address` writes them
      address TEXT PRIMARY KEY,
      document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE
    ) WITHOUT ROWID;
    CREATE INDEX addresses_by_document ON addresses (document);
    INSERT OR REPLACE INTO addresses
      SELECT same_address(address), id FROM documents WHERE address != '' ORDER BY turn;
    CREATE TABLE highest (     -- the highest id ever given: one that was forgotten never names another document
      id INTEGER NOT NULL
    );
    INSERT INTO highest SELECT coalesce(max(id), 0) FROM documents;
    CREATE TABLE feeds (
      id INTEGER PRIMARY KEY,
      address TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL,
      site TEXT NOT NULL,
      added TEXT NOT NULL,
      asked TEXT NOT NULL,
      due TEXT NOT NULL,
      etag TEXT NOT NULL,
      modified TEXT NOT NULL,
      trouble TEXT NOT NULL,
      failures INTEGER NOT NULL,
      gone INTEGER NOT NULL
    );
    CREATE TABLE seen (        -- digests of the stories that a feed had, so that none comes twice
      feed INTEGER NOT NULL REFERENCES feeds ON DELETE CASCADE,
      story BLOB NOT NULL,
      PRIMARY KEY (feed, story)
    ) WITHOUT ROWID;
    DROP TABLE search;
    DROP VIEW searchable;
    CREATE VIEW searchable AS
      SELECT id, indexed(title) AS title, indexed(text_of(packed)) AS text FROM documents;
    CREATE VIRTUAL TABLE search USING fts5 (
      title, text, content='searchable', content_rowid='id',
      tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'", prefix='1 2 3'
    );
    INSERT INTO search (search, rank) VALUES ('rank', 'bm25(6.0, 1.0)');
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


def is_present(connection: sqlite3.Connection) -> bool:
    """Whether a file has the present form."""
    return _version(connection) == len(STEPS)


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
