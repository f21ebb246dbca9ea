"""Has all parts of an export made, in their order, and keeps each as soon as it is there.

Two parts for each worker are under way at most, so that memory does not grow with the text. Parts are kept in
order, whichever is ready first. What is kept is not made again: neither after a pause, nor after a crash.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, wait
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from time import sleep
from typing import Any

from reader.app.exporting.work import Speaker, Task, cast, make, sentence_of
from reader.app.exporting.workers import Workers
from reader.core.errors import EngineFailed, ExportError, ReaderError
from reader.core.export.made import Failure, Made
from reader.core.export.parts import Part, Story, fingerprint, parts
from reader.core.export.timeline import Words
from reader.core.protocols import Progress
from reader.core.speech.values import Precision, Prosody, Voice
from reader.devices.audio.coding import Coding, check_length
from reader.devices.files.unfinished import Unfinished

GLANCE = 0.05
"""Seconds after which we look whether we are to pause or stop."""

PATIENCE = 3
"""How often a part is given to new workers when those who made it were lost."""

SURE = 20_000
"""Code points of a track from which on its length is foretold from what is made: a guess, some 20 minutes of it."""

MARGIN = 1.1
"""By so much a track must seem too long for its kind of file; a guess at how far a beginning can mislead."""

VERSION = 1
"""Of how parts are made: work that another version began is not gone on with."""


class Choice(StrEnum):
    """What to do about a part with sentences that no voice could say."""

    STOP = "stop"
    """What is made is kept, so that it can be gone on with."""
    RETRY = "retry"
    LEAVE_OUT = "leave out"


class Cancelled(Exception):
    """The file is no longer wanted; nothing of it stays."""


def _stop(_: Sequence[Failure]) -> Choice:
    return Choice.STOP


@dataclass(frozen=True, slots=True)
class Reins:
    """How whoever asked for an export holds it while it runs. All are called from its thread, often."""

    progress: Progress | None = None
    """Told characters done and all of them, also of what was done before it was resumed."""
    cancelled: Callable[[], bool] = lambda: False
    paused: Callable[[], bool] = lambda: False
    decide: Callable[[Sequence[Failure]], Choice] = _stop
    """Asked about sentences that failed, after they were tried again."""


@dataclass(frozen=True, slots=True)
class Asked:
    """How it is to sound."""

    voice: str = ""
    """A voice's id; without one the voice follows the language of the text."""
    prosody: Prosody = field(default_factory=Prosody)


@dataclass(frozen=True, slots=True)
class Sound:
    """One track, encoded and on the disk, but not yet a file."""

    encoded: Path
    frames: int
    sample_rate: int
    precision: Precision
    words: tuple[Words, ...]
    """For each story."""
    left_out: tuple[Failure, ...] = ()

    @property
    def seconds(self) -> float:
        return self.frames / self.sample_rate


class _Track:
    """What is known of a sound that grows."""

    def __init__(self, stories: int, sample_rate: int) -> None:
        self.frames = 0
        self.precision = Precision.EXACT
        self.words = tuple(Words(sample_rate) for _ in range(stories))
        self.left_out: list[Failure] = []

    def add(self, part: Part, made: Made) -> None:
        self.words[part.story].add(made.marks, self.frames)
        self.frames += made.frames
        self.left_out += made.failures
        if made.precision is Precision.ESTIMATED:
            self.precision = Precision.ESTIMATED


