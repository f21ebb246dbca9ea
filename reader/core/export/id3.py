"""Turns tags, chapters and a cover into the ID3 tag at the beginning of an MP3 file.

Our own, because the library for it (mutagen 1.48) sorts frames by their length: chapters then stand in the file in
no order, and players that pass over the table of contents show them so.
Format: ID3v2.4.0 (sizes of seven bits a byte, UTF-8) with the addendum for chapters, id3.org.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reader.core.export.tags import Chapter, three_letters

_TEXTS = {
    "title": b"TIT2",
    "artist": b"TPE1",
    "album": b"TALB",
    "date": b"TDRC",
    "genre": b"TCON",
    "track": b"TRCK",
}
_UTF8 = b"\x03"
_NOWHERE = b"\xff" * 8
"""Byte offsets of a chapter that are not given: its times count."""

MOST = 255
"""Chapters that a table of contents can hold."""


def tag(tags: Mapping[str, str], chapters: Sequence[Chapter], cover: bytes) -> bytes:
    """The whole tag, or nothing where there is nothing to tell; `tags` by the names of FFmpeg, `cover` a PNG or nothing."""
    frames = b"".join(_frames(tags, chapters, cover))
    if not frames:
        return b""
    return b"ID3\x04\x00\x00" + _seven(len(frames)) + frames


def _frames(tags: Mapping[str, str], chapters: Sequence[Chapter], cover: bytes) -> Iterator[bytes]:
    for name, frame in _TEXTS.items():
        if tags.get(name):
            yield _text(frame, tags[name])
    if language := three_letters(tags.get("language", "")):
        yield _text(b"TLAN", language)
    if tags.get("comment"):
        yield _frame(b"COMM", _UTF8 + b"XXX\0" + tags["comment"].encode())
    names = [b"chp%d\0" % number for number in range(len(chapters))]
    if 0 < len(names) <= MOST:
        yield _frame(b"CTOC", b"toc\0\x03" + bytes([len(names)]) + b"".join(names))
    for called, chapter in zip(names, chapters, strict=True):
        times = b"".join(round(at * 1000).to_bytes(4, "big") for at in (chapter.begins, chapter.ends))
        yield _frame(b"CHAP", called + times + _NOWHERE + _text(b"TIT2", chapter.title))
    if cover:
        yield _frame(b"APIC", _UTF8 + b"image/png\0\x03\0" + cover)


def _text(name: bytes, text: str) -> bytes:
    return _frame(name, _UTF8 + text.replace("\0", "").encode())


def _frame(name: bytes, content: bytes) -> bytes:
    return name + _seven(len(content)) + b"\0\0" + content


def _seven(size: int) -> bytes:
    return bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
