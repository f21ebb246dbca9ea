"""Notes beside the library file which documents are to be forgotten once that cannot be undone any more.

The note holds ids alone, which are never given twice. Whoever is killed before forgetting leaves it to the next start.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from reader.core.errors import KeepingError

LARGEST = 1 << 20
"""Bytes; a larger note is none of ours."""


def noted(file: Path) -> set[int]:
    """The ids beside the library `file`; none where nothing is noted, or the note cannot be used."""
    try:
        with _note(file).open(encoding="ascii") as opened:
            written = opened.read(LARGEST + 1)
        if len(written) > LARGEST:
            return set()  # an id that is cut off would be that of another document
        return {int(line) for line in written.split()}
    except (OSError, ValueError):
        return set()


def note(file: Path, ids: Collection[int]) -> None:
    """Writes other ids, for nobody else to read; without any the note goes. One call at a time.

    Raises:
        KeepingError: the folder cannot be written.
    """
    try:
        if not ids:
            _note(file).unlink(missing_ok=True)
            return
        part = file.with_suffix(".leaving.part")
        part.touch(0o600)
        with part.open("w", encoding="ascii") as opened:
            opened.write("".join(f"{key}\n" for key in sorted(ids)))
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(_note(file))
    except OSError as error:
        with suppress(OSError):
            file.with_suffix(".leaving.part").unlink(missing_ok=True)
        raise KeepingError(
            f"The library {file} cannot be changed: {os.strerror(error.errno or 0)}.",
            "Check the folder and its permissions.",
        ) from error


def _note(file: Path) -> Path:
    return file.with_suffix(".leaving")
