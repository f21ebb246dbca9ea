"""Keeps documents under their addresses, lists them, and forgets them without a trace."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import Any

from reader.core.addresses import same_address
from reader.core.document import Document, Position
from reader.core.errors import KeepingError
from reader.core.keeping import Entry, Kept, Stage, find_again, position_at
from reader.devices.library import rows
from reader.devices.library.database import Database, last_sentence, now, plain
from reader.devices.library.packing import digest, pack, unpack
from reader.devices.library.query import indexed
from reader.devices.library.sweeping import copies, shred

_STAGES = {
    Stage.AWAITED: "d.awaited = 1",
    Stage.NEW: "d.awaited = 0 AND p.place IS NULL",
    Stage.STARTED: "d.awaited = 0 AND p.place < d.last",
    Stage.FINISHED: "d.awaited = 0 AND p.place >= d.last",
}
_BATCH = 50
"""Entries that are brought in by one transaction: about 30 ms, so that nobody else waits long to write."""
_BREATH = 0.01
"""Seconds between two of them, in which others may write."""


class Documents(Database):
    """The documents themselves."""

    def keep(self, document: Document, opened: str = "", *, asked: str = "", visit: bool = True) -> int:
        """Keeps a document as the one last opened, now or when `opened` says, and gives its id.

        A document from an address that is there already takes its place: its position and bookmarks
        move to the same words in the new text. The same text without an address is kept once.

        Args:
            opened: when, in the form of the library; empty for now.
            asked: the address that led to the document, where that is another.
            visit: whether the person opened it now; otherwise it comes no further forward than it is.
        """
        with self._writing() as db:
            packed, address = pack(document), plain(document.address)
            fingerprint = digest(packed)
            key = self._key_of(address, fingerprint)
            time = opened or now()
            if key:
                (before,) = db.execute("SELECT opened FROM documents WHERE id = ?", [key]).fetchone()
                time = max(opened, before) if opened or not visit else time
            row = {
                "address": address,
                "title": document.title,
                "byline": document.byline,
                "site": document.site,
                "published": document.published,
                "language": document.language,
                "words": len(document.text.split()),
                "length": len(document.text),
                "last": last_sentence(document),
                "awaited": 0,
                "opened": time,
                "packed": packed,
                "digest": fingerprint,
            }
            if visit or not key:
                row["turn"] = self._next_turn("documents")
            key = self._renew(key, row, document) if key else self._insert(row, document)
            self._lead(address, key)
            self._lead(plain(asked), key)
            if visit:
                self._visit(key, time)
            return key

    def await_(self, entries: Iterable[Entry]) -> list[tuple[int, bool]]:
        """Keeps addresses that are fetched when the person opens them; for each its id, and whether it is new.

        One that is kept already gets the tags, and an earlier date.
        """
        done: list[tuple[int, bool]] = []
        waiting = list(entries)
        for at in range(0, len(waiting), _BATCH):
            if at:
                time.sleep(_BREATH)
            with self._writing():
                done += [self._await_one(entry) for entry in waiting[at : at + _BATCH]]
        return done

    def get(self, key: int) -> Document:
        """The document with this id; of an awaited one, its address and title without a text."""
        row = self._one("SELECT packed FROM documents WHERE id = ?", key)
        return unpack(row[0])

    def kept(self, key: int) -> Kept:
        """What is known of the document with this id."""
        return rows.kept(self._one(f"{rows.KEPT} {rows.FROM} WHERE d.id = ?", key))

    def find_address(self, address: str) -> Kept | None:
        """The kept document from an address, or from another address of the same page, or `None`."""
        wanted = plain(address)
        found = self._all("SELECT id FROM documents WHERE address = ? AND address != ''", [wanted])
        found = found or self._all("SELECT document FROM addresses WHERE address = ?", [same_address(wanted)])
        return self.kept(found[0][0]) if found else None

    def same(self, document: Document) -> Kept | None:
        """What is kept of a document, by its address or, where it has none, by its text; `None` where nothing is."""
        key = self._key_of(plain(document.address), digest(pack(document)))
        return self.kept(key) if key else None

    def count(self) -> int:
        """How many documents are kept."""
        return int(self._all("SELECT count(*) FROM documents")[0][0])

    def recent(
        self, limit: int = 100, tag: str = "", stage: Stage | None = None, after: int = 0
    ) -> list[Kept]:
        """The documents last opened, latest first; `after` leaves out so many of them."""
        where, values = _where(tag, stage)
        found = self._all(
            f"{rows.KEPT} {rows.FROM} {where} ORDER BY d.turn DESC LIMIT ? OFFSET ?", [*values, limit, after]
        )
        return [rows.kept(row) for row in found]

    def keys(self, tag: str = "", stage: Stage | None = None) -> list[int]:
        """The ids of all documents, or of those of a tag or stage, last opened first."""
        where, values = _where(tag, stage)
        found = self._all(f"SELECT d.id {rows.FROM} {where} ORDER BY d.turn DESC", values)
        return [key for (key,) in found]

    def some(self, keys: Iterable[int]) -> list[Kept]:
        """What is known of these documents, in this order; those that are gone are left out."""
        wanted = list(keys)
        found = self._all(
            f"{rows.KEPT} {rows.FROM} WHERE d.id IN (SELECT value FROM json_each(?))", [json.dumps(wanted)]
        )
        by_key = {row[0]: row for row in found}
        return [rows.kept(by_key[key]) for key in wanted if key in by_key]

    def stages(self) -> dict[Stage, int]:
        """How many documents are at each stage."""
        columns = ", ".join(f"total({where})" for where in _STAGES.values())
        (counts,) = self._all(f"SELECT {columns} {rows.FROM}")
        return {stage: int(count) for stage, count in zip(_STAGES, counts, strict=True)}

    def date(self, key: int, added: str) -> None:
        """Notes that a document was kept as early as `added`, where that is earlier than what is known."""
        with self._writing() as db:
            db.execute(
                "UPDATE documents SET added = ? WHERE id = ? AND added > ? AND ? != ''",
                [added, key, added, added],
            )

    def lead_to(self, key: int, addresses: Iterable[str]) -> None:
        """Notes other addresses of a document."""
        with self._writing():
            for address in addresses:
                self._lead(address, key)

    def tell_gist(self, key: int, gist: str) -> None:
        """Notes the sentence that tells the story."""
        with self._writing() as db:
            db.execute("UPDATE documents SET gist = ? WHERE id = ?", [gist, key])

    def remove(self, *keys: int) -> None:
        """Forgets documents so that nothing of them stays in the file, nor in copies of it."""
        with self._writing() as db:
            for key in keys:
                self.kept(key)  # another program may have been first
            # Each is looked at before any is gone: the index forgets by the words that were.
            whole = sum(self._unindex(key) for key in dict.fromkeys(keys)) == len(set(keys))
            db.executemany("DELETE FROM documents WHERE id = ?", [(key,) for key in keys])
            if not whole:
                self._index_anew()
            # Deleted words stay in older parts of the index until they are merged.
            db.execute("INSERT INTO search (search) VALUES ('optimize')")
        self._sweep()

    def clear(self) -> None:
        """Forgets everything, feeds and history too."""
        with self._writing() as db:
            db.execute("DELETE FROM documents")
            db.execute("DELETE FROM feeds")
            db.execute("DELETE FROM sqlite_sequence")
            self._index_anew()
        self._sweep()

    def _visit(self, key: int, time: str) -> None:
        """Once, however often a window begins the same story without another between."""
        last = self._all("SELECT id, document FROM visits ORDER BY id DESC LIMIT 1")
        if last and last[0][1] == key:
            self._db.execute("UPDATE visits SET at = ? WHERE id = ?", [time, last[0][0]])
        else:
            self._db.execute("INSERT INTO visits (document, at) VALUES (?, ?)", [key, time])

    def _key_of(self, address: str, fingerprint: bytes) -> int:
        """The id of the document whose place this one takes, or 0."""
        if not address:
            found = self._all("SELECT id FROM documents WHERE address = '' AND digest = ?", [fingerprint])
            return int(found[0][0]) if found else 0
        kept = self.find_address(address)
        return kept.id if kept else 0

    def _insert(self, row: dict[str, Any], document: Document) -> int:
        self._db.execute("UPDATE highest SET id = id + 1")
        ((key,),) = self._db.execute("SELECT id FROM highest").fetchall()
        row = row | {"added": row["opened"], "id": key}
        self._db.execute(
            f"INSERT INTO documents ({', '.join(row)}) VALUES ({', '.join(f':{name}' for name in row)})", row
        )
        self._index(key, document)
        return int(key)

    def _renew(self, key: int, row: dict[str, Any], document: Document) -> int:
        db = self._db
        (before,) = db.execute("SELECT digest FROM documents WHERE id = ?", [key]).fetchone()
        changed = before != row["digest"]
        whole = self._unindex(key) if changed else True
        sets = ", ".join(f"{name} = :{name}" for name in row)
        db.execute(f"UPDATE documents SET {sets} WHERE id = :id", row | {"id": key})
        if changed:
            db.execute("UPDATE documents SET gist = '' WHERE id = ?", [key])
            self._move_places(key, document.text)
            if whole:
                self._index(key, document)
            else:
                self._index_anew()
        return key

    def _await_one(self, entry: Entry) -> tuple[int, bool]:
        address = plain(entry.address)
        if known := self.find_address(address):
            self.date(known.id, entry.added)
            self._tag(known.id, entry.tags)
            return known.id, False
        document = Document("", title=entry.title, address=entry.address, language=entry.language)
        time = entry.added or now()
        row = {
            "address": address,
            "title": entry.title,
            "byline": "",
            "site": "",
            "published": "",
            "language": entry.language,
            "words": 0,
            "awaited": 1,
            "opened": time,
            "turn": self._next_turn("documents"),
            "packed": pack(document),
        }
        key = self._insert(row, document)
        self._lead(address, key)
        self._tag(key, entry.tags)
        return key, True

    def _lead(self, address: str, key: int) -> None:
        """From now on the address leads to this document; one that only waited for that is joined with it."""
        if not address:
            return
        db, same = self._db, same_address(address)
        found = db.execute(
            "SELECT d.id FROM addresses a JOIN documents d ON d.id = a.document"
            " WHERE a.address = ? AND d.awaited = 1 AND d.id != ?",
            [same, key],
        ).fetchone()
        if found:
            for table in ("tags", "queue", "manners"):
                db.execute(f"UPDATE OR IGNORE {table} SET document = ? WHERE document = ?", [key, found[0]])
            for table in ("bookmarks", "addresses", "visits"):
                db.execute(f"UPDATE {table} SET document = ? WHERE document = ?", [key, found[0]])
            db.execute(
                "UPDATE documents SET added = min(added, (SELECT added FROM documents WHERE id = ?))"
                " WHERE id = ?",
                [found[0], key],
            )
            self._unindex(found[0])
            db.execute("DELETE FROM documents WHERE id = ?", [found[0]])
            self._move_places(
                key, unpack(self._one("SELECT packed FROM documents WHERE id = ?", key)[0]).text
            )
        db.execute("INSERT OR REPLACE INTO addresses VALUES (?, ?)", [same, key])

    def _tag(self, key: int, tags: Iterable[str]) -> None:
        self._db.executemany(
            "INSERT OR IGNORE INTO tags VALUES (?, ?)",
            [(key, " ".join(tag.split())) for tag in tags if tag.strip()],
        )

    def _move_places(self, key: int, text: str) -> None:
        for table in ("positions", "bookmarks"):
            found = self._db.execute(
                f"SELECT rowid, place, quote FROM {table} WHERE document = ?", [key]
            ).fetchall()
            for row, place, quote in found:
                moved = position_at(text, find_again(Position(place, quote), text))
                self._db.execute(
                    f"UPDATE {table} SET place = ?, quote = ? WHERE rowid = ?",
                    [moved.offset, moved.quote, row],
                )

    def _index(self, key: int, document: Document) -> None:
        self._db.execute(
            "INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)",
            [key, indexed(document.title), indexed(document.text)],
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
            [key, indexed(title), indexed(text)],
        )
        return True

    def _index_anew(self) -> None:
        self._db.execute("INSERT INTO search (search) VALUES ('rebuild')")

    def _next_turn(self, table: str) -> int:
        (turn,) = self._db.execute(f"SELECT coalesce(max(turn), 0) + 1 FROM {table}").fetchone()
        return int(turn)

    def _sweep(self) -> None:
        with self._lock, self._told():
            for copy in copies(self._file):
                shred(copy)
            self._db.execute("VACUUM")
            (busy, _, _) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                raise KeepingError(
                    "It is forgotten, but traces stay in the file while another program reads the library.",
                    "Close the other program; closing the last one clears them away.",
                )


def _where(tag: str, stage: Stage | None) -> tuple[str, list[str]]:
    where = ["EXISTS (SELECT 1 FROM tags t WHERE t.document = d.id AND t.tag = ?)"] if tag else []
    where += [_STAGES[stage]] if stage else []
    return f"{'WHERE' if where else ''} {' AND '.join(where)}", [tag] if tag else []
