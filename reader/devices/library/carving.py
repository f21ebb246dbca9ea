"""Reads rows out of the pages of a SQLite file one by one, where damage keeps SQLite itself from finding them.

A row stands on a leaf page of its table, with what does not fit on a chain of further pages; none of that needs
the pages above it, nor the schema. The format is described at https://sqlite.org/fileformat2.html. Deleted rows do
not come back: the library overwrites them with zeros.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = tuple[int, tuple[Any, ...]]
"""The id of a row, and its columns; a column that is the id itself is `None`."""

_LEAF = 0x0D
_HEADER = 100
"""Bytes before the first page's own beginning."""
_LARGEST = 64 * 1024 * 1024
"""Bytes of one row; a larger one is taken for damage."""
_SIZES = {0: 0, 1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8, 7: 8, 8: 0, 9: 0}
"""Bytes of a number, by its kind."""


def rows(file: Path) -> Iterator[Row]:
    """Every row that can be read on any leaf page of any table; rubbish among them."""
    size = 4096
    with file.open("rb") as opened:
        head = opened.read(_HEADER)
        told = int.from_bytes(head[16:18], "big")
        if told in (1 << power for power in range(9, 16)):
            size = told
        pages = _Pages(opened, size)
        for number in range(1, pages.count + 1):
            yield from _leaf(pages, number)


class _Pages:
    def __init__(self, opened: Any, size: int) -> None:
        self._file = opened
        self.size = size
        self.count = opened.seek(0, 2) // size

    def read(self, number: int) -> bytes:
        if not 1 <= number <= self.count:
            raise ValueError
        self._file.seek((number - 1) * self.size)
        page: bytes = self._file.read(self.size)
        return page


def _leaf(pages: _Pages, number: int) -> Iterator[Row]:
    page = pages.read(number)
    at = _HEADER if number == 1 else 0
    if page[at] != _LEAF:
        return
    for cell in range(int.from_bytes(page[at + 3 : at + 5], "big")):
        place = at + 8 + 2 * cell
        try:
            yield _row(pages, page, int.from_bytes(page[place : place + 2], "big"))
        except (ValueError, IndexError):
            continue


def _row(pages: _Pages, page: bytes, at: int) -> Row:
    size, at = _number(page, at)
    key, at = _number(page, at)
    if not 0 < size <= _LARGEST:
        raise ValueError
    usable = len(page)
    least = (usable - 12) * 32 // 255 - 23
    here = size
    if size > usable - 35:
        here = least + (size - least) % (usable - 4)
        here = here if here <= usable - 35 else least
    content = bytearray(page[at : at + here])
    following = int.from_bytes(page[at + here : at + here + 4], "big") if here < size else 0
    while len(content) < size:
        more = pages.read(following)
        following = int.from_bytes(more[:4], "big")
        content += more[4 : 4 + size - len(content)]
    return key, tuple(_columns(bytes(content)))


def _columns(content: bytes) -> Iterator[Any]:
    end, at = _number(content, 0)
    body = end
    while at < end:
        kind, at = _number(content, at)
        size = _SIZES.get(kind, (kind - 12) // 2 if kind >= 12 else -1)
        raw = content[body : body + size]
        if size < 0 or len(raw) != size:
            raise ValueError
        body += size
        if kind == 0:
            yield None
        elif kind in (8, 9):
            yield kind - 8
        elif kind >= 12:
            yield raw if kind % 2 == 0 else raw.decode("utf-8", "replace")
        else:
            yield int.from_bytes(raw, "big", signed=True)


def _number(content: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = 0
    for step in range(8):
        value = value << 7 | content[at + step] & 0x7F
        if not content[at + step] & 0x80:
            return value, at + step + 1
    return value << 8 | content[at + 8], at + 9
