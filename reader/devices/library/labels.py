"""Keeps tags, how each document is read, and what was opened when."""

from __future__ import annotations

from collections.abc import Iterable

from reader.core.keeping import Kept, Manner, Visit
from reader.devices.library import rows
from reader.devices.library.documents import Documents


class Labels(Documents):
    """Tags, manners and visits."""

    def tag(self, key: int, *tags: str) -> None:
        """Adds tags; space around and between their words is one space."""
        self.kept(key)
        with self._writing():
            self._tag(key, tags)

    def set_tags(self, key: int, tags: Iterable[str]) -> None:
        """The tags of a document, in place of those before."""
        self.kept(key)
        with self._writing() as db:
            db.execute("DELETE FROM tags WHERE document = ?", [key])
            self._tag(key, tags)

    def untag(self, key: int, *tags: str) -> None:
        """Takes tags away."""
        with self._writing() as db:
            db.executemany("DELETE FROM tags WHERE document = ? AND tag = ?", [(key, tag) for tag in tags])

    def tags(self) -> list[tuple[str, int]]:
        """All tags by name, each with the number of its documents."""
        return [
            (tag, count)
            for tag, count in self._all(
                "SELECT tag, count(*) FROM tags GROUP BY tag ORDER BY tag COLLATE NOCASE"
            )
        ]

    def set_manner(self, key: int, manner: Manner) -> None:
        """How a document is read from now on."""
        self.kept(key)
        with self._writing() as db:
            if manner == Manner():
                db.execute("DELETE FROM manners WHERE document = ?", [key])
            else:
                db.execute(
                    "INSERT OR REPLACE INTO manners VALUES (?, ?, ?, ?)",
                    [key, manner.voice, manner.rate, manner.language],
                )

    def visits(self, limit: int = 100) -> list[Visit]:
        """What was opened, the last first, in the order that it happened in, whatever the clock said."""
        found = self._all(
            f"{rows.KEPT}, '', v.at {rows.FROM} JOIN visits v ON v.document = d.id ORDER BY v.id DESC LIMIT ?",
            [limit],
        )
        return [Visit(_kept(row), row[-1]) for row in found]

    def visited_keys(self) -> list[int]:
        """The ids of what was opened, each once, the last first."""
        return [
            key for (key,) in self._all("SELECT document FROM visits GROUP BY document ORDER BY max(id) DESC")
        ]

    def visited(self, visits: Iterable[tuple[int, str]]) -> None:
        """Notes visits that another file had, in their order."""
        with self._writing() as db:
            db.executemany("INSERT INTO visits (document, at) VALUES (?, ?)", list(visits))

    def forget_visits(self) -> None:
        """Forgets what was opened when; the documents stay."""
        with self._writing() as db:
            db.execute("DELETE FROM visits")


def _kept(row: tuple[object, ...]) -> Kept:
    return rows.kept(row[: rows.COLUMNS])
