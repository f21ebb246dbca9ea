"""Finds documents by their words, as a person types."""

from __future__ import annotations

from reader.core.keeping import HIT, Kept
from reader.devices.library import rows
from reader.devices.library.documents import Documents
from reader.devices.library.query import match


class Finding(Documents):
    """The search over titles and texts."""

    def search(self, words: str, limit: int = 20) -> list[Kept]:
        """Documents with all these words, best first, each with a snippet; the last word may be unfinished."""
        wanted = match(words)
        if not wanted:
            return []
        snippet = f"snippet(search, -1, '{HIT[0]}', '{HIT[1]}', '…', 16)"
        found = self._all(
            f"{rows.KEPT}, {snippet}"
            " FROM (SELECT rowid AS hit, rank FROM search WHERE search MATCH ?1 ORDER BY rank LIMIT ?2)"
            " JOIN search ON search.rowid = hit AND search MATCH ?1 JOIN documents d ON d.id = hit"
            " LEFT JOIN positions p ON p.document = d.id LEFT JOIN manners m ON m.document = d.id"
            " ORDER BY search.rank",
            [wanted, limit],
        )
        return [rows.kept(row) for row in found]
