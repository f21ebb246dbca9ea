"""Turns documents into one sound file, with the time of every word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.app.exporting.job import Asked, Cancelled, Job, Reins, Sound
from reader.app.exporting.workers import Workers
from reader.core.errors import ExportError
from reader.core.export.made import Failure
from reader.core.export.parts import Story
from reader.core.export.tags import chapters, tags
from reader.core.export.timeline import Words
from reader.core.speech.values import Precision
from reader.devices.audio.coding import Coding, Described, coding_of
from reader.devices.files.appearing import check_free, keeping, unwritable
from reader.devices.files.unfinished import Unfinished, place

Paint = Callable[[str, str], bytes]
"""Title and author in, a cover as PNG out, or nothing where it cannot be made."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    seconds: float
    sample_rate: int
    precision: Precision
    """Estimated where any part is."""
    words: tuple[Words, ...]
    """For each story, in order."""
    left_out: tuple[Failure, ...] = ()
    """Sentences that no voice could say, where they were to be left out."""
    resumed: float = 0.0
    """Seconds of it that an earlier export had made."""
    files: tuple[str, ...] = ()
    """For each item of a parcel the name of its sound; empty where nothing of it is heard."""


@dataclass(frozen=True, slots=True)
class Sounds:
    """The sound of every track, and where files are made of it before they get their names."""

    folder: Path
    """Private, beside the target."""
    sounds: tuple[Sound, ...]
    resumed: float
    narrator: str
    """The names of the voices."""
    fingerprint: str


class Exporting:
    """Writes files. It blocks; the workers stay."""

    def __init__(self, workers: Workers, paint: Paint | None = None, saying: str = "") -> None:
        """`saying` differs where the workers put the same text into other words."""
        self.workers = workers
        self.paint = paint
        self.saying = saying

    def export(
        self,
        stories: Sequence[Story],
        file: Path,
        asked: Asked | None = None,
        *,
        title: str = "",
        replace: bool = False,
        reins: Reins | None = None,
    ) -> Exported:
        """Reads the stories into `file`, one after another; `title` counts before theirs.

        What was begun before for the same file with the same stories is gone on with.

        Raises:
            ExportError: the file cannot be written, or there is nothing to say.
            SpeechError: the words cannot become sound; what was made is kept, to go on from.
            Cancelled: the reins said so; nothing stays.
        """
        coding = coding_of(file)
        check_free(file, replace=replace)
        known = common(stories) | ({"title": title} if title else {})
        cover = self.cover(known.get("title", ""), known.get("artist", "") or known.get("album", ""))
        with self.sounds([stories], file, file.suffix.lower(), coding, asked, reins, replace=replace) as made:
            (sound,) = made.sounds
            check_free(file, replace=replace)
            whole = made.folder / f"whole{file.suffix.lower()}"
            coding.finish(sound.encoded, whole, described(stories, sound, cover, known))
            check_free(file, replace=replace)
            whole.replace(file)
        return Exported(
            sound.seconds, sound.sample_rate, sound.precision, sound.words, sound.left_out, made.resumed
        )

    def cover(self, title: str, author: str = "") -> bytes:
        """A cover, or nothing. Asked for before the sound: beside the engines it would take 35 MB more."""
        return self.paint(title, author) if self.paint and title else b""

    @contextmanager
    def sounds(
        self,
        tracks: Sequence[Sequence[Story]],
        target: Path,
        suffix: str,
        coding: Coding,
        asked: Asked | None,
        reins: Reins | None,
        *,
        replace: bool,
    ) -> Iterator[Sounds]:
        """The sound of every track, and a private folder beside `target` in which to make it.

        The folder goes when the block ends well, and when it is cancelled (Ctrl+C too) or there is nothing to say.
        With sound in it, it stays to be gone on with, and the error says so.
        """
        if not target.is_dir():  # whose content a caller has looked at
            check_free(target, replace=replace)
        job = Job(tracks, asked or Asked(), suffix, coding, self.workers, reins or Reins(), self.saying)
        try:
            kept = Unfinished(target, job.fingerprint)
        except OSError as error:
            raise unwritable(target, error) from error
        sounds: tuple[Sound, ...] = ()
        try:
            try:
                sounds = job.run(kept)
                yield Sounds(kept.folder, sounds, job.resumed, job.narrator, job.fingerprint)
            except BaseException as error:
                unwanted = isinstance(error, (Cancelled, KeyboardInterrupt))
                impossible = isinstance(error, ExportError) and not sounds  # such a file from this text
                kept.remove() if unwanted or impossible or not kept.parts else kept.close()
                raise
            kept.remove()
        except OSError as error:
            raise keeping(unwritable(target, error), place(target)) from error
        except ExportError as error:
            raise keeping(error, place(target)) from error.__cause__


def described(
    stories: Sequence[Story], sound: Sound, cover: bytes, more: Mapping[str, str] | None = None
) -> Described:
    """What stands beside a sound of these stories; `more` are tags that count before theirs."""
    marked = chapters(list(zip(stories, sound.words, strict=True)), sound.seconds)
    return Described(sound.sample_rate, sound.frames, {**common(stories), **(more or {})}, marked, cover)


def common(stories: Sequence[Story]) -> dict[str, str]:
    """The tags that hold for all stories: those of their document, where it is one."""
    document = stories[0].document
    return dict(tags(document)) if all(story.document is document for story in stories) else {}
