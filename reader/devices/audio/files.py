"""Writes sound into files that appear under their name only when they are whole.

WAV is written by the standard library. FLAC, MP3, Opus and M4B come through PyAV where the extra
`export` is installed.
"""

from __future__ import annotations

import contextlib
import wave
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from reader.core.errors import ExportError
from reader.core.export.tags import Chapter
from reader.devices.audio.encoded import FORMATS, EncodedFile

LARGEST_WAV = 2**32 - 1024
"""Bytes that the length fields of a WAV file can tell."""


class SoundFile(Protocol):
    """A sound on its way to the disk."""

    def write(self, pcm: bytes) -> None:
        """Adds 16-bit mono sound."""
        ...

    def describe(self, tags: Mapping[str, str], chapters: Sequence[Chapter]) -> None:
        """What stands beside the sound, where the format has a place for it; told before `close`."""
        ...

    def close(self) -> None: ...


class WavFile:
    """An uncompressed sound."""

    def __init__(self, file: Path, sample_rate: int) -> None:
        self._file = wave.open(str(file), "wb")  # noqa: SIM115 - closed by close()
        self._file.setnchannels(1)
        self._file.setsampwidth(2)
        self._file.setframerate(sample_rate)
        self._size = 0

    def write(self, pcm: bytes) -> None:
        self._size += len(pcm)
        if self._size > LARGEST_WAV:
            raise ExportError("The sound is too long for a WAV file.", "Export a part of it.")
        self._file.writeframesraw(pcm)

    def describe(self, tags: Mapping[str, str], chapters: Sequence[Chapter]) -> None:
        """WAV has no place for them that players read."""

    def close(self) -> None:
        self._file.close()


KINDS: dict[str, Callable[[Path, int], SoundFile]] = {".wav": WavFile} | dict.fromkeys(FORMATS, EncodedFile)
"""By the ending of a file's name."""


def kind_of(file: Path) -> Callable[[Path, int], SoundFile]:
    """What writes such a file.

    Raises:
        ExportError: nothing does.
    """
    kind = KINDS.get(file.suffix.lower())
    if kind is None:
        raise ExportError(
            f"“{file.name}” does not say what kind of sound it is.",
            f"Give a name that ends in {', '.join(KINDS)}.",
        )
    return kind


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
        raise _unwritable(file, error) from error


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
            with contextlib.suppress(OSError):
                part.unlink()
    except OSError as error:
        raise _unwritable(file, error) from error


def _unwritable(file: Path, error: OSError) -> ExportError:
    reason = error.strerror or str(error)
    return ExportError(f"{file} cannot be written: {reason}.", "Check the folder and the room on the disk.")
