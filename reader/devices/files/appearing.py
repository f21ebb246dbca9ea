"""Makes files appear under their name only when they are whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from reader.core.errors import ExportError


def check_free(file: Path, *, replace: bool = False) -> None:
    """Raises `ExportError` where a file of that name must not be written.

    An empty file is taken for a place that was kept free.
    """
    try:
        if file.is_dir():
            raise ExportError(f"{file} is a folder.", "Give a name inside it.")
        if not replace and file.exists() and file.stat().st_size:
            raise ExportError(
                f"{file} is there already.", "Choose another name, or add --force to replace it."
            )
        if not file.parent.is_dir():
            raise ExportError(f"There is no folder {file.parent}.", "Make it first, or choose another.")
    except OSError as error:
        raise unwritable(file, error) from error


@contextmanager
def appearing(file: Path, *, replace: bool = False) -> Iterator[Path]:
    """A temporary name beside `file`, which becomes `file` when the block ends well and vanishes otherwise.

    Raises:
        ExportError: the file is there already, or its folder or disk does not take it.
    """
    check_free(file, replace=replace)
    # Its own short name: that of the file may be as long as names can be.
    part = file.with_name(f".reader-{token_hex(8)}.part{file.suffix}")
    try:
        try:
            # Made here, so that it never is another's and has the permissions that a new file has.
            part.touch(exist_ok=False)
            yield part
            part.replace(file)
        finally:
            with suppress(OSError):
                part.unlink()
    except OSError as error:
        raise unwritable(file, error) from error


def unwritable(file: Path, error: OSError) -> ExportError:
    """What a person is told of a file that the system does not take."""
    reason = error.strerror or str(error)
    return ExportError(f"{file} cannot be written: {reason}.", "Check the folder and the room on the disk.")


def keeping(error: ExportError, folder: Path) -> ExportError:
    """The same, with advice that tells of the work so far where there is a `folder` in which it is kept."""
    if not folder.exists():
        return error
    kept = f"What is made is kept in {folder.name}, and goes on when you export again."
    return ExportError(error.message, f"{error.advice} {kept}")
