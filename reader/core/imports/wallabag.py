"""Reads the JSON that Wallabag exports; it holds the pages themselves, so that nothing has to be fetched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any

from reader.core.errors import KeepingError
from reader.core.imports.times import iso
from reader.core.keeping import Entry


def read(text: str) -> Iterator[Entry]:
    """The pages; what is starred or archived there has that as a tag.

    Raises:
        KeepingError: it is other JSON.
    """
    try:
        records = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise KeepingError(
            "This file is neither an export of Wallabag nor one of Reader.", "Export it there once more."
        ) from error
    if isinstance(records, dict):
        records = [records]
    if any(not isinstance(record, dict) or "url" not in record for record in records):
        raise KeepingError("This is JSON, but not an export of Wallabag.", "Export it there as JSON.")
    for record in records:
        yield _entry(record)


def _entry(record: dict[str, Any]) -> Entry:
    title = " ".join(str(record.get("title") or "").split())
    html = str(record.get("content") or "")
    tags = [_name(tag) for tag in record.get("tags") or ()]
    tags += [tag for key, tag in (("is_starred", "starred"), ("is_archived", "archive")) if record.get(key)]
    authors = ", ".join(str(author) for author in record.get("published_by") or () if author)
    by = f'<p rel="author">{escape(authors)}</p>' if authors else ""
    page = (
        f"<!doctype html><title>{escape(title)}</title><article><h1>{escape(title)}</h1>{by}{html}</article>"
    )
    notes = tuple(
        (str(note.get("quote") or ""), str(note.get("text") or ""))
        for note in record.get("annotations") or ()
    )
    return Entry(
        str(record["url"]).strip(),
        title,
        iso(record.get("created_at", "")),
        tuple(dict.fromkeys(tag.strip()[:100] for tag in tags if tag.strip())),
        notes,
        page if html else "",
        str(record.get("language") or "").replace("_", "-")[:35],
    )


def _name(tag: Any) -> str:
    """Tags are words, or objects with a label, depending on the version."""
    return str(tag.get("label", "")) if isinstance(tag, dict) else str(tag)
