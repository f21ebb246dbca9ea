"""Keeps where listening stopped, and the places that a person marked."""

from __future__ import annotations

from reader.core.document import Position
from reader.core.errors import KeepingError
from reader.core.keeping import Bookmark
from reader.devices.library.database import Database, now

_MARKS = "SELECT id, document, place, quote, note, label, made FROM bookmarks"


class Places(Database):
    """Positions and bookmarks."""

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

    def mark(self, key: int, position: Position, note: str = "", label: str = "", made: str = "") -> Bookmark:
        """Marks a place; `made` is when, and now where it is empty."""
        with self._writing() as db:
            done = db.execute(
                "INSERT INTO bookmarks (document, place, quote, note, label, made) VALUES (?, ?, ?, ?, ?, ?)",
                [key, position.offset, position.quote, note, label, made or now()],
            )
            return self.bookmark(int(done.lastrowid or 0))

    def annotate(self, bookmark: int, note: str, label: str) -> Bookmark:
        """Changes what is written and said for a mark."""
        with self._writing() as db:
            db.execute("UPDATE bookmarks SET note = ?, label = ? WHERE id = ?", [note, label, bookmark])
            return self.bookmark(bookmark)

    def unmark(self, bookmark: int) -> None:
        """Takes a mark away."""
        with self._writing() as db:
            db.execute("DELETE FROM bookmarks WHERE id = ?", [bookmark])

    def bookmark(self, bookmark: int) -> Bookmark:
        """The mark with this id."""
        found = self._all(f"{_MARKS} WHERE id = ?", [bookmark])
        if not found:
            raise KeepingError(
                "This mark is not in the library any more.", "Look at the list of marks again."
            )
        return _mark(found[0])

    def bookmarks(self, key: int = 0) -> list[Bookmark]:
        """The marks of a document, in the order of the text, or for 0 those of all, the last made first."""
        if not key:
            return [_mark(row) for row in self._all(f"{_MARKS} ORDER BY id DESC")]
        return [_mark(row) for row in self._all(f"{_MARKS} WHERE document = ? ORDER BY place, id", [key])]


def _mark(row: tuple[int, int, int, str, str, str, str]) -> Bookmark:
    key, document, place, quote, note, label, made = row
    return Bookmark(key, document, Position(place, quote), note, label, made)
