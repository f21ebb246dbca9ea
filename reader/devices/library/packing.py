"""Turns a document into compressed bytes and back, in a form that every later version can read."""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

from reader.core.document import Block, Document, Kind, Link, Removed, Span, mended
from reader.core.errors import KeepingError

LARGEST = 256 * 1024 * 1024
"""Bytes a document may unpack to; what claims more is damage or an attack."""

_PLAIN = ("text", "title", "standfirst", "byline", "credit", "site", "published", "address", "language")
_LATER = ("next_page", "shortfall")
"""Text as well, of which documents that were kept before have none."""


def pack(document: Document) -> bytes:
    """The document as compressed JSON."""
    return zlib.compress(
        json.dumps(to_record(document), ensure_ascii=False).encode("utf-8", "surrogatepass"), 6
    )


def digest(packed: bytes) -> bytes:
    """Tells whether two documents are the same, however and by whichever version each was packed; empty for a
    damaged one. Fields that are empty count as not there: a later version may have more of them."""
    try:
        record = json.loads(zlib.decompressobj().decompress(packed, LARGEST).decode("utf-8", "surrogatepass"))
        filled = {name: value for name, value in record.items() if value}
    except (zlib.error, ArithmeticError, ValueError, AttributeError, RecursionError):
        return b""
    return hashlib.sha256(json.dumps(filled, sort_keys=True).encode("ascii")).digest()


def unpack(packed: bytes) -> Document:
    """The document in compressed JSON.

    Raises:
        KeepingError: it is damaged.
    """
    try:
        opened = zlib.decompressobj()
        content = opened.decompress(packed, LARGEST)
        # What ends early, or goes on past the limit, is no JSON any more.
        return from_record(json.loads(content.decode("utf-8", "surrogatepass")))
    except (zlib.error, ArithmeticError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise KeepingError(
            "A document in the library is damaged.", "Open it again from its address."
        ) from error


def text_of(packed: bytes) -> str:
    """The text alone, which is much faster to get; a damaged document has none."""
    try:
        text = json.loads(zlib.decompressobj().decompress(packed, LARGEST).decode("utf-8", "surrogatepass"))[
            "text"
        ]
    except (zlib.error, ArithmeticError, ValueError, KeyError, TypeError, RecursionError):
        return ""
    return text if isinstance(text, str) else ""


def to_record(document: Document) -> dict[str, Any]:
    """The document in the types of JSON."""
    record: dict[str, Any] = {name: getattr(document, name) for name in (*_PLAIN, *_LATER)}
    record["blocks"] = [[b.kind, b.span.start, b.span.end, b.level, b.language] for b in document.blocks]
    record["sentences"] = [[s.start, s.end] for s in document.sentences]
    record["links"] = [[one.span.start, one.span.end, one.address] for one in document.links]
    record["removed"] = [[r.text, r.reason] for r in document.removed]
    return record


def from_record(record: dict[str, Any]) -> Document:
    """The document from the types of JSON, checked so that every span lies in the text, and without half characters.

    Raises:
        KeyError, TypeError, ValueError, OverflowError: it is not what `to_record` gives.
    """
    plain = {name: record[name] for name in _PLAIN} | {name: record.get(name, "") for name in _LATER}
    if not all(isinstance(value, str) for value in plain.values()):
        raise TypeError
    plain = {name: mended(value) for name, value in plain.items()}
    length = len(plain["text"])
    return Document(
        **plain,
        blocks=tuple(
            Block(Kind(kind), _span(start, end, length), int(level), str(language))
            for kind, start, end, level, language in record["blocks"]
        ),
        sentences=tuple(_span(start, end, length) for start, end in record["sentences"]),
        removed=tuple(Removed(mended(str(text)), mended(str(reason))) for text, reason in record["removed"]),
        # what was kept before links were has none
        links=tuple(
            Link(_span(start, end, length), mended(to))
            for start, end, to in record.get("links", ())
            if isinstance(to, str) and to.startswith(("https://", "http://"))
        ),
    )


def _span(start: int, end: int, length: int) -> Span:
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start <= end <= length):
        raise ValueError
    return Span(start, end)
