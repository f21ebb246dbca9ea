"""Reads the tables (CSV) that Pocket, Instapaper and Readwise export; the names of columns are in small letters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape

from reader.core.imports.times import english, iso, seconds
from reader.core.keeping import Entry

Records = Iterable[dict[str, str]]


def pocket(records: Records) -> Iterator[Entry]:
    """`title,url,time_added,tags,status`; tags are parted by |, the status is unread or archive."""
    for record in records:
        tags = [*record.get("tags", "").split("|"), "archive" if record.get("status") == "archive" else ""]
        yield Entry(record["url"].strip(), _title(record), seconds(record["time_added"]), tags=_clean(tags))


def instapaper(records: Records) -> Iterator[Entry]:
    """`URL,Title,Selection,Folder,Timestamp,Tags`; older exports have no times or tags, tags are a list of JSON."""
    for record in records:
        folder = record["folder"].strip()
        # Unread is the ordinary state of an entry and says nothing.
        tags = [] if folder.lower() == "unread" else [folder.lower() if folder in _OWN else folder]
        passage = record["selection"].strip()
        yield Entry(
            record["url"].strip(),
            _title(record),
            seconds(record.get("timestamp", "")),
            tags=_clean([*tags, *_listed(record.get("tags", ""))]),
            notes=((passage, ""),) if passage else (),
        )


_OWN = ("Archive", "Starred")
"""Folders of Instapaper itself."""


def readwise_reader(records: Records) -> Iterator[Entry]:
    """`Title,URL,ID,Document tags,Saved date,Reading progress,Location,Seen` of the Reader of Readwise."""
    for record in records:
        place = record.get("location", "").strip().lower()
        tags = [*_listed(record.get("document tags", "")), "archive" if place == "archive" else ""]
        yield Entry(record["url"].strip(), _title(record), iso(record["saved date"]), tags=_clean(tags))


def readwise_highlights(records: Records) -> Iterator[Entry]:
    """`Highlight,Book Title,Book Author,…,Note,…,Highlighted at,Document tags`: a page of quotes for each book.

    No address comes with them, so the quotes themselves are what is kept.
    """
    books: dict[tuple[str, str], list[dict[str, str]]] = {}
    for record in records:
        books.setdefault((record["book title"].strip(), record.get("book author", "").strip()), []).append(
            record
        )
    for (title, author), quotes in books.items():
        body = "".join(_quote(quote) for quote in quotes)
        times = sorted(filter(None, (english(quote.get("highlighted at", "")) for quote in quotes)))
        tags = [tag for quote in quotes for tag in _listed(quote.get("document tags", ""))]
        by = f'<p rel="author">{escape(author)}</p>' if author else ""
        page = f"<!doctype html><title>{escape(title)}</title><article><h1>{escape(title)}</h1>{by}{body}</article>"
        notes = tuple(
            (quote["highlight"].strip(), quote["note"].strip())
            for quote in quotes
            if quote.get("note", "").strip()
        )
        yield Entry("", title, times[0] if times else "", _clean([*tags, "highlights"]), notes, page)


def _quote(record: dict[str, str]) -> str:
    return f"<blockquote><p>{escape(record['highlight'].strip())}</p></blockquote>"


def _title(record: dict[str, str]) -> str:
    title = " ".join(record["title"].split())
    # Where a program knows no title it writes the address.
    return "" if title == record["url"].strip() else title


def _listed(written: str) -> list[str]:
    """Tags as a list of JSON, or parted by commas."""
    if written.strip().startswith("["):
        try:
            return [str(tag) for tag in json.loads(written)]
        except (ValueError, RecursionError):
            written = written.strip(" []")
    return [tag.strip(" '\"") for tag in written.split(",")]


def _clean(tags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(tag.split())[:100] for tag in tags if tag.strip()))
