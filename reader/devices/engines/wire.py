"""Turns messages into bytes on a pipe and back: a small JSON header, then raw bytes.

A frame is two big-endian 32-bit lengths, the header in UTF-8 JSON, the body. Both ends refuse what is
longer than the limits, so that rubbish on the pipe is found at once and costs no memory.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

_LENGTHS = struct.Struct(">II")
LONGEST_HEADER = 1 << 20
LONGEST_BODY = 1 << 27
"""128 MiB: 50 minutes of sound at 22,050 frames a second."""


class Garbled(Exception):
    """What came through the pipe is not a frame."""


def send(pipe: BinaryIO, header: dict[str, Any], body: bytes = b"") -> None:
    """Writes one frame and flushes it.

    Raises:
        OSError, ValueError: the other end is gone.
    """
    written = json.dumps(header, separators=(",", ":")).encode()
    pipe.write(_LENGTHS.pack(len(written), len(body)) + written)
    if body:
        pipe.write(body)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[dict[str, Any], bytes]:
    """Reads one frame.

    Raises:
        EOFError: the other end is gone.
        Garbled: not a frame.
    """
    header_length, body_length = _LENGTHS.unpack(_exactly(pipe, _LENGTHS.size))
    if header_length > LONGEST_HEADER or body_length > LONGEST_BODY:
        raise Garbled
    try:
        header = json.loads(_exactly(pipe, header_length))
    except (ValueError, RecursionError) as wrong:
        raise Garbled from wrong
    if not isinstance(header, dict):
        raise Garbled
    return header, _exactly(pipe, body_length)


def _exactly(pipe: BinaryIO, count: int) -> bytes:
    got = pipe.read(count) if count else b""
    if len(got) < count:
        raise EOFError
    return got
