"""Turns a JSON Feed (https://www.jsonfeed.org/version/1.1/) into the fields that feedparser gives for the other kinds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

VERSION = "https://jsonfeed.org/version/"
"""What the version of every such feed begins with."""


def fields(content: bytes) -> Mapping[str, Any] | None:
    """`version`, `feed` and `entries` as feedparser names them; None where it is no JSON Feed."""
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        read = json.loads(content)
    except (ValueError, RecursionError):
        return None
    version, items = read.get("version"), read.get("items")
    if not isinstance(version, str) or not version.startswith(VERSION) or not isinstance(items, list):
        return None
    return {
        "version": version,
        "feed": {"title": read.get("title"), "link": read.get("home_page_url")},
        "entries": [_entry(item) for item in items if isinstance(item, dict)],
    }


def _entry(item: Mapping[str, Any]) -> Mapping[str, Any]:
    name = item.get("id")
    return {
        "id": str(name) if isinstance(name, int | float) else name,
        "link": item.get("url") or item.get("external_url"),
        "title": item.get("title"),
        "summary": item.get("summary"),
        "content": [{"value": item.get("content_html")}],
        "published_parsed": _parts(item.get("date_published") or item.get("date_modified")),
    }


def _parts(written: object) -> tuple[int, ...] | None:
    """The nine numbers of a time in UTC; one without its zone, which the format forbids, is taken for that."""
    try:
        when = datetime.fromisoformat(written) if isinstance(written, str) else None
        return tuple((when if when.tzinfo else when.replace(tzinfo=UTC)).utctimetuple()) if when else None
    except (ValueError, OverflowError):
        return None
