"""Reads the page that Pocket exported until 2023: lists of links below the headings Unread and Read Archive."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

from reader.core.imports.times import seconds
from reader.core.keeping import Entry


def from_html(text: str) -> Iterator[Entry]:
    """The pages; those of the archive have the tag `archive`."""
    parser = _Pocket()
    parser.feed(text)
    parser.close()
    yield from parser.entries


class _Pocket(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._link: dict[str, str] | None = None
        self._words: list[str] = []
        self._archive = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._link = {name: value or "" for name, value in attrs}
        if tag in ("a", "h1"):
            self._words = []

    def handle_endtag(self, tag: str) -> None:
        words = " ".join("".join(self._words).split())
        if tag == "h1":
            self._archive = "archive" in words.lower()
        elif tag == "a" and self._link is not None:
            address = self._link.get("href", "").strip()
            tags = [*self._link.get("tags", "").split(","), "archive" if self._archive else ""]
            self.entries.append(
                Entry(
                    address,
                    "" if words == address else words,
                    seconds(self._link.get("time_added", "")),
                    tuple(dict.fromkeys(tag.strip()[:100] for tag in tags if tag.strip())),
                )
            )
            self._link = None

    def handle_data(self, data: str) -> None:
        self._words.append(data)
