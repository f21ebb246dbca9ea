"""Opens files of compressed sound for writing, through PyAV (FFmpeg)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from reader.core.errors import ExportError
from reader.core.export.tags import Chapter, three_letters

if TYPE_CHECKING:
    from av import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import OutputContainer


def package(suffix: str) -> Any:
    """PyAV, imported late: it is an extra, and large."""
    try:
        import av
    except ImportError as error:
        raise ExportError(
            f"{suffix} files need the package “av”, which is not installed.",
            "Export to a .mp3 or .wav file, or install it: pip install 'reader-aloud[export]'",
        ) from error
    return av


@contextmanager
def writing(
    whole: Path,
    kind: str,
    codec: str,
    sample_rate: int,
    tags: Mapping[str, str],
    chapters: Sequence[Chapter] = (),
    options: Mapping[str, str] | None = None,
    bits: int = 0,
) -> Iterator[tuple[OutputContainer, AudioStream]]:
    """A file with one mono stream; tags and chapters stand before the sound."""
    with package(whole.suffix).open(str(whole), "w", format=kind) as file:
        stream = cast(
            "AudioStream",
            file.add_stream(codec, rate=sample_rate, layout="mono", options=dict(options or {})),
        )
        if bits:
            stream.bit_rate = bits
        file.metadata.update(tags)
        stream.metadata.update(tags)
        if language := three_letters(tags.get("language", "")):
            stream.metadata["language"] = language
        file.set_chapters(_chapters(chapters))
        yield file, stream


def frame(pcm: bytes, sample_rate: int) -> AudioFrame:
    """16-bit mono sound as PyAV takes it."""
    made: AudioFrame = package("").AudioFrame(format="s16", layout="mono", samples=len(pcm) // 2)
    plane = made.planes[0]
    plane.update(pcm.ljust(plane.buffer_size, b"\0"))
    made.sample_rate = sample_rate
    made.time_base = Fraction(1, sample_rate)
    made.pts = 0
    return made


def _chapters(chapters: Sequence[Chapter]) -> list[Any]:
    """As PyAV takes them; 18 and 19 name the type of the time base differently."""
    return [
        {
            "id": number,
            "start": round(chapter.begins * 1000),
            "end": round(chapter.ends * 1000),
            "time_base": Fraction(1, 1000),
            "metadata": {"title": chapter.title},
        }
        for number, chapter in enumerate(chapters)
    ]
