"""Turns the file that another program exported into entries, whichever of the known programs it was."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from reader.core.addresses import is_web
from reader.core.document import mended
from reader.core.errors import KeepingError
from reader.core.imports import bookmarks, pocket, tables, wallabag
from reader.core.keeping import Entry
from reader.core.wording import said

LARGEST = 256 * 1024 * 1024
"""Bytes of an export: Wallabag's hold every page whole."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What stands in an export."""

    program: str
    """As people call it."""
    entries: tuple[Entry, ...]
    left: int
    """How many entries name nothing that can be fetched from the web, such as files and scripts."""


def read(content: bytes) -> Brought:
    """The entries of an export.

    Raises:
        KeepingError: no known program writes like that, or it is damaged.
    """
    if len(content) > LARGEST:
        raise KeepingError("The file is too large for an export.", "Export less at a time.")
    program, found = _recognised(content.decode("utf-8-sig", "replace"))
    entries: list[Entry] = []
    left = 0
    try:
        for entry in map(_mended, found):
            if is_web(entry.address) or (not entry.address and entry.html):
                entries.append(entry)
            else:
                left += 1
    except (csv.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise KeepingError(
            f"The export of {program} is damaged.", "Export it there once more, and give that file."
        ) from error
    return Brought(program, tuple(entries), left)


def _mended(entry: Entry) -> Entry:
    """The entry without half characters, which JSON can name and no library holds."""
    return replace(
        entry,
        address=mended(entry.address),
        title=mended(entry.title),
        tags=tuple(map(mended, entry.tags)),
        notes=tuple((mended(passage), mended(words)) for passage, words in entry.notes),
        html=mended(entry.html),
        language=mended(entry.language),
    )


def _recognised(text: str) -> tuple[str, Iterable[Entry]]:
    head = text[:4096].lower()
    if "<title>pocket export</title>" in head:
        return "Pocket", pocket.from_html(text)
    if "netscape-bookmark-file" in head:
        return said("a browser"), bookmarks.read(text)
    if head.lstrip().startswith("[") or head.lstrip().startswith("{"):
        return "Wallabag", wallabag.read(text)
    columns = {name.strip().lower() for name in next(iter(_rows(text[:4096])), [])}
    for program, wanted, work in _TABLES:
        if wanted <= columns:
            return program, work(_records(text))
    raise KeepingError(
        "Reader does not know what wrote this file.",
        "It reads exports of Pocket (HTML, CSV), Instapaper (CSV), Readwise (CSV), Wallabag (JSON) and of the"
        " bookmarks of a browser (HTML).",
    )


_TABLES: tuple[tuple[str, set[str], Callable[[Iterable[dict[str, str]]], Iterator[Entry]]], ...] = (
    ("Pocket", {"title", "url", "time_added"}, tables.pocket),
    ("Instapaper", {"url", "title", "selection", "folder"}, tables.instapaper),
    ("Readwise Reader", {"title", "url", "saved date"}, tables.readwise_reader),
    ("Readwise", {"highlight", "book title"}, tables.readwise_highlights),
)


_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+")
"""Of a table: what else parts lines for Python, such as U+2028 in a passage of a page, is text there."""


def _rows(text: str) -> Iterator[list[str]]:
    # A field may be as long as the file: Instapaper's selections are whole passages.
    csv.field_size_limit(LARGEST)
    return csv.reader(_LINE.findall(text), strict=False)


def _records(text: str) -> Iterator[dict[str, str]]:
    rows = _rows(text)
    names = [name.strip().lower() for name in next(rows, [])]
    for row in rows:
        if any(cell.strip() for cell in row):
            yield dict(zip(names, [*row, *[""] * (len(names) - len(row))], strict=False))
