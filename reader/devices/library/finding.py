"""Finds documents by their words, as a person types."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace

from reader.core.keeping import Kept
from reader.core.snippets import snippet
from reader.devices.library.documents import Documents
from reader.devices.library.packing import text_of
from reader.devices.library.query import match, unfinished, words

WEIGHED = 2000
"""Documents that are weighed against one another at most. Of more the last added are taken, and those with the
words in their title: weighing costs 3 to 8 µs a document, and who types a common word goes on typing."""


class Finding(Documents):
    """The search over titles and texts."""

    def search(self, typed: str, limit: int = 20, among: Collection[int] | None = None) -> list[Kept]:
        """Documents with all these words, best first, each with a snippet; the last word may be unfinished.

        With `among`, only those of these ids.
        """
        wanted = match(typed)
        if not wanted:
            return []
        with self._lock:
            keys = self._best(wanted, limit, among)
            found = self.some(keys)
            packed = dict(
                self._all(
                    "SELECT id, packed FROM documents WHERE id IN (SELECT value FROM json_each(?))",
                    [json.dumps(keys)],
                )
            )
        looked_for, more = words(typed), unfinished(typed)
        return [
            replace(kept, snippet=snippet(text_of(packed[kept.id]), looked_for, unfinished=more))
            for kept in found
            if kept.id in packed  # another program may have forgotten it meanwhile
        ]

    def _best(self, wanted: str, limit: int, among: Collection[int] | None) -> list[int]:
        only, values = "", [wanted, limit]
        if among is not None:
            only, values = (
                " AND rowid IN (SELECT value FROM json_each(?3))",
                [*values, json.dumps(list(among))],
            )
        floor = self._all(
            f"SELECT rowid FROM search WHERE search MATCH ?1{only} AND ?2 ORDER BY rowid DESC LIMIT 1 OFFSET {WEIGHED}",
            values,
        )
        if not floor:
            return [
                key
                for (key,) in self._all(
                    f"SELECT rowid FROM search WHERE search MATCH ?1{only} ORDER BY rank LIMIT ?2", values
                )
            ]
        late = self._all(
            f"SELECT rank, rowid FROM search WHERE search MATCH ?1{only} AND rowid > {floor[0][0]}"
            " ORDER BY rank LIMIT ?2",
            values,
        )
        titled = self._all(
            f"SELECT rank, rowid FROM search WHERE search MATCH ?1{only} AND rowid <= {floor[0][0]}"
            " ORDER BY rank LIMIT ?2",
            [f"{{title}} : ({wanted})", *values[1:]],
        )
        return [key for _, key in sorted([*late, *titled])[:limit]]
