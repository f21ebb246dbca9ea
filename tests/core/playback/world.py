"""A world for the player without time: an engine that answers when told, and a sink that hears to the sample.

Every sample of a word's sound is the number of the word, so what was heard can be read off the samples.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from itertools import groupby

from reader.core.document import GAP, Block, Document, Kind, Span
from reader.core.playback import commands as do
from reader.core.playback import events as on
from reader.core.playback.machine import step
from reader.core.playback.script import Script
from reader.core.playback.state import Phase, State
from reader.core.speech.values import Mark, Prosody, Speech, Voice

RATE = 1000
FADED = 8
VOICE = Voice("fake:one", "One", "en")
OTHER = Voice("fake:two", "Two", "en")


def document(*blocks: str, headings: tuple[int, ...] = ()) -> Document:
    """Blocks of words; a sentence ends with a full stop."""
    text, spans, sentences = "", [], []
    for index, block in enumerate(blocks):
        at = len(text) + (len(GAP) if text else 0)
        text += (GAP if text else "") + block
        kind = Kind.HEADING if index in headings else Kind.PARAGRAPH
        spans.append(Block(kind, Span(at, at + len(block))))
        for part in block.split(". "):
            end = at + len(part) + (0 if part.endswith(".") or at + len(part) == len(text) else 1)
            sentences.append(Span(at, end))
            at = end + 1
    return Document(text=text, blocks=tuple(spans), sentences=tuple(sentences))


def word_spans(script: Script) -> list[Span]:
    return [w for n in range(len(script.pieces)) for w in script.words(n)]


def speech(script: Script, span: Span, prosody: Prosody, sample_rate: int = RATE) -> Speech:
    """Each word sounds 9,000 / rate frames after two frames of silence."""
    words = word_spans(script)
    pcm, marks = b"", []
    for number, word in enumerate(words, 1):
        if span.start <= word.start < span.end:
            pcm += bytes(4)
            begin = len(pcm) // 2
            pcm += struct.pack("<h", number) * (9_000 // prosody.rate)
            marks.append(Mark(begin, len(pcm) // 2, word))
    return Speech(pcm, sample_rate, tuple(marks))


class World:
    """Carries out commands the way the player's thread does."""

    def __init__(self, script: Script, rate: int = 180) -> None:
        self.script = script
        self.state = State(voice=VOICE, prosody=Prosody(rate=rate))
        self.asks: list[do.Ask] = []
        self.told: list[do.Tell] = []
        self.shown: list[tuple[Span | None, int]] = []
        """Every light, with the last word whose samples were heard by then."""
        self.finished: list[do.Finish] = []
        self.commands: list[do.Command] = []
        self.lead = 0
        """Frames that the device takes before they are heard, which nobody can change."""
        self.ear: list[int] = []
        self.sample_rates: Callable[[do.Ask], int] = lambda ask: RATE
        self._queue: list[int] = []
        self._frames = 0
        self._held = False
        self.event(on.Load(script))

    def event(self, event: on.Event) -> None:
        """The player looks at the sink before anything else happens."""
        if self.lead and self.state.phase is Phase.PLAYING and not isinstance(event, on.Heard):
            self._step(on.Heard(self._frames, self._committed))
        self._step(event)

    def _step(self, event: on.Event) -> None:
        self.state, commands = step(self.state, event)
        self.commands += commands
        for command in commands:
            self._do(command)

    def answer(self, index: int = 0, *, failing: bool = False) -> None:
        """The engine answers one of the open questions."""
        if self.asks:
            ask = self.asks.pop(index % len(self.asks))
            self.event(self.failure(ask) if failing else self.reply(ask))

    def reply(self, ask: do.Ask) -> on.Arrived:
        sound = speech(self.script, ask.span, ask.prosody, self.sample_rates(ask))
        return on.Arrived(ask.generation, ask.number, sound)

    def failure(self, ask: do.Ask) -> on.Failed:
        return on.Failed(ask.generation, ask.number, "crashed")

    def hear(self, frames: int) -> None:
        """The sink plays on for at most so many frames, then says so."""
        if not self._held:
            played = self._queue[:frames]
            del self._queue[:frames]
            faded = max(0, min(len(played), FADED - self._frames))
            self.ear += [0] * faded + played[faded:]
            self._frames += len(played)
        self.event(on.Heard(self._frames, self._committed))

    @property
    def _committed(self) -> int:
        return self._frames + min(self.lead, len(self._queue))

    def run(self, steps: int = 10_000, frames: int = 60) -> None:
        """Everything goes well until reading stops."""
        for _ in range(steps):
            if self.state.phase is not Phase.PLAYING:
                return
            while self.asks:
                self.answer()
            self.hear(frames)
        raise AssertionError("it never ends")

    @property
    def words_heard(self) -> list[int]:
        """Numbers of the words, in the order they were heard; a word in two halves counts once."""
        return [number for number, _ in groupby(sample for sample in self.ear if sample)]

    @property
    def queued(self) -> int:
        return len(self._queue)

    def _do(self, command: do.Command) -> None:
        match command:
            case do.Ask():
                self.asks.append(command)
            case do.Forget():
                self.asks.clear()
            case do.Open() | do.Silence():
                self._queue, self._frames = [], 0
                if isinstance(command, do.Open):
                    self._held = False
            case do.Splice(frame, pcm):
                assert frame >= self._committed
                new = list(struct.unpack(f"<{len(pcm) // 2}h", pcm))
                self._queue[frame - self._frames :] = [0] * min(FADED, len(new)) + new[FADED:]
            case do.Write(pcm):
                self._queue += struct.unpack(f"<{len(pcm) // 2}h", pcm)
            case do.Hold():
                self._held = True
            case do.Resume():
                self._held = False
            case do.Show(word):
                heard = self.words_heard
                self.shown.append((word, heard[-1] if heard else 0))
            case do.Tell():
                self.told.append(command)
            case do.Finish():
                self.finished.append(command)
