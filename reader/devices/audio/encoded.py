"""Writes FLAC, MP3, Opus and M4B with chapters and tags, through FFmpeg's libraries as PyAV ships them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from reader.core.errors import ExportError
from reader.core.export.labels import Chapter, Labels

if TYPE_CHECKING:
    import av
    from av.audio.stream import AudioStream

_MILLISECOND = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Format:
    """How one kind of file is made."""

    container: str
    codec: str
    bit_rate: int
    """Bits a second, ample for one voice; 0 where nothing is lost."""
    sample_rate: int = 0
    """What the codec asks for; 0 for that of the voice."""
    tagged_after: bool = False
    """Whether chapters are put in once the sound is whole, because the container wants them first."""


FORMATS = {
    ".flac": Format("flac", "flac", 0, tagged_after=True),
    ".mp3": Format("mp3", "libmp3lame", 64_000, tagged_after=True),
    ".opus": Format("opus", "libopus", 32_000, 48_000, tagged_after=True),
    ".ogg": Format("ogg", "libopus", 32_000, 48_000, tagged_after=True),
    ".m4b": Format("ipod", "aac", 64_000),
    ".m4a": Format("ipod", "aac", 64_000),
}
"""By the ending of a file's name."""


class EncodedFile:
    """A compressed sound."""

    def __init__(self, file: Path, sample_rate: int, labels: Labels) -> None:
        """Raises `ExportError` where the extra `export` is not installed."""
        try:
            import av  # an extra of 35 MB
        except ImportError as error:
            raise ExportError(
                f"{file.suffix} files need a part that is not installed.",
                "Run: pip install 'reader-aloud[export]', or give a name that ends in .wav.",
            ) from error
        self._av = av
        self._file = file
        self._format = FORMATS[file.suffix.lower()]
        self._labels = labels
        self._container = av.open(str(file), "w", format=self._format.container)
        self._container.metadata.update(_tags(labels))
        rate = self._format.sample_rate or sample_rate
        self._stream: AudioStream = self._container.add_stream(self._format.codec, rate=rate, layout="mono")  # type: ignore[assignment]
        if self._format.bit_rate:
            self._stream.bit_rate = self._format.bit_rate
        self._sample_rate = sample_rate
        self._resampler = av.AudioResampler(format=self._stream.format, layout="mono", rate=rate)
        self._frames = 0

    def write(self, pcm: bytes) -> None:
        """Adds 16-bit mono sound."""
        if not pcm:
            return
        frame = self._av.AudioFrame(format="s16", layout="mono", samples=len(pcm) // 2)
        frame.sample_rate = self._sample_rate
        frame.time_base = Fraction(1, self._sample_rate)
        frame.pts = self._frames
        frame.planes[0].update(pcm + bytes(frame.planes[0].buffer_size - len(pcm)))
        self._frames += frame.samples
        for ready in self._resampler.resample(frame):
            self._container.mux(self._stream.encode(ready))

    def finish(self, chapters: Sequence[Chapter]) -> None:
        """The last sound and the chapters; to be closed after it."""
        for ready in self._resampler.resample(None):
            self._container.mux(self._stream.encode(ready))
        self._container.mux(self._stream.encode(None))
        seconds = self._frames / self._sample_rate
        if not self._format.tagged_after:
            self._set_chapters(self._container, chapters, seconds)
            return
        self._container.close()
        from reader.devices.audio.tagging import add_chapters

        add_chapters(self._file, self._labels, chapters, seconds)

    def close(self) -> None:
        """May be called twice."""
        self._container.close()

    def _set_chapters(
        self, container: av.container.OutputContainer, chapters: Sequence[Chapter], seconds: float
    ) -> None:
        ends = [chapter.begins for chapter in chapters[1:]] + [seconds]
        container.set_chapters(
            [
                {
                    "id": number,
                    "start": round(chapter.begins * 1000),
                    "end": round(end * 1000),
                    "time_base": _MILLISECOND,
                    "metadata": {"title": chapter.title},
                }
                for number, (chapter, end) in enumerate(zip(chapters, ends, strict=True))
            ]
        )


def _tags(labels: Labels) -> dict[str, str]:
    named = {
        "title": labels.title,
        "artist": labels.author,
        "album": labels.album,
        "date": labels.published,
        "language": labels.language,
        "genre": "Speech",
    }
    return {name: value for name, value in named.items() if value}
