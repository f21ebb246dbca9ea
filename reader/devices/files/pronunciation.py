"""Turns a person's pronunciation file into text, and writes it back whole or not at all."""

from __future__ import annotations

from pathlib import Path

from reader.core.errors import KeepingError
from reader.devices.files.whole import write_whole

LARGEST = 1 << 23
"""Bytes: 10,000 entries of the longest kind; a larger file is not read."""


def default_path() -> Path:
    """Beside the settings of a person."""
    import platformdirs  # start-up time

    return Path(platformdirs.user_config_path("reader-aloud", appauthor=False)) / "pronunciation.tsv"


def load(path: Path) -> str:
    """What the file says; empty where there is none.

    Raises:
        KeepingError: it cannot be read, is no text, or is too large.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise KeepingError(f"{path} is too large.", "Keep 10,000 entries at most.")
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise KeepingError(
            f"{path} is no text in UTF-8.", "Save it as UTF-8 text, one entry a line."
        ) from error
    except OSError as error:
        raise KeepingError(f"{path} cannot be read: {error.strerror}.", "Check the file.") from error


def save(path: Path, content: str) -> None:
    """Replaces the file; it is whole at every moment.

    Raises:
        KeepingError: the folder or disk does not take it.
    """
    try:
        write_whole(path, content)
    except OSError as error:
        raise KeepingError(
            f"{path} cannot be written: {error.strerror}.", "Check the folder and the room on the disk."
        ) from error
