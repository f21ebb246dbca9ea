"""Puts chapters into sound files that are whole: ID3 for MP3, Vorbis comments for FLAC and Opus.

Forms: ID3v2 Chapter Frame Addendum (CHAP and CTOC); the CHAPTERxxx comments of Ogg files.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reader.core.export.labels import Chapter, Labels


def add_chapters(file: Path, labels: Labels, chapters: Sequence[Chapter], seconds: float) -> None:
    """Adds chapters to a file of ours; the tags that it has stay."""
    if file.suffix.lower() == ".mp3":
        _id3(file, labels, chapters, seconds)
    else:
        _comments(file, chapters)


def _id3(file: Path, labels: Labels, chapters: Sequence[Chapter], seconds: float) -> None:
    from mutagen.id3 import CHAP, CTOC, ID3, TIT2, TLAN, CTOCFlags

    tags = ID3(str(file))
    if labels.language:
        tags.add(TLAN(encoding=3, text=[labels.language]))
    ends = [chapter.begins for chapter in chapters[1:]] + [seconds]
    names = [f"chapter{number}" for number in range(len(chapters))]
    for name, chapter, end in zip(names, chapters, ends, strict=True):
        title = TIT2(encoding=3, text=[chapter.title])
        tags.add(
            CHAP(
                element_id=name,
                start_time=round(chapter.begins * 1000),
                end_time=round(end * 1000),
                sub_frames=[title],
            )
        )
    flags = CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED
    tags.add(CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[]))
    tags.save(str(file), v2_version=3)


def _comments(file: Path, chapters: Sequence[Chapter]) -> None:
    import mutagen

    tags = mutagen.File(str(file))
    for number, chapter in enumerate(chapters):
        whole = round(chapter.begins * 1000)
        clock = f"{whole // 3_600_000:02}:{whole // 60_000 % 60:02}:{whole // 1000 % 60:02}.{whole % 1000:03}"
        tags[f"CHAPTER{number:03}"] = clock
        tags[f"CHAPTER{number:03}NAME"] = chapter.title
    tags.save()
