"""Keeps what is to be heard next, in order."""

from __future__ import annotations

from collections.abc import Sequence

from reader.core.keeping import Kept
from reader.devices.library import rows
from reader.devices.library.documents import Documents


class Queue(Documents):
    """The queue."""

    def queue(self) -> list[Kept]:
        """What is to be heard next, in order."""
        found = self._all(f"{rows.KEPT} {rows.FROM} JOIN queue ON queue.document = d.id ORDER BY queue.turn")
        return [rows.kept(row) for row in found]

    def enqueue(self, *keys: int) -> None:
        """Puts documents at the end of the queue; one that is in it stays where it is."""
        for key in keys:
            self.kept(key)
        with self._writing() as db:
            for key in keys:
                db.execute("INSERT OR IGNORE INTO queue VALUES (?, ?)", [key, self._next_turn("queue")])

    def dequeue(self, *keys: int) -> None:
        """Takes documents out of the queue."""
        with self._writing() as db:
            db.executemany("DELETE FROM queue WHERE document = ?", [(key,) for key in keys])

    def reorder(self, keys: Sequence[int]) -> None:
        """Puts the queue into this order; documents that are not named follow as they were."""
        with self._writing() as db:
            rest = [kept.id for kept in self.queue() if kept.id not in set(keys)]
            turns = [(turn, key) for turn, key in enumerate([*keys, *rest], 1)]
            db.executemany("UPDATE queue SET turn = ? WHERE document = ?", turns)
