"""Writes small files of a person's own: whole or not at all, and readable by nobody else."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def write_whole(path: Path, content: str) -> None:
    """Replaces the file, with line ends as they are; at every moment there is the one before or the new one.

    Raises:
        OSError: the folder cannot be made, or it or the disk does not take it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # The system gives such files the permissions 0600.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def aside_of(path: Path) -> Path:
    """Where `put_aside` keeps a file: `name.broken.json` beside it."""
    return path.with_name(f"{path.stem}.broken{path.suffix}")


def put_aside(path: Path) -> Path:
    """Keeps what the file holds beside it, so that the next writing spoils nothing; gives where.

    The file itself is left where it is; where it cannot be in two places it is moved. Never raises.
    """
    aside = aside_of(path)
    with suppress(OSError):
        aside.unlink(missing_ok=True)
        try:
            os.link(path, aside)
        except OSError:
            path.replace(aside)
    return aside