class Job:
    """One export, from its texts to encoded sound."""

    def __init__(
        self,
        tracks: Sequence[Sequence[Story]],
        asked: Asked,
        suffix: str,
        coding: Coding,
        workers: Workers,
        reins: Reins,
        saying: str = "",
    ) -> None:
        self._tracks = tracks
        self._asked = asked
        self._suffix = suffix
        self._coding = coding
        self._workers = workers
        self._reins = reins
        self._saying = saying
        self.resumed = 0.0
        """Seconds of sound that were made before."""
        self.narrator = ""
        """Who speaks."""
        self._total = sum(story.length for stories in tracks for story in stories)

    @property
    def fingerprint(self) -> str:
        """Of everything that decides how it sounds, but the voices themselves."""
        return fingerprint(self._tracks, VERSION, self._asked, self._suffix, self._saying)

    def run(self, kept: Unfinished) -> tuple[Sound, ...]:
        """The sound of every track.

        Raises:
            ExportError: there is nothing to say.
            SpeechError: the words cannot become sound; what is made is kept.
            Cancelled: the reins said so.
            OSError: the disk is full, or gone.
        """
        begun, done = kept.resume(self._coding.head)
        speakers = _speakers(begun) if begun else self._begin(kept)
        self.narrator = ", ".join({speaker.voice.name: None for speaker in speakers.values()})
        rate = self._rate(speakers)
        sounds = [_Track(len(stories), rate) for stories in self._tracks]
        todo = parts(self._tracks)
        for track, made in done:
            sounds[track].add(next(todo), made)
            self.resumed += made.frames / rate
        for part, made, encoded in self._made(todo, speakers, rate):
            kept.add(part.track, made, encoded, self._coding.head)
            sounds[part.track].add(part, made)
            self._check_length(part, sounds[part.track].frames)
            self._tell(part)
        if not any(sound.frames for sound in sounds):
            raise ExportError("There is nothing to read aloud.", "Open another page.")
        return tuple(
            Sound(kept.sound(number), one.frames, rate, one.precision, one.words, tuple(one.left_out))
            for number, one in enumerate(sounds)
        )

    def _check_length(self, part: Part, frames: int) -> None:
        """Raises ExportError as soon as it can be told that a file will not hold the sound, and not at the end."""
        lengths = [sum(story.length for story in stories) for stories in self._tracks[: part.track + 1]]
        done = part.done - sum(lengths[:-1])
        if done < SURE:
            done = lengths[-1]
        check_length(max(frames, round(frames * lengths[-1] / done / MARGIN)), self._coding)

    def _begin(self, kept: Unfinished) -> dict[str, Speaker]:
        languages = {piece.language: None for part in parts(self._tracks) for piece in part.pieces}
        if not languages:
            raise ExportError("There is nothing to read aloud.", "Open another page.")
        speakers = self._answer(
            lambda: self._workers.submit(cast, [*languages], self._asked.voice, self._asked.prosody)
        )
        kept.begin({language: asdict(speaker) for language, speaker in speakers.items()})
        return speakers

    def _rate(self, speakers: dict[str, Speaker]) -> int:
        return self._coding.sample_rate(next(iter(speakers.values())).sample_rate)

    def _made(
        self, todo: Iterator[Part], speakers: dict[str, Speaker], rate: int
    ) -> Iterator[tuple[Part, Made, bytes]]:
        waiting: deque[tuple[Part, Future[tuple[Made, bytes]]]] = deque()
        lost = 0
        try:
            while True:
                self._look()
                while len(waiting) <= 2 * self._workers.count and (part := next(todo, None)) is not None:
                    waiting.append((part, self._submit(part, speakers, rate)))
                if not waiting:
                    return
                part, future = waiting[0]
                wait([future], timeout=GLANCE)
                if not future.done():
                    continue
                try:
                    made, encoded = future.result()
                except ReaderError:
                    raise
                except Exception as error:
                    # A worker was lost, or what it sent; a defect comes again and is raised then.
                    lost += 1
                    if lost > PATIENCE:
                        raise _lost(error) from error
                    self._workers.renew()
                    waiting = deque((one, self._submit(one, speakers, rate)) for one, _ in waiting)
                    continue
                if made.failures and self._decided(made) is Choice.RETRY:
                    waiting[0] = part, self._submit(part, speakers, rate)
                    continue
                lost = 0
                waiting.popleft()
                yield part, made, encoded
        finally:
            for _, future in waiting:
                future.cancel()

    def _submit(self, part: Part, speakers: dict[str, Speaker], rate: int) -> Future[tuple[Made, bytes]]:
        text = self._tracks[part.track][part.story].document.text
        how = self._asked.prosody
        sentences = tuple(sentence_of(text, piece, how) for piece in part.pieces)
        used = {sentence.language: speakers[sentence.language] for sentence in sentences}
        task = Task(part.number, sentences, used, rate, self._suffix, part.last)
        try:
            return self._workers.submit(make, task)
        except BrokenExecutor as error:
            failed: Future[tuple[Made, bytes]] = Future()
            failed.set_exception(error)
            return failed

    def _decided(self, made: Made) -> Choice:
        choice = self._reins.decide(made.failures)
        if choice is Choice.STOP:
            raise EngineFailed(
                f"{len(made.failures)} sentences could not be spoken: {made.failures[0].reason}"
                if len(made.failures) > 1
                else f"A sentence could not be spoken: {made.failures[0].reason}",
                "Export again to go on from there, with another voice, or leave such sentences out.",
            )
        return choice

    def _answer(self, ask: Callable[[], Future[dict[str, Speaker]]]) -> dict[str, Speaker]:
        for attempt in range(PATIENCE + 1):
            try:
                future = ask()
                while not future.done():
                    self._look()
                    wait([future], timeout=GLANCE)
                return future.result()
            except BrokenExecutor as error:
                if attempt == PATIENCE:
                    raise _lost(error) from error
                self._workers.renew()
        raise AssertionError

    def _look(self) -> None:
        """Waits while it is paused."""
        while True:
            if self._reins.cancelled():
                raise Cancelled
            if not self._reins.paused():
                return
            sleep(GLANCE)

    def _tell(self, part: Part) -> None:
        if self._reins.progress:
            self._reins.progress(part.done, self._total)


def _speakers(begun: dict[str, Any]) -> dict[str, Speaker]:
    return {
        language: Speaker(
            Voice(**one["voice"] | {"precision": Precision(one["voice"]["precision"])}),
            Prosody(**one["prosody"]),
            int(one["sample_rate"]),
        )
        for language, one in begun.items()
    }


def _lost(error: BaseException) -> Exception:
    if isinstance(error, BrokenExecutor):
        return EngineFailed(
            "The processes that make the sound ended again and again.",
            "Close other programs to give them memory, then export again: it goes on where it stopped.",
        )
    return error if isinstance(error, Exception) else RuntimeError(type(error).__name__)
