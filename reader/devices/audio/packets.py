"""Turns sound into Opus and M4B files through PyAV (FFmpeg): parts as packets, packets into a container."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from fractions import Fraction
from math import lcm
from pathlib import Path
from typing import Any, BinaryIO

from reader.devices.audio import container
from reader.devices.audio.coding import ANY_LENGTH, Described, nearest_rate

_LENGTH = 2
"""Bytes that tell the length of a packet before it."""


class _Packets:
    """What Opus and AAC have in common."""

    head = 0
    longest = ANY_LENGTH
    quiet = 0.1
    """Both hold back less than 1,024 frames, at 16,000 a second or more; two packets are less than that."""

    suffix = ""
    kind = codec = ""
    bits = 0
    rates: tuple[int, ...] = ()
    packet = 0
    """Frames of the codec in one, at its rate; 0 where that is 20 ms."""
    delay = 0
    """Frames by which the encoder begins early; 0 where that is 6.5 ms."""
    options: tuple[tuple[str, str], ...] = ()
    sample = "s16"

    def ready(self) -> None:
        container.package(self.suffix)

    def sample_rate(self, wanted: int) -> int:
        """Any: it is resampled on the way where the codec does not have it."""
        return wanted

    def grid(self, sample_rate: int) -> int:
        rate = nearest_rate(sample_rate, self.rates)
        return lcm(self.size(rate) * sample_rate, rate) // rate

    def size(self, rate: int) -> int:
        """Frames in a packet."""
        return self.packet or rate // 50

    def encode(self, pcm: bytes, sample_rate: int, *, last: bool) -> bytes:
        """The packets, each after its length."""
        av = container.package(self.suffix)
        rate = nearest_rate(sample_rate, self.rates)
        encoder = av.CodecContext.create(self.codec, "w")
        encoder.sample_rate, encoder.layout, encoder.format = rate, "mono", self.sample
        encoder.bit_rate, encoder.options = self.bits, dict(self.options)
        encoder.time_base = Fraction(1, rate)
        encoder.open()
        packets = [
            bytes(packet)
            for frame in self._frames(pcm, sample_rate, rate)
            for packet in encoder.encode(frame)
        ]
        packets += [bytes(packet) for packet in encoder.encode(None)]
        if not last:
            packets = packets[: len(pcm) // 2 * rate // sample_rate // self.size(rate)]
        return b"".join(len(packet).to_bytes(_LENGTH, "big") + packet for packet in packets)

    def _frames(self, pcm: bytes, sample_rate: int, rate: int) -> Iterator[Any]:
        """The sound at the codec's rate, in packets; exactly as long as it was, which resampling alone is not."""
        av = container.package(self.suffix)
        resampler = av.AudioResampler(self.sample, "mono", rate)
        width = 4 if self.sample == "fltp" else 2
        made = [*resampler.resample(container.frame(pcm, sample_rate)), *resampler.resample(None)]
        sound = b"".join(bytes(frame.planes[0])[: width * frame.samples] for frame in made)
        count = -(-len(pcm) // 2 * rate // sample_rate)
        size = self.size(rate)
        sound = sound[: width * count].ljust(width * (-(-count // size) * size), b"\0")
        for number, at in enumerate(range(0, len(sound), width * size)):
            frame = av.AudioFrame(format=self.sample, layout="mono", samples=size)
            frame.planes[0].update(sound[at : at + width * size].ljust(frame.planes[0].buffer_size, b"\0"))
            frame.sample_rate, frame.time_base, frame.pts = rate, Fraction(1, rate), number * size
            yield frame

    def finish(self, encoded: Path, whole: Path, described: Described) -> None:
        """Copies the packets behind tags and chapters, each with its time."""
        av = container.package(self.suffix)
        rate = nearest_rate(described.sample_rate, self.rates)
        tags = dict(described.tags) | self.cover_tag(described.cover)
        opened = container.writing(
            whole, self.kind, self.codec, rate, tags, described.chapters, dict(self.options), self.bits
        )
        size, at = self.size(rate), -(self.delay or rate * 13 // 2000)
        ends = described.frames * rate // described.sample_rate
        with opened as (file, stream), encoded.open("rb") as parts:
            file.start_encoding()
            for data in _packets(parts):
                packet = av.Packet(data)
                packet.stream, packet.time_base = stream, Fraction(1, rate)
                packet.pts = packet.dts = at
                packet.duration = max(0, min(size, ends - at))
                at += size
                file.mux(packet)
        self.add_cover(whole, described.cover)

    def cover_tag(self, cover: bytes) -> dict[str, str]:  # noqa: ARG002 - for those that have none
        return {}

    def add_cover(self, whole: Path, cover: bytes) -> None:
        """Puts the picture into the file that is written."""


def _packets(parts: BinaryIO) -> Iterator[bytes]:
    while length := parts.read(_LENGTH):
        yield parts.read(int.from_bytes(length, "big"))


class Opus(_Packets):
    """Bit rate and mode are those for one voice; the codec's quick way is twice as fast as its default."""

    suffix = ".opus"
    kind, codec = "opus", "libopus"
    bits = 32_000
    rates = (24_000, 48_000)
    options = (("compression_level", "5"), ("application", "voip"))

    def cover_tag(self, cover: bytes) -> dict[str, str]:
        """As Vorbis comments have pictures: a FLAC block in base64."""
        if not cover:
            return {}
        from mutagen.flac import Picture  # only with a cover

        picture = Picture()
        picture.type, picture.mime, picture.data = 3, "image/png", cover
        return {"METADATA_BLOCK_PICTURE": b64encode(picture.write()).decode()}


class Aac(_Packets):
    """AAC in MP4, as audiobooks are; the codec's quick way is six times as fast as its default."""

    suffix = ".m4b"
    kind, codec = "ipod", "aac"
    bits = 64_000
    rates = (16_000, 22_050, 24_000, 32_000, 44_100, 48_000)
    packet = 1024
    delay = 1024
    options = (("aac_coder", "fast"),)
    sample = "fltp"

    def add_cover(self, whole: Path, cover: bytes) -> None:
        if cover:
            from mutagen.mp4 import MP4, MP4Cover  # only with a cover

            tagged = MP4(whole)
            tagged["covr"] = [MP4Cover(cover, MP4Cover.FORMAT_PNG)]
            tagged.save()
