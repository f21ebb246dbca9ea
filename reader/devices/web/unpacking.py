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

    @property
    def whole(self) -> bool:
        """Whether what came so far can be all: nothing that is packed was cut off."""
        ...


class Plain:
    """Nothing is packed."""

    def unpack(self, piece: bytes, most: int) -> bytes:
        return piece[:most]

    @property
    def whole(self) -> bool:
        return True


class Packed:
    """Gzip, zlib or bare deflate, whichever it turns out to be: servers mix the names up.

    Gzip may be several in a row, which are one page. What else comes behind the end is nothing of the page.
    """

    def __init__(self) -> None:
        self._opened: zlib._Decompress | None = None

    def unpack(self, piece: bytes, most: int) -> bytes:
        if not piece:
            return b""
        if self._opened is None:
            self._opened = zlib.decompressobj(zlib.MAX_WBITS | 32)
            try:
                return self._on(self._opened.decompress(piece, most), most)
            except zlib.error:
                self._opened = zlib.decompressobj(-zlib.MAX_WBITS)
        elif self._opened.eof and not _GZIP.startswith(self._opened.unused_data[:2]):
            return b""
        return self._on(self._opened.decompress(piece, most), most)

    def _on(self, content: bytes, most: int) -> bytes:
        """The content with that of the ones behind it, as far as they came."""
        while (
            self._opened is not None
            and len(content) < most
            and (rest := self._opened.unused_data).startswith(_GZIP)
        ):
            self._opened = zlib.decompressobj(zlib.MAX_WBITS | 16)
            content += self._opened.decompress(rest, most - len(content))
        return content

    @property
    def whole(self) -> bool:
        return self._opened is None or self._opened.eof


_GZIP = b"\x1f\x8b"
"""How each begins (RFC 1952)."""


def unpacking(encoding: str) -> Unpacking | None:
    """What undoes a `Content-Encoding`, or `None` where nothing here does."""
    match encoding.strip().lower():
        case "" | "identity":
            return Plain()
        case "gzip" | "x-gzip" | "deflate":
            return Packed()
    return None
