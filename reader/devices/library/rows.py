"""Turns rows of the library into `Kept` values: the columns and their order, said once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reader.core.document import Position
from reader.core.keeping import Kept, Manner

KEPT = """
SELECT d.id, d.title, d.byline, d.site, d.address, d.published, d.language, d.words, d.opened,
       d.added, d.length, d.last, d.awaited, d.gist, p.place, p.quote, m.voice, m.rate, m.language,
       EXISTS (SELECT 1 FROM queue q WHERE q.document = d.id),
       (SELECT group_concat(tag, char(31)) FROM tags t WHERE t.document = d.id)
"""
FROM = "FROM documents d LEFT JOIN positions p ON p.document = d.id LEFT JOIN manners m ON m.document = d.id"
COLUMNS = 21


def kept(row: Sequence[Any]) -> Kept:
    """The document of a row."""
    key, title, byline, site, address, published, language, words, opened = row[:9]
    added, length, last, awaited, gist, place, quote, voice, rate, spoken, queued, tags = row[9:COLUMNS]
    return Kept(
        key,
        title,
        byline,
        site,
        address,
        published,
        language,
        words,
        opened,
        None if place is None else Position(place, quote),
        tuple(sorted(tags.split("\x1f"))) if tags else (),
        "",
        added,
        length,
        last,
        bool(awaited),
        bool(queued),
        gist,
        Manner() if voice is None else Manner(voice, rate, spoken),
    )
