"""Reads the bookmarks that every browser exports: `DL` lists with `H3` for folders and `A` for pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from reader.core.imports.times import seconds
from reader.core.keeping import Entry

_SHELVES = re.compile(
    r"(imported|mobile |other )?bookmarks( (bar|toolbar|menu))?|favou?rites( bar)?|imported", re.IGNORECASE
)
"""Folders that every browser has and that say nothing of what is in them, in English."""


def read(text: str) -> Iterator[Entry]:
    """The pages, with their folders as tags."""
    parser = _Bookmarks()
    parser.feed(text)
    parser.close()
    yield from parser.entries


class _Bookmarks(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self._folders: list[str] = []
        self._named = ""
        """The folder whose list comes next."""
        self._own = False
        """Whether that folder is one of the browser's."""
        self._link: dict[str, str] | None = None
        self._words: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "dl":
            self._folders.append(self._named)
            self._named = ""
        elif tag == "h3":
            self._own = "personal_toolbar_folder" in told or "unfiled_bookmarks_folder" in told
            self._words = []
        elif tag == "a":
            self._link, self._words = told, []

    def handle_endtag(self, tag: str) -> None:
        words = " ".join("".join(self._words or ()).split())
        if tag == "dl" and self._folders:
            self._folders.pop()
        elif tag == "h3":
            self._named = "" if self._own or _SHELVES.fullmatch(words) else words
            self._words = None
        elif tag == "a" and self._link is not None:
            tags = [*self._folders, *self._link.get("tags", "").split(",")]
            self.entries.append(
                Entry(
                    self._link.get("href", "").strip(),
                    words,
                    seconds(self._link.get("add_date", "")),
                    tuple(dict.fromkeys(tag.strip()[:100] for tag in tags if tag.strip())),
                )
            )
            self._link = self._words = None

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)
