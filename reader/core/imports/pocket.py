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
    parser.end_link()
    yield from parser.entries


class _Pocket(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._link: dict[str, str] | None = None
        self._words: list[str] = []
        self._archive = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("a", "h1", "li"):
            self.end_link()
            self._words = []
        if tag == "a":
            self._link = {name: value or "" for name, value in attrs}

    def handle_endtag(self, tag: str) -> None:
        if tag == "h1":
            self._archive = "archive" in " ".join(self._words).lower()
        elif tag in ("a", "li", "ul"):
            self.end_link()

    def end_link(self) -> None:
        """What was read of a link is an entry, also where its own end is missing, as in a file that ends early."""
        if self._link is None:
            return
        link, self._link = self._link, None
        words = " ".join("".join(self._words).split())
        address = link.get("href", "").strip()
        tags = [*link.get("tags", "").split(","), "archive" if self._archive else ""]
        self.entries.append(
            Entry(
                address,
                "" if words == address else words,
                seconds(link.get("time_added", "")),
                tuple(dict.fromkeys(tag.strip()[:100] for tag in tags if tag.strip())),
            )
        )

    def handle_data(self, data: str) -> None:
        self._words.append(data)
