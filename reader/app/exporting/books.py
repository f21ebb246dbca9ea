"""Turns documents into one book of text and sound in step: EPUB 3 with media overlays, or DAISY 2.02."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as replaced
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from reader.app.exporting.job import Asked, Reins, Sound
from reader.app.exporting.single import Exported, Exporting, Sounds, common
from reader.core.export import epub
from reader.core.export.book import Book, chapter, chaptered
from reader.core.export.parts import Story
from reader.core.speech.values import Precision
from reader.devices.audio.coding import Described, coding_of
from reader.devices.files.appearing import check_free

EPUB = ".epub"

SOUND = ".mp3"
"""What every reading device plays."""


def export_epub(
    exporting: Exporting,
    stories: Sequence[Story],
    file: Path,
    asked: Asked | None = None,
    *,
    title: str = "",
    replace: bool = False,
    reins: Reins | None = None,
    by_word: bool = False,
) -> Exported:
    """Writes the stories as a book in which each sentence, or word, lights up while it is heard.

    Raises:
        ExportError, SpeechError, Cancelled: as `Exporting.export`.
    """
    chapters = [one for story in stories for one in chaptered(story)]
    coding = coding_of(Path(f"chapter{SOUND}"))
    check_free(file, replace=replace)
    with exporting.sounds(
        [[one] for one in chapters], file, SOUND, coding, asked, reins, replace=replace
    ) as made:
        spoken = [(one, sound) for one, sound in zip(chapters, made.sounds, strict=True) if sound.frames]
        book = bound(exporting, stories, made, title, file.stem)
        book = replaced(
            book,
            chapters=tuple(
                chapter(one, sound.words[0], sound.seconds, by_word=by_word) for one, sound in spoken
            ),
        )
        whole = made.folder / "whole.epub"
        with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", epub.MIMETYPE, ZIP_STORED)
            for name, content in epub.files(book).items():
                archive.writestr(name, content)
            for number, (_, sound) in enumerate(spoken, 1):
                track = made.folder / f"track{SOUND}"
                coding.finish(sound.encoded, track, Described(sound.sample_rate, sound.frames))
                archive.write(track, epub.sound_name(number), ZIP_STORED)
        check_free(file, replace=replace)
        whole.replace(file)
    return together([sound for _, sound in spoken], made)


def bound(exporting: Exporting, stories: Sequence[Story], made: Sounds, title: str, name: str) -> Book:
    """What is known of a book of these stories, still without its chapters; `name` where no title is known."""
    known = common(stories)
    title = title or known.get("title", "") or " ".join(name.split())
    author = known.get("artist", "") or known.get("album", "")
    return Book(
        title=title,
        author=author,
        language=stories[0].document.language,
        published=known.get("date", ""),
        source=known.get("comment", ""),
        narrator=made.narrator,
        identifier=str(uuid5(NAMESPACE_URL, f"reader:{made.fingerprint}")),
        modified=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        chapters=(),
        cover=exporting.paint(title, author) if exporting.paint else b"",
    )


def together(sounds: Sequence[Sound], made: Sounds) -> Exported:
    """What was written, of several sounds."""
    estimated = any(sound.precision is Precision.ESTIMATED for sound in sounds)
    return Exported(
        sum(sound.seconds for sound in sounds),
        sounds[0].sample_rate,
        Precision.ESTIMATED if estimated else Precision.EXACT,
        tuple(words for sound in sounds for words in sound.words),
        tuple(failure for sound in sounds for failure in sound.left_out),
        made.resumed,
    )
