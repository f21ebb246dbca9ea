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
    parser.end_link()
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
        if tag in ("dl", "dt", "dd", "h3", "a"):
            self.end_link()
        if tag == "dl":
            self._folders.append(self._named)
            self._named = ""
        elif tag == "h3":
            self._own = "personal_toolbar_folder" in told or "unfiled_bookmarks_folder" in told
            self._words = []
        elif tag == "a":
            self._link, self._words = told, []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("dl", "a"):
            self.end_link()
        if tag == "dl" and self._folders:
            self._folders.pop()
        elif tag == "h3":
            words = self._read()
            self._named = "" if self._own or _SHELVES.fullmatch(words) else words

    def end_link(self) -> None:
        """What was read of a link is an entry, also where its own end is missing, as in a file that ends early."""
        if self._link is None:
            return
        link, self._link = self._link, None
        tags = [*self._folders, *link.get("tags", "").split(",")]
        self.entries.append(
            Entry(
                link.get("href", "").strip(),
                self._read(),
                seconds(link.get("add_date", "")),
                tuple(dict.fromkeys(tag.strip()[:100] for tag in tags if tag.strip())),
            )
        )

    def _read(self) -> str:
        words, self._words = " ".join("".join(self._words or ()).split()), None
        return words

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)
