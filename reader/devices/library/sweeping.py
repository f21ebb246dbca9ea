"""Finds the copies of a library file that stand beside it, and overwrites them before they go."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_AT_ONCE = 1 << 20


def copies(file: Path) -> list[Path]:
    """Copies from before a step to a new form, and damaged files that were set aside, with what belongs to them."""
    name, ending = file.stem, file.suffix
    return sorted(
        copy
        for kind in ("before", "damaged")
        for copy in file.parent.glob(f"{_literal(name)}.{kind}-*{ending}*")
    )


def shred(file: Path) -> None:
    """Overwrites a file with zeros and takes it away.

    A disk that writes elsewhere than it was told (flash, snapshots) may still hold the old bytes;
    nothing that a program can do changes that.
    """
    with suppress(FileNotFoundError):
        with file.open("r+b") as opened:
            left = opened.seek(0, os.SEEK_END)
            opened.seek(0)
            while left > 0:
                left -= opened.write(bytes(min(left, _AT_ONCE)))
            opened.flush()
            os.fsync(opened.fileno())
        file.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in name)
