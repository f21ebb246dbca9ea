"""Turns documents into one book of text and sound in step: EPUB 3 with media overlays, or DAISY 2.02."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace as replaced
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from uuid import NAMESPACE_URL, uuid5
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from reader.app.exporting.folders import check_place, put
from reader.app.exporting.job import Asked, Reins, Sound
from reader.app.exporting.single import Exported, Exporting, Sounds, common
from reader.core.export import daisy, epub
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
    check_free(file, replace=replace)
    with _told(exporting, stories, file, asked, reins, title, by_word=by_word) as (book, made):
        whole = made.folder / "whole.epub"
        with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", epub.MIMETYPE, ZIP_STORED)
            for name, content in epub.files(book).items():
                archive.writestr(name, content)
            for number, sound in enumerate(made.sounds, 1):
                if sound.frames:
                    archive.write(
                        _track(sound, made.folder / f"track{SOUND}"), epub.sound_name(number), ZIP_STORED
                    )
        check_free(file, replace=replace)
        whole.replace(file)
    return together(made)


def export_daisy(
    exporting: Exporting,
    stories: Sequence[Story],
    folder: Path,
    asked: Asked | None = None,
    *,
    title: str = "",
    replace: bool = False,
    reins: Reins | None = None,
    by_word: bool = False,
) -> Exported:
    """Makes `folder`, a DAISY 2.02 book of the stories with full text and full audio, as talking-book devices play it.

    Raises:
        ExportError, SpeechError, Cancelled: as `Exporting.export`.
    """
    check_place(folder, _is_daisy, replace=replace)
    with _told(exporting, stories, folder, asked, reins, title, by_word=by_word) as (book, made):
        whole = made.folder / "book"
        rmtree(whole, ignore_errors=True)
        whole.mkdir()
        size = 0
        for number, sound in enumerate((sound for sound in made.sounds if sound.frames), 1):
            size += _track(sound, whole / daisy.sound_name(number)).stat().st_size
        for name, text in daisy.files(book, size).items():
            (whole / name).write_text(text, "utf-8", newline="\n")
        put(whole, folder, made.folder / "old", _is_daisy, replace=replace)
    return together(made)


def _is_daisy(names: set[str]) -> bool:
    return daisy.NCC in names and all(
        Path(name).suffix in (".html", ".smil", SOUND) or name == daisy.STYLE for name in names
    )


@contextmanager
def _told(
    exporting: Exporting,
    stories: Sequence[Story],
    target: Path,
    asked: Asked | None,
    reins: Reins | None,
    title: str,
    *,
    by_word: bool,
) -> Iterator[tuple[Book, Sounds]]:
    """The stories as a book, and the sound of each of its chapters."""
    chapters = [one for story in stories for one in chaptered(story)]
    coding = coding_of(Path(f"chapter{SOUND}"))
    tracks = [[one] for one in chapters]
    book = _bound(exporting, stories, title, target.stem)
    with exporting.sounds(tracks, target, SOUND, coding, asked, reins, replace=True) as made:
        told = tuple(
            chapter(one, sound.words[0], sound.seconds, by_word=by_word)
            for one, sound in zip(chapters, made.sounds, strict=True)
        )
        identifier = str(uuid5(NAMESPACE_URL, f"reader:{made.fingerprint}"))
        yield replaced(book, narrator=made.narrator, identifier=identifier, chapters=told), made


def _track(sound: Sound, file: Path) -> Path:
    coding_of(file).finish(sound.encoded, file, Described(sound.sample_rate, sound.frames))
    return file


def _bound(exporting: Exporting, stories: Sequence[Story], title: str, name: str) -> Book:
    """What is known of a book of these stories before it is read; `name` where no title is known."""
    known = common(stories)
    title = title or known.get("title", "") or " ".join(name.split())
    author = known.get("artist", "") or known.get("album", "")
    return Book(
        title=title,
        author=author,
        language=stories[0].document.language,
        published=known.get("date", ""),
        source=known.get("comment", ""),
        narrator="",
        identifier="",
        modified=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        chapters=(),
        cover=exporting.cover(title, author),
    )


def together(made: Sounds) -> Exported:
    """What was written, of several sounds."""
    sounds = made.sounds
    estimated = any(sound.precision is Precision.ESTIMATED for sound in sounds)
    return Exported(
        sum(sound.seconds for sound in sounds),
        sounds[0].sample_rate,
        Precision.ESTIMATED if estimated else Precision.EXACT,
        tuple(words for sound in sounds for words in sound.words),
        tuple(failure for sound in sounds for failure in sound.left_out),
        made.resumed,
    )
