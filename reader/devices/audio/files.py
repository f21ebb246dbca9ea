"""Writes sound into files.

WAV is written by the standard library. FLAC, MP3, Opus and M4B come through PyAV where the extra
`export` is installed.
"""

from __future__ import annotations

import wave
from collections.abc import Callable, Mapping, Sequence
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
