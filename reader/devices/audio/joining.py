"""Turns sound that waits and sound that takes its place into one queue without a click."""

from __future__ import annotations

from array import array
from collections import deque
from collections.abc import Iterable


def joined(queue: Iterable[memoryview], frames: int, into: memoryview, fade: int) -> deque[memoryview]:
    """The first `frames` of what is queued, then `into`, whose first frames fade in while the old ones fade out."""
    kept: deque[memoryview] = deque()
    rest = 2 * frames
    old = b""
    for piece in queue:
        kept.append(piece[:rest])
        old += bytes(piece[rest : rest + 2 * fade - len(old)])
        rest = max(0, rest - len(piece))
    if rest:
        kept.append(memoryview(bytes(rest)))
    new = array("h", bytes(into[: 2 * fade]))
    out = array("h", old.ljust(2 * len(new), b"\0"))
    count = len(new)
    mixed = array(
        "h", ((a * (count - i) + b * i) // count for i, (a, b) in enumerate(zip(out, new, strict=False)))
    )
    kept += (memoryview(mixed.tobytes()), into[2 * count :])
    return deque(piece for piece in kept if len(piece))
