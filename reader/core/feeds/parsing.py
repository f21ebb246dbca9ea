"""Turns the bytes of a feed into its stories, or finds the feed that a page names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

from reader.core.addresses import is_web
from reader.core.document import Page, whole
from reader.core.errors import NotText
from reader.core.feeds import jsonfeed

MOST = 500
"""Stories of one feed that are looked at; feeds hold 10 to 100."""
_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")


@dataclass(frozen=True, slots=True)
class Story:
    """One entry of a feed."""

    name: str
    """What the feed tells it apart by: its id, or its address."""
    address: str
    title: str
    published: str
    """ISO 8601, UTC, or empty."""
    html: str
    """As much of the story as the feed itself holds, or empty."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What stands in a feed."""

    title: str
    site: str
    stories: tuple[Story, ...]
    """In the order of the feed, which is newest first nearly always."""
    minutes: int = 0
    """How long it asks to be left alone, or 0."""


def parse(page: Page) -> Parsed:
    """The stories of a feed; entries without a web address are left out, such as episodes that are only sound.

    Raises:
        NotText: it is no feed.
    """
    raw = jsonfeed.fields(page.content) or _xml(page)
    if not raw.get("version"):
        raise NotText(f"{page.address} is not a feed.", "Give the address of an RSS, Atom or JSON feed.")
    feed = raw["feed"]
    site = _word(feed.get("link"))
    ttl = _word(feed.get("ttl"))
    stories: dict[str, Story] = {}
    for entry in raw["entries"][:MOST]:
        if story := _story(entry, page.address):
            stories.setdefault(story.name, story)
    return Parsed(
        _word(feed.get("title")) or page.address,
        site if is_web(site) else "",
        tuple(stories.values()),
        min(int(ttl), 100_000) if ttl.isdecimal() and len(ttl) < 10 else 0,
    )


def _xml(page: Page) -> Mapping[str, Any]:
    import feedparser  # start-up time

    # From bytes in memory: a name would be taken for an address and fetched.
    raw: Mapping[str, Any] = feedparser.parse(
        _InMemory(page.content),
        response_headers={"content-type": page.media_type, "content-location": page.address},
    )
    return raw


class _InMemory:
    """What feedparser reads from."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def read(self) -> bytes:
        return self._content


def named_feed(page: Page) -> str:
    """The address of the feed that a page of HTML names first, or empty."""
    from lxml import etree, html  # start-up time

    try:
        root = html.document_fromstring(page.content, parser=html.HTMLParser(no_network=True))
    except (etree.LxmlError, ValueError):
        return ""
    for link in root.iter("link"):
        words = (link.get("rel") or "").lower().split()
        if "alternate" in words and (link.get("type") or "").lower().strip() in _TYPES:
            try:
                address: str = urljoin(page.address, link.get("href") or "")
            except ValueError:
                continue
            if is_web(address):
                return address
    return ""


def _story(entry: Any, feed: str) -> Story | None:
    link = _word(entry.get("link"))
    try:
        address = urljoin(feed, link) if link else ""
    except ValueError:
        return None
    if not is_web(address):
        return None
    contents = [_word(part.get("value")) for part in entry.get("content") or ()]
    contents.append(_word(entry.get("summary")))
    return Story(
        _word(entry.get("id")) or address,
        address,
        " ".join(_word(entry.get("title")).split()),
        _time(entry.get("published_parsed") or entry.get("updated_parsed")),
        max(contents, key=len),
    )


def _word(value: Any) -> str:
    return whole(value).strip() if isinstance(value, str) else ""


def _time(parts: Any) -> str:
    """feedparser gives the nine numbers of a time in UTC."""
    try:
        year, month, day, hour, minute, second = (int(part) for part in parts[:6])
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC).strftime(
            "%Y-%m-%dT%H:%M:%SZ"
        )
    except (TypeError, ValueError):
        return ""
