"""Turns sound into FLAC, MP3, Opus and M4B files with tags and chapters, through PyAV (FFmpeg).

The sound is encoded as it comes, into a file of bare sound. Tags and chapters stand before the sound in most
formats and are known only after it: so at the end the encoded sound is copied, not encoded again, behind them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from reader.core.errors import ExportError
from reader.core.export.tags import Chapter

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import OutputContainer


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of file is written."""

    container: str
    codec: str
    sample_rate: int = 0
    """The only one the codec is given; 0 for that of the sound."""
    bits: int = 0
    """A second; 0 where nothing is lost."""
    options: tuple[tuple[str, str], ...] = ()
    """The codec's own."""


_QUICK_MP3 = (("compression_level", "7"),)
_QUICK_AAC = (("aac_coder", "fast"),)
_QUICK_OPUS = (("compression_level", "5"), ("application", "voip"))

FORMATS = {
    ".flac": Format("flac", "flac"),
    ".mp3": Format("mp3", "libmp3lame", bits=64_000, options=_QUICK_MP3),
    ".opus": Format("opus", "libopus", sample_rate=24_000, bits=32_000, options=_QUICK_OPUS),
    ".ogg": Format("ogg", "libopus", sample_rate=24_000, bits=32_000, options=_QUICK_OPUS),
    ".m4b": Format("ipod", "aac", bits=64_000, options=_QUICK_AAC),
    ".m4a": Format("ipod", "aac", bits=64_000, options=_QUICK_AAC),
}
"""By the ending of a file's name. Bit rates are those of talking books: one voice, one channel.
The codecs' quick ways are 2 (MP3, Opus) and 6 (AAC) times as fast as their default on a core: 151, 129 and 246
times real time, av 18.1, 120 s of eSpeak at 22,050 Hz. There is more than enough room for one voice."""


def _clock(seconds: float) -> str:
    whole = round(seconds * 1000)
    return f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"


_MILLISECOND = Fraction(1, 1000)


class EncodedFile:
    """A compressed sound."""

    def __init__(self, file: Path, sample_rate: int) -> None:
        """Raises ExportError where PyAV is not installed."""
        try:
            import av  # start-up time, and an optional extra
        except ImportError as error:
            raise ExportError(
                f"{file.suffix} files need the package “av”, which is not installed.",
                "Export to a .wav file, or install it: pip install 'reader-aloud[export]'",
            ) from error
        self._av = av
        self._file = file
        self._format = FORMATS[file.suffix.lower()]
        self._sample_rate = sample_rate
        self._frames = 0
        self._tags: dict[str, str] = {}
        self._chapters: Sequence[Chapter] = ()
        self._container: OutputContainer = av.open(str(file), "w", format=self._format.container)
        self._stream = cast(
            "AudioStream",
            self._container.add_stream(
                self._format.codec,
                rate=self._format.sample_rate or sample_rate,
                options=dict(self._format.options),
                layout="mono",
            ),
        )
        if self._format.bits:
            self._stream.bit_rate = self._format.bits

    def write(self, pcm: bytes) -> None:
        if not pcm:
            return
        frame = self._av.AudioFrame(format="s16", layout="mono", samples=len(pcm) // 2)
        frame.planes[0].update(pcm.ljust(frame.planes[0].buffer_size, b"\0"))
        frame.sample_rate = self._sample_rate
        frame.time_base = Fraction(1, self._sample_rate)
        frame.pts = self._frames
        self._frames += len(pcm) // 2
        self._container.mux(self._stream.encode(frame))

    def describe(self, tags: Mapping[str, str], chapters: Sequence[Chapter]) -> None:
        """What stands beside the sound; to be told before `close`."""
        self._tags = dict(tags)
        self._chapters = chapters

    def close(self) -> None:
        if self._frames:
            self._container.mux(self._stream.encode(None))
        self._container.close()
        if self._tags or self._chapters:
            self._copy()

    def _comments(self) -> dict[str, str]:
        """Chapters as Vorbis comments, as players of FLAC read them; FFmpeg writes them for Ogg alone."""
        if self._format.container != "flac":
            return {}
        begins = {f"CHAPTER{n:03}": _clock(c.begins) for n, c in enumerate(self._chapters)}
        return begins | {f"CHAPTER{n:03}NAME": c.title for n, c in enumerate(self._chapters)}

    def _copy(self) -> None:
        described = self._file.with_suffix(f".described{self._file.suffix}")
        try:
            with (
                self._av.open(str(self._file)) as bare,
                self._av.open(str(described), "w", format=self._format.container) as whole,
            ):
                stream = whole.add_stream_from_template(bare.streams.audio[0])
                whole.metadata.update(self._tags | self._comments())
                stream.metadata.update(self._tags)
                whole.set_chapters(_chapters(self._chapters))
                for packet in bare.demux(bare.streams.audio[0]):
                    if packet.dts is not None:
                        packet.stream = stream
                        whole.mux(packet)
            described.replace(self._file)
        finally:
            described.unlink(missing_ok=True)


def _chapters(chapters: Sequence[Chapter]) -> list[Any]:
    """As PyAV takes them; 18 and 19 name the type of the time base differently."""
    return [
        {
            "id": number,
            "start": round(chapter.begins * 1000),
            "end": round(chapter.ends * 1000),
            "time_base": _MILLISECOND,
            "metadata": {"title": chapter.title},
        }
        for number, chapter in enumerate(chapters)
    ]
