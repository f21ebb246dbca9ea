"""Turns many documents into a listening parcel: a folder that any player, phone or browser can be handed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as replaced
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from uuid import NAMESPACE_URL, uuid5

from reader.app.exporting.books import together
from reader.app.exporting.folders import check_place, put
from reader.app.exporting.job import Asked, Reins, Sound
from reader.app.exporting.single import Exported, Exporting, described
from reader.core.export.parcel import (
    COVER,
    FEED,
    INDEX,
    PLAYLIST,
    Episode,
    Parcel,
    feed,
    file_name,
    index,
    playlist,
)
from reader.core.export.parts import Story
from reader.core.export.subtitles import FORMATS as SUBTITLES
from reader.core.export.tags import tags
from reader.devices.audio.coding import FORMATS, coding_of


@dataclass(frozen=True, slots=True)
class Item:
    """What becomes one file of a parcel."""

    stories: tuple[Story, ...]
    """Of one document: all of it, its summary, or both."""
    summary: str = ""
    """What it is about, for the page and the feed; may be empty."""


def export_parcel(
    exporting: Exporting,
    items: Sequence[Item],
    folder: Path,
    suffix: str = ".mp3",
    asked: Asked | None = None,
    *,
    title: str = "",
    replace: bool = False,
    reins: Reins | None = None,
    subtitles: str = "",
    by_word: bool = False,
) -> Exported:
    """Makes `folder`, with a numbered file for each item, a playlist, a page and a podcast feed.

    `subtitles` is their ending, where each sound is to have some beside it: many players find them by their name.

    Raises:
        ExportError, SpeechError, Cancelled: as `Exporting.export`.
    """
    coding = coding_of(Path(f"story{suffix}"))
    check_place(folder, _ours, replace=replace)
    called = " ".join((title or folder.name).split())
    tracks = [item.stories for item in items]
    cover = exporting.cover(called)
    with exporting.sounds(tracks, folder, suffix, coding, asked, reins, replace=True) as made:
        spoken = [(item, sound) for item, sound in zip(items, made.sounds, strict=True) if sound.frames]
        whole = made.folder / "parcel"
        rmtree(whole, ignore_errors=True)
        whole.mkdir()
        episodes = []
        for number, (item, sound) in enumerate(spoken, 1):
            document = item.stories[0].document
            known = tags(document)
            name = known.get("title", "") or f"Story {number}"
            file = whole / file_name(number, len(spoken), name, suffix)
            more = {"title": name, "album": called, "track": f"{number}/{len(spoken)}"}
            coding.finish(sound.encoded, file, described(item.stories, sound, cover, more))
            if subtitles:
                _write_subtitles(file.with_suffix(subtitles), item.stories, sound, by_word=by_word)
            episodes.append(
                Episode(
                    file.name,
                    name,
                    sound.seconds,
                    file.stat().st_size,
                    FORMATS[suffix].media_type,
                    item.summary,
                    known.get("artist", ""),
                    document.language,
                    known.get("comment", ""),
                )
            )
        parcel = Parcel(
            called,
            items[0].stories[0].document.language,
            str(uuid5(NAMESPACE_URL, f"reader:{made.fingerprint}")),
            datetime.now(UTC).replace(microsecond=0),
            tuple(episodes),
            bool(cover),
        )
        for name, text in ((INDEX, index(parcel)), (PLAYLIST, playlist(parcel)), (FEED, feed(parcel))):
            (whole / name).write_text(text, "utf-8", newline="\n")
        if cover:
            (whole / COVER).write_bytes(cover)
        put(whole, folder, made.folder / "old", _ours, replace=replace)
    names = iter(episodes)
    files = tuple(next(names).file if sound.frames else "" for sound in made.sounds)
    return replaced(together(made), files=files)


def _write_subtitles(file: Path, stories: Sequence[Story], sound: Sound, *, by_word: bool) -> None:
    told = [(story.document, words) for story, words in zip(stories, sound.words, strict=True)]
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.writelines(SUBTITLES[file.suffix](told, by_word=by_word))


def _ours(names: set[str]) -> bool:
    ours = {INDEX, PLAYLIST, FEED, COVER}
    return {INDEX, PLAYLIST, FEED} <= names and all(
        name in ours or Path(name).suffix in (*FORMATS, *SUBTITLES) for name in names
    )
