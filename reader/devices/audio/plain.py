"""Turns sound into files that lose nothing of it: WAV, and FLAC through PyAV (FFmpeg)."""

from __future__ import annotations

import struct
from pathlib import Path

from reader.core.export.clock import clock
from reader.devices.audio import container
from reader.devices.audio.coding import Described, check_length

AT_ONCE = 1 << 20
"""Bytes read from the disk."""


class Wav:
    """Uncompressed sound. Its parts are the file but for the 44 bytes at the beginning."""

    head = 44
    quiet = 0.0
    longest = (2**32 - 1024) // 2
    """Its length fields count bytes in 32 bits: 27 hours at 22,050 frames a second."""

    def ready(self) -> None:
        """Needs nothing."""

    def sample_rate(self, wanted: int) -> int:
        return wanted

    def grid(self, sample_rate: int) -> int:  # noqa: ARG002 - any length will do
        return 1

    def encode(self, pcm: bytes, sample_rate: int, *, last: bool) -> bytes:  # noqa: ARG002 - as it is
        return pcm

    def finish(self, encoded: Path, whole: Path, described: Described) -> None:
        """Fills in the beginning; WAV has no place for tags and chapters that players read."""
        size = 2 * described.frames
        check_length(described.frames, self)
        rate = described.sample_rate
        head = struct.pack(
            "<4sI4s4sIHHIIHH4sI",
            *(b"RIFF", size + 36, b"WAVE", b"fmt ", 16, 1, 1, rate, 2 * rate, 2, 16, b"data", size),
        )
        with encoded.open("r+b") as file:
            file.write(head)
        encoded.replace(whole)


class Flac:
    """Compressed without loss. FLAC numbers its frames, so the whole is encoded at the end, at 2,000 times real time."""

    head = 0
    quiet = 0.0
    longest = (1 << 36) - 1
    """Its count of frames has 36 bits."""

    def ready(self) -> None:
        container.package(".flac")

    def sample_rate(self, wanted: int) -> int:
        return wanted

    def grid(self, sample_rate: int) -> int:  # noqa: ARG002 - any length will do
        return 1

    def encode(self, pcm: bytes, sample_rate: int, *, last: bool) -> bytes:  # noqa: ARG002 - at the end
        return pcm

    def finish(self, encoded: Path, whole: Path, described: Described) -> None:
        comments = dict(described.tags) | {
            name: value
            for number, chapter in enumerate(described.chapters)
            for name, value in (
                (f"CHAPTER{number:03}", clock(chapter.begins)),
                (f"CHAPTER{number:03}NAME", chapter.title),
            )
        }
        with (
            container.writing(whole, "flac", "flac", described.sample_rate, comments) as (file, stream),
            encoded.open("rb") as parts,
        ):
            done = 0
            while pcm := parts.read(AT_ONCE):
                frame = container.frame(pcm, described.sample_rate)
                frame.pts = done
                done += frame.samples
                file.mux(stream.encode(frame))
            file.mux(stream.encode(None))
        if described.cover:
            from mutagen.flac import FLAC, Picture  # only with a cover

            tagged = FLAC(whole)
            picture = Picture()
            picture.type, picture.mime, picture.data = 3, "image/png", described.cover
            tagged.add_picture(picture)
            tagged.save()
