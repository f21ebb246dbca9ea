"""Turns the bytes of an answer, as its server packed them, into those of the page, never more than asked for.

The library's own decoding gives all that one piece unpacks to at once, and undoes any number of packings in
a row: a few kilobytes could fill the memory before anyone counts.
"""

from __future__ import annotations

import zlib
from typing import Protocol

ENCODINGS = "gzip, deflate"
"""What a server may send us packed, as the header says it."""


class Unpacking(Protocol):
    """Takes what came, piece by piece."""

    def unpack(self, piece: bytes, most: int) -> bytes:
        """What the piece adds to the page, up to `most` bytes.

        Raises:
            zlib.error: it is damaged.
        """
        ...


class Plain:
    """Nothing is packed."""

    def unpack(self, piece: bytes, most: int) -> bytes:
        return piece[:most]


class Packed:
    """Gzip, zlib or bare deflate, whichever it turns out to be: servers mix the names up."""

    def __init__(self) -> None:
        self._opened: zlib._Decompress | None = None

    def unpack(self, piece: bytes, most: int) -> bytes:
        if not piece:
            return b""
        if self._opened is None:
            self._opened = zlib.decompressobj(zlib.MAX_WBITS | 32)
            try:
                return self._opened.decompress(piece, most)
            except zlib.error:
                self._opened = zlib.decompressobj(-zlib.MAX_WBITS)
        return self._opened.decompress(piece, most)


def unpacking(encoding: str) -> Unpacking | None:
    """What undoes a `Content-Encoding`, or `None` where nothing here does."""
    match encoding.strip().lower():
        case "" | "identity":
            return Plain()
        case "gzip" | "x-gzip" | "deflate":
            return Packed()
    return None
