"""Turns documents into a sound file, with the time of every word."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from reader.app.aloud import voice_by_id, voice_for
from reader.core.document import Document, Span
from reader.core.errors import ExportError
from reader.core.export.tags import Chapter, chapters, tags
from reader.core.export.timeline import Timed, timed
from reader.core.protocols import Progress, Synthesizer
from reader.core.speech.plan import Speak, plan, scaled
from reader.core.speech.resampling import resampled
from reader.core.speech.values import Precision, Prosody, Speech, Utterance
from reader.devices.audio.files import SoundFile, kind_of
from reader.devices.files.appearing import appearing

AHEAD = 8
"""Utterances asked for before their turn, so that the engine never waits for the disk."""

BETWEEN = 2.0
"""Seconds between two documents, at the default rate."""


@dataclass(frozen=True, slots=True)
class Story:
    """A document, or chosen stretches of it such as a summary, on its way into a file."""

    document: Document
    spans: tuple[Span, ...] | None = None
    """In order; None for everything."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    seconds: float
    sample_rate: int
    precision: Precision
    """Estimated where any part is."""
    words: tuple[tuple[Timed, ...], ...]
    """For each story, in order."""


class Cancelled(Exception):
    """The file is no longer wanted; nothing of it stays."""


class Exporting:
    """Writes sound files. It blocks; the synthesizer stays open."""

    def __init__(self, synthesizer: Synthesizer, speak: Speak) -> None:
        self._synthesizer = synthesizer
        self._speak = speak

    def export(
        self,
        stories: Sequence[Story],
        file: Path,
        voice: str = "",
        prosody: Prosody | None = None,
        *,
        replace: bool = False,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Exported:
        """Reads the stories into `file`, one after another.

        `voice` is a voice's id; without one the voice follows the language of the text. `progress`
        is told characters done and all of them.

        Raises:
            ExportError: the file cannot be written, or there is nothing to say.
            SpeechError: the words cannot become sound.
            Cancelled: `cancelled` said so.
        """
        kind = kind_of(file)
        with appearing(file, replace=replace) as part, ExitStack() as opened:
            track = _Track(lambda rate: _closing(opened, kind(part, rate)))
            for number, story in enumerate(stories):
                track.begin(scaled(BETWEEN, (prosody or Prosody()).rate) if number else 0.0)
                done = sum(len(before.document.text) for before in stories[:number])
                for utterance, speech in self._speeches(story, voice, prosody or Prosody()):
                    how = prosody or Prosody()
                    track.add(speech, scaled(utterance.pause_after, how.rate, how.pauses))
                    if progress:
                        progress(done + utterance.span.end, sum(len(one.document.text) for one in stories))
                    if cancelled():
                        raise Cancelled
            if not track.frames:
                raise ExportError("There is nothing to read aloud.", "Open another page.")
            exported = track.exported()
            track.describe(
                tags(stories[0].document) if len(stories) == 1 else {},
                chapters(
                    [(story.document, words) for story, words in zip(stories, exported.words, strict=True)],
                    exported.seconds,
                ),
            )
            opened.close()
            return exported

    def _speeches(self, story: Story, voice: str, prosody: Prosody) -> Iterator[tuple[Utterance, Speech]]:
        asked: deque[tuple[Utterance, Future[Speech]]] = deque()
        pinned = voice_by_id(self._synthesizer, voice) if voice else None
        try:
            for utterance in plan(story.document, self._speak, 0, story.spans):
                fitting = pinned or voice_for(self._synthesizer, utterance.language or "en")
                asked.append((utterance, self._synthesizer.synthesize(utterance, fitting, prosody)))
                if len(asked) > AHEAD:
                    first, speech = asked.popleft()
                    yield first, speech.result()
            while asked:
                first, speech = asked.popleft()
                yield first, speech.result()
        finally:
            for _, speech in asked:
                speech.cancel()


def _closing(opened: ExitStack, sound: SoundFile) -> SoundFile:
    opened.callback(sound.close)
    return sound


class _Track:
    """The sound so far."""

    def __init__(self, open_file: Callable[[int], SoundFile]) -> None:
        self._open = open_file
        self._file: SoundFile | None = None
        self._rate = 0
        self.frames = 0
        self._pause = 0.0
        self._precision = Precision.EXACT
        self._words: list[list[Timed]] = []

    def begin(self, pause: float) -> None:
        """Another story, after `pause` seconds more."""
        self._words.append([])
        self._pause += pause

    def add(self, speech: Speech, pause: float) -> None:
        """The next utterance; the pause after it sounds only if something follows."""
        if not speech.frames:
            return
        if self._file is None:
            self._rate = speech.sample_rate
            self._file = self._open(self._rate)
            self._pause = 0.0
        speech = resampled(speech, self._rate)
        silence = round(self._pause * self._rate)
        self._file.write(bytes(2 * silence))
        self.frames += silence
        self._words[-1] += timed(speech, self.frames)
        self._file.write(speech.pcm)
        self.frames += speech.frames
        self._pause = pause
        if speech.precision is Precision.ESTIMATED:
            self._precision = Precision.ESTIMATED

    def describe(self, tags: Mapping[str, str], chapters: Sequence[Chapter]) -> None:
        """What stands beside the sound."""
        if self._file is not None:
            self._file.describe(tags, chapters)

    def exported(self) -> Exported:
        words = tuple(tuple(story) for story in self._words)
        return Exported(self.frames / self._rate, self._rate, self._precision, words)
