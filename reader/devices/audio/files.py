"""Writes sound into files that appear under their name only when they are whole.

WAV is written by the standard library. FLAC, MP3, Opus and M4B come through PyAV where the extra
`export` is installed.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import wave
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
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


@contextmanager
def appearing(file: Path, *, replace: bool = False) -> Iterator[Path]:
    """A temporary name beside `file`, which becomes `file` when the block ends well and vanishes otherwise.

    An empty file of that name is taken for a place that was kept free.

    Raises:
        ExportError: the file is there already, or its folder or disk does not take it.
    """
    try:
        if not replace and file.exists() and (file.is_dir() or file.stat().st_size):
            raise ExportError(
                f"{file} is there already.", "Choose another name, or add --force to replace it."
            )
        handle, name = tempfile.mkstemp(
            prefix=f".{file.name}.", suffix=f".part{file.suffix}", dir=file.parent
        )
        os.close(handle)
        part = Path(name)
        try:
            yield part
            part.chmod(0o666 & ~_umask())
            part.replace(file)
        finally:
            with contextlib.suppress(OSError):
                part.unlink()
    except OSError as error:
        reason = error.strerror or str(error)
        raise ExportError(
            f"{file} cannot be written: {reason}.", "Check the folder and the room on the disk."
        ) from error


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
