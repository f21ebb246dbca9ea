"""Puts a folder of files in its place when it is whole, and never puts anything away but a folder of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reader.core.errors import ExportError
from reader.devices.files.appearing import unwritable

Ours = Callable[[set[str]], bool]
"""Whether files of these names are what we write into such a folder."""


def check_place(folder: Path, ours: Ours, *, replace: bool) -> None:
    """Raises ExportError where `folder` must not be written."""
    try:
        there = folder.exists()
        if there and not folder.is_dir():
            raise ExportError(f"{folder} is a file.", "Give another name for the folder.")
        names = {file.name for file in folder.iterdir()} if there else set[str]()
    except OSError as error:
        raise unwritable(folder, error) from error
    if not names:
        return
    if not replace:
        raise ExportError(f"{folder} is there already.", "Choose another name, or add --force to replace it.")
    if not ours(names):
        raise ExportError(
            f"{folder} holds files that an export does not make.", "Choose another name; it is not replaced."
        )


def put(whole: Path, folder: Path, away: Path, ours: Ours, *, replace: bool) -> None:
    """Gives `whole` the name `folder`; what is there goes to `away`. Both lie beside `folder`.

    Raises:
        ExportError: as `check_place`; it took long to make `whole`, and a person may have put something there.
        OSError: the disk does not take it; what was there is there.
    """
    check_place(folder, ours, replace=replace)
    if not folder.exists():
        whole.replace(folder)
        return
    folder.replace(away)
    try:
        whole.replace(folder)
    except OSError:
        away.replace(folder)
        raise
