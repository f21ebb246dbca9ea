"""Turns the file of what a person puts back on sites into text, and writes it back whole or not at all."""

from __future__ import annotations

from pathlib import Path

from reader.core.errors import KeepingError
from reader.devices.files.whole import aside_of, put_aside, write_whole

LARGEST = 1 << 22
"""Bytes: the fullest file of ours, of long foreign names, has 3.5 million; a larger one is not read."""


def default_path() -> Path:
    """Beside the settings of a person."""
    import platformdirs  # start-up time

    return Path(platformdirs.user_config_path("reader-aloud", appauthor=False)) / "put-back.json"


class PutBackFile:
    """The file at one path."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> str:
        """What it says; empty where there is none.

        Raises:
            ValueError: it is too large, or no text.
            OSError: it cannot be read.
        """
        try:
            with self._path.open("rb") as file:
                content = file.read(LARGEST + 1)
        except FileNotFoundError:
            return ""
        if len(content) > LARGEST:
            raise ValueError
        return content.decode("utf-8")

    def put_aside(self) -> Path:
        """Keeps a copy that the next `save` leaves alone; gives where."""
        return put_aside(self._path)

    def save(self, content: str) -> None:
        """Replaces it.

        Raises:
            KeepingError: the folder or disk does not take it.
        """
        try:
            write_whole(self._path, content)
        except OSError as error:
            raise self._unwritable(error) from error

    def delete(self) -> None:
        """It and what was put aside of it are gone.

        Raises:
            KeepingError: the folder does not take it.
        """
        try:
            self._path.unlink(missing_ok=True)
            aside_of(self._path).unlink(missing_ok=True)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> KeepingError:
        return KeepingError(
            f"{self._path} cannot be written: {error.strerror}.", "Check the folder and the room on the disk."
        )
