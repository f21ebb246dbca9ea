"""The kinds of sound files: how a part of a sound is encoded, and how encoded parts become a file.

Parts are encoded by several processes, each from a fresh encoder, and laid one after another. That gives one
sound without a seam because every part is a whole number of the codec's frames long and ends with silence:
what an encoder still holds back after the last of them is silence too, and is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from reader.core.errors import ExportError
from reader.core.export.tags import Chapter


@dataclass(frozen=True, slots=True)
class Described:
    """What stands in a file beside the encoded sound."""

    sample_rate: int
    frames: int
    tags: Mapping[str, str] = field(default_factory=dict)
    """By the names of FFmpeg."""
    chapters: Sequence[Chapter] = ()
    cover: bytes = b""
    """PNG, or nothing."""


ANY_LENGTH = 1 << 62
"""Frames, for kinds of files without a limit."""


class Coding(Protocol):
    """One kind of sound file. It holds no state: any process makes its own."""

    head: int
    """Bytes that are kept free before the encoded parts."""
    quiet: float
    """Seconds of silence that a part must end with, but the last one."""
    longest: int
    """Frames that a file can hold."""

    def ready(self) -> None:
        """Raises ExportError where a package is missing."""
        ...

    def sample_rate(self, wanted: int) -> int:
        """The rate of a file whose voice has the rate `wanted`."""
        ...

    def grid(self, sample_rate: int) -> int:
        """A part is so many frames long, or a multiple, but the last one."""
        ...

    def encode(self, pcm: bytes, sample_rate: int, *, last: bool) -> bytes:
        """A part, 16-bit mono."""
        ...

    def finish(self, encoded: Path, whole: Path, described: Described) -> None:
        """Makes the file `whole` out of all parts; `encoded` may be gone afterwards."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file as people choose it."""

    suffix: str
    label: str
    media_type: str
    place: str
    """Module and name of its `Coding`; imported when it is needed, because start-up time counts."""


FORMATS: Mapping[str, Format] = {
    each.suffix: each
    for each in (
        Format(".mp3", "MP3, plays everywhere", "audio/mpeg", "mp3:Mp3"),
        Format(".m4b", "M4B, an audiobook with chapters", "audio/mp4", "packets:Aac"),
        Format(".m4a", "M4A", "audio/mp4", "packets:Aac"),
        Format(".opus", "Opus, the smallest", "audio/ogg", "packets:Opus"),
        Format(".ogg", "Ogg Opus", "audio/ogg", "packets:Opus"),
        Format(".flac", "FLAC, nothing lost", "audio/flac", "plain:Flac"),
        Format(".wav", "WAV, uncompressed", "audio/wav", "plain:Wav"),
    )
}
"""By the ending of a file's name."""


def check_length(frames: int, coding: Coding) -> None:
    """Raises ExportError where so much sound has no room in such a file."""
    if frames > coding.longest:
        raise ExportError(
            "The sound is too long for this kind of file.",
            "Choose FLAC or MP3, or export a part of the text.",
        )


def coding_of(file: Path) -> Coding:
    """How a file of this name is written.

    Raises:
        ExportError: nothing writes such a file, or a package for it is missing.
    """
    chosen = FORMATS.get(file.suffix.lower())
    if chosen is None:
        raise ExportError(
            f"“{file.name}” does not say what kind of sound it is.",
            f"Give a name that ends in {', '.join(FORMATS)}.",
        )
    coding = coding_by(chosen.suffix)
    coding.ready()
    return coding


def coding_by(suffix: str) -> Coding:
    """The coding for one of `FORMATS`."""
    module, name = FORMATS[suffix].place.split(":")
    make = cast("Callable[[], Coding]", getattr(import_module(f"reader.devices.audio.{module}"), name))
    return make()


def nearest_rate(wanted: int, rates: Sequence[int]) -> int:
    """The lowest of the rates that loses nothing of a sound at `wanted`, or the highest."""
    return min((rate for rate in rates if rate >= wanted), default=max(rates))
