"""Turns sound into MP3 files with tags and chapters.

LAME comes in the wheel `lameenc` and not through PyAV: the one is a small package for every system, the other
100 MB, and its LAME was measured 2.5 to 4 times as slow (lameenc 1.9: 640 times real time, av 18.1: 170, FFmpeg of
Debian 12: 420; 270 s of eSpeak at 22,050 Hz, quality 7, one core).

The file begins with ID3 tags and a frame without sound that says how many frames the decoder is to drop at either
end ("Info", as LAME writes it), so that the sound is at its time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfileobj

from reader.core.errors import ExportError
from reader.core.export.id3 import tag
from reader.devices.audio.coding import ANY_LENGTH, Described, nearest_rate

BITS = 64
"""Thousand a second, as talking books have them: one voice, one channel."""

QUICK = 7
"""LAME's quality of work, 0 to 9: there is more than enough room for one voice."""

AT_ONCE = 1 << 17
"""Bytes handed to LAME at a time: given two minutes whole, it took 24 MB instead of 4."""

DELAY = 576
"""Frames by which LAME's sound is late, beside the 529 of every decoder."""
DECODER = 529

_RATES = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
_BITS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)


class Mp3:
    """MPEG audio, layer III, of a constant bit rate."""

    head = 0
    longest = ANY_LENGTH
    quiet = 0.08
    """More than what LAME holds back after the last whole frame: 1,105 frames at the rates of voices."""

    def ready(self) -> None:
        try:
            import lameenc  # noqa: F401 - start-up time
        except ImportError as error:
            raise ExportError(
                ".mp3 files need the package “lameenc”, which is not installed.",
                "Export to a .wav file, or install it: pip install lameenc",
            ) from error

    def sample_rate(self, wanted: int) -> int:
        return nearest_rate(wanted, _RATES)

    def grid(self, sample_rate: int) -> int:
        return _frame(sample_rate)

    def encode(self, pcm: bytes, sample_rate: int, *, last: bool) -> bytes:
        """Whole frames, of which the first needs none before it."""
        import lameenc  # start-up time

        encoder = lameenc.Encoder()
        encoder.silence()
        encoder.set_channels(1)
        encoder.set_in_sample_rate(sample_rate)
        encoder.set_out_sample_rate(sample_rate)
        encoder.set_bit_rate(BITS)
        encoder.set_quality(QUICK)
        pieces = [bytes(encoder.encode(pcm[at : at + AT_ONCE])) for at in range(0, len(pcm), AT_ONCE)]
        made = b"".join(pieces) + bytes(encoder.flush())
        if last:
            return made
        whole = len(pcm) // 2 // _frame(sample_rate)
        return made[: sum(size for _, size in zip(range(whole), _sizes(made), strict=False))]

    def finish(self, encoded: Path, whole: Path, described: Described) -> None:
        with encoded.open("rb") as parts, whole.open("wb") as file:
            file.write(tag(described.tags, described.chapters, described.cover))
            first = parts.read(4)
            size = encoded.stat().st_size
            parts.seek(0)
            file.write(_info(first, _count(size, first), size, described.frames))
            copyfileobj(parts, file, 1 << 20)


def _frame(sample_rate: int) -> int:
    """Frames of sound in a frame of the format."""
    return 1152 if sample_rate >= 32_000 else 576


def _header(header: bytes) -> tuple[int, int, int]:
    """Bits a second, sample rate and bytes of padding of a frame."""
    word = int.from_bytes(header[:4], "big")
    first = word >> 19 & 3 == 3
    bits = (_BITS_1 if first else _BITS_2)[word >> 12 & 15] * 1000
    rate = (44_100, 48_000, 32_000)[word >> 10 & 3] // {3: 1, 2: 2, 0: 4}[word >> 19 & 3]
    return bits, rate, word >> 9 & 1


def _sizes(made: bytes) -> Iterator[int]:
    """The bytes of each frame."""
    at = 0
    while at + 4 <= len(made):
        bits, rate, padding = _header(made[at : at + 4])
        size = _frame(rate) // 8 * bits // rate + padding
        yield size
        at += size


def _count(size: int, first: bytes) -> int:
    """How many frames so many bytes are."""
    bits, rate, _ = _header(first)
    return round(size * rate / (_frame(rate) // 8 * bits))


def _info(first: bytes, count: int, size: int, frames: int) -> bytes:
    """The frame that tells how many frames of sound there are, and where they begin and end.

    Source: the layout that LAME documents for its tag (Xing's, with an extension of 36 bytes).
    """
    bits, rate, _ = _header(first)
    header = (int.from_bytes(first, "big") & ~(1 << 9)).to_bytes(4, "big")
    length = _frame(rate) // 8 * bits // rate
    side = 17 if _frame(rate) == 1152 else 9
    after = min(4095, max(0, count * _frame(rate) - DELAY - frames))
    info = bytearray(header + bytes(side) + b"Info" + (15).to_bytes(4, "big"))
    told = min(size + length, 2**32 - 1)  # players of longer files go by the frames
    info += count.to_bytes(4, "big") + told.to_bytes(4, "big")
    info += bytes(at * 256 // 100 for at in range(100)) + (100).to_bytes(4, "big")
    info += b"LAME3.100" + bytes([1, 0]) + bytes(8) + bytes([0, bits // 1000])
    info += (DELAY << 12 | after).to_bytes(3, "big") + bytes(4) + told.to_bytes(4, "big") + bytes(2)
    return bytes(info + _crc16(info).to_bytes(2, "big")).ljust(length, b"\0")


def _crc16(data: bytes | bytearray) -> int:
    """With the reflected polynomial 0x8005, as the tag has it."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
