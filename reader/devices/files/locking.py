"""Lets one program at a time do a thing: a lock on a file, which the system takes away when its holder dies."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

if sys.platform == "win32":
    import msvcrt

    def _take(file: BinaryIO, *, wait: bool) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: BinaryIO, *, wait: bool) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Holds the lock for the time of the block, and waits for it; raises `OSError` where it cannot be had."""
    with _opened(path) as file:
        _take(file, wait=True)
        yield


def take(path: Path) -> BinaryIO | None:
    """The lock, held until what comes back is closed or the program ends; `None` where another holds it."""
    file = _opened(path)
    try:
        _take(file, wait=False)
    except OSError:
        file.close()
        return None
    return file


def _opened(path: Path) -> BinaryIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("ab")
