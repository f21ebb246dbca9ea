"""Turns the settings file of this machine into settings, and writes them back whole or not at all."""

from __future__ import annotations

from pathlib import Path

from reader.core.errors import KeepingError
from reader.core.settings import Fault, Settings, parse, serialise
from reader.devices.files.whole import put_aside, write_whole

LARGEST = 1 << 20
"""Bytes: a settings file of ours has a few hundred; a larger one is not read."""


def default_path() -> Path:
    """Where this system keeps the settings of a person."""
    import platformdirs  # start-up time

    return Path(platformdirs.user_config_path("reader-aloud", appauthor=False)) / "settings.json"


def load(path: Path | None = None) -> tuple[Settings, tuple[Fault, ...]]:
    """The settings kept in `path`, and what could not be used of them.

    A file with faults is copied beside itself as `settings.broken.json`, so that nothing a person
    chose is lost when the next change writes the file anew. Never raises: the program starts.
    """
    path = path or default_path()
    try:
        with path.open(encoding="utf-8") as file:
            written = file.read(LARGEST)
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError):
        faults: tuple[Fault, ...] = (Fault("", str(path)),)
        settings = Settings()
    else:
        settings, faults = parse(written)
    if faults:
        put_aside(path)
    return settings, faults


def read(path: Path) -> tuple[Settings, tuple[Fault, ...]]:
    """Settings out of a file that a person names, and what could not be used of it; the file stays as it is.

    Raises:
        KeepingError: it cannot be read, or is no file of settings.
    """
    try:
        with path.open(encoding="utf-8") as file:
            settings, faults = parse(file.read(LARGEST))
    except (OSError, ValueError) as error:
        raise KeepingError(
            f"The settings in {path} cannot be read.", "Choose a file that was exported."
        ) from error
    if any(not fault.key for fault in faults) or not (settings.chosen or settings.keys or not faults):
        raise KeepingError(f"{path} holds no settings.", "Choose a file that was exported.")
    return settings, faults


def save(settings: Settings, path: Path | None = None) -> None:
    """Keeps the settings.

    Raises:
        KeepingError: the folder cannot be made or written.
    """
    path = path or default_path()
    try:
        write_whole(path, serialise(settings))
    except OSError as e:
        raise KeepingError(
            f"The settings could not be written to {path}.",
            "Check that the folder can be written and that the disk has room.",
        ) from e
