"""Turns what a person asks into sound and light: the thread that owns the player's state.

Any thread may call a `Player`; everything it is told goes through one queue to its own thread, which
alone calls `step`, the sink and the listeners. Listeners must return quickly: the next word waits.
"""

from __future__ import annotations

import logging
import queue
import threading
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Protocol

from reader.app.notices import tell
from reader.core.document import Document, Kind, Span
from reader.core.errors import ReaderError, SoundError
from reader.core.playback import commands as do
from reader.core.playback import events as on
from reader.core.playback.hearing import next_light
from reader.core.playback.machine import step
from reader.core.playback.script import Script, Unit
from reader.core.playback.state import Phase, State
from reader.core.protocols import AudioSink, Device, Synthesizer
from reader.core.speech.choice import choose
from reader.core.speech.plan import Speak, plan
from reader.core.speech.skipping import NOTHING
from reader.core.speech.values import Prosody, Speech, Voice


class Listener(Protocol):
    """Is told what the player does, on the player's thread; it must return quickly."""

    def shown(self, word: Span | None, sentence: Span | None) -> None:
        """What is heard from now on."""
        ...

    def phase(self, phase: Phase) -> None:
        """Whether it plays, after that changed."""
        ...

    def told(self, sentence: str) -> None:
        """Something the person should know."""
        ...

    def failed(self, message: str, advice: str) -> None:
        """Reading could not go on."""
        ...


_LONGEST_WAIT = 0.05
"""Seconds between two looks at the sink where no word begins earlier: the watch over its device."""
_SHORTEST_WAIT = 0.001
_RETRY = 1.0
"""Seconds between two tries to find a lost device again."""

_log = logging.getLogger(__name__)


class Player:
    """Reads a document aloud."""

    def __init__(
        self,
        synthesizer: Synthesizer,
        sink: AudioSink,
        speak: Speak,
        voice: Voice,
        prosody: Prosody | None = None,
        finished: Callable[[bool], None] = lambda _asleep: None,
    ) -> None:
        """`finished` is called when all was heard, on the player's thread; asleep: begin nothing more."""
        self._synthesizer = synthesizer
        self._sink = sink
        self._speak = speak
        self._finished = finished
        self._listeners: list[Listener] = []
        self._state = State(voice=voice, prosody=prosody or Prosody())
        self._pinned = False
        self._document = Document("")
        self._asked: dict[Future[Speech], None] = {}
        self._rate_wanted = 0
        self._unheard_told = False
        self._inbox: queue.SimpleQueue[on.Event | _Load | _News | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="player", daemon=True)
        self._thread.start()

    @property
    def state(self) -> State:
        """The state as it is now, from any thread."""
        return self._state

    @property
    def silent(self) -> bool:
        """Whether nobody can hear it, because there is no device."""
        return self._sink.silent

    def listen(self, listener: Listener) -> None:
        """From now on `listener` is told."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """It is called no more, but for a call that has begun."""
        self._listeners.remove(listener)

    def when_finished(self, finished: Callable[[bool], None]) -> None:
        """From now on `finished` is called when all was heard, before the stop is told; see `__init__`."""
        self._finished = finished

    def load(
        self,
        document: Document,
        spans: Sequence[Span] | None = None,
        offset: int = 0,
        skipped: frozenset[Kind] = NOTHING,
    ) -> None:
        """Another document, or the stretches `spans` of one (a selection, a summary); playing stops.

        Blocks of the kinds in `skipped` are not read.
        """
        self._inbox.put(_Load(document, spans, offset, skipped))

    def play(self) -> None:
        self._inbox.put(on.Play())

    def pause(self) -> None:
        self._inbox.put(on.Pause())

    def toggle(self) -> None:
        self._inbox.put(on.Toggle())

    def stop(self) -> None:
        self._inbox.put(on.Stop())

    def go_to(self, offset: int) -> None:
        """To the word at `offset`; a pause stays one, so "from here" is `go_to` and `play`."""
        self._inbox.put(on.GoTo(offset))

    def move(self, unit: str, step: int) -> None:
        """So many units (`Unit`) forward, or back where `step` is negative."""
        self._inbox.put(on.Move(Unit(unit), step))

    def repeat(self) -> None:
        """The present sentence again."""
        self._inbox.put(on.Repeat())

    def set_prosody(self, prosody: Prosody) -> None:
        """Another rate, pitch or volume, from within the present word on."""
        self._inbox.put(on.SetProsody(prosody))

    def set_voice(self, voice: Voice) -> None:
        """Another voice, from within the present word on."""
        self._inbox.put(on.SetVoice(voice))

    def renew(self) -> None:
        """What is written is said otherwise now: asks for it anew, from within the present word."""
        self._inbox.put(on.Renew())

    def set_device(self, device: str) -> None:
        """Sound goes there from now on, an id of `devices`; where empty, to what the system chose."""
        self._sink.choose(device)
        self._inbox.put(on.Moved())

    def devices(self) -> Sequence[Device]:
        """Where sound can go."""
        return self._sink.devices()

    def voice_for(self, language: str) -> Voice:
        """Who would read a text in this language (BCP 47 or empty) now."""
        return self._voice(language, self._state.voice)

    def pin_voice(self, *, pinned: bool) -> None:
        """Whether the chosen voice also reads what is in another language; from the next sentence on."""
        self._pinned = pinned

    def set_latency(self, seconds: float) -> None:
        """How much later than the sink believes a sound is heard, as with Bluetooth."""
        self._inbox.put(on.SetLatency(seconds))

    def sleep_after(self, seconds: float | None) -> None:
        """Pause after so many seconds of sound; None wakes."""
        self._inbox.put(on.SleepAfter(seconds))

    def sleep_at_end(self) -> None:
        """`Finish` will say that nothing more is to be begun."""
        self._inbox.put(on.SleepAtEnd())

    def tell(self, sentence: str) -> None:
        """Passes on what an engine has to say, from any thread."""
        self._inbox.put(_News(sentence))

    def close(self) -> None:
        """Silence, and the end of the thread and the sink. The synthesizer stays open."""
        self._inbox.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            while (event := self._next()) is not None:
                if isinstance(event, _News):
                    self._pass_on(event.sentence)
                    continue
                if isinstance(event, _Load):
                    self._document = event.document
                    event = on.Load(Script.of(event.document, event.spans, event.skipped), event.offset)
                # What was heard until now decides where "here" is.
                if self._state.phase is Phase.PLAYING and not isinstance(event, on.Heard):
                    self._look()
                self._apply(event)
        finally:
            self._forget()
            self._sink.close()

    def _next(self) -> on.Event | _Load | _News | None:
        """The next event; while playing the sink is one that always has something to say."""
        try:
            return self._inbox.get(timeout=self._patience())
        except queue.Empty:
            return self._find() if self._state.lost else self._heard()

    def _patience(self) -> float | None:
        state = self._state
        if state.lost:
            return _RETRY
        if state.phase is not Phase.PLAYING:
            return None
        light = next_light(state)
        if light is None:
            return _LONGEST_WAIT
        return min(_LONGEST_WAIT, max(_SHORTEST_WAIT, (light - state.heard) / state.sample_rate))

    def _heard(self) -> on.Event:
        try:
            return on.Heard(self._sink.frames_heard(), self._sink.frames_committed())
        except SoundError as error:
            return on.Lost(error.message)

    def _find(self) -> on.Event:
        try:
            self._sink.open(self._rate_wanted)
        except SoundError as error:
            return on.Lost(error.message)
        return on.Found()

    def _look(self) -> None:
        self._apply(self._heard())

    def _apply(self, event: on.Event) -> None:
        before = self._state
        self._state, commands = step(before, event)
        try:
            for command in commands:
                self._do(command)
        except SoundError as error:
            self._apply(on.Lost(error.message))
            return
        if before.phase is not self._state.phase:
            self._tell(lambda listener: listener.phase(self._state.phase))

    def _do(self, command: do.Command) -> None:  # noqa: C901  one line for every command
        match command:
            case do.Ask():
                self._ask(command)
            case do.Forget():
                self._forget()
            case do.Open(sample_rate):
                self._rate_wanted = sample_rate
                self._sink.open(sample_rate)
                self._warn_unheard()
            case do.Write(pcm):
                self._sink.write(pcm)
            case do.Splice(frame, pcm):
                self._sink.splice(frame, pcm)
            case do.Silence():
                self._sink.flush()
            case do.Hold():
                self._sink.pause()
            case do.Resume():
                self._sink.resume()
            case do.Show(word, sentence):
                self._tell(lambda listener: listener.shown(word, sentence))
            case do.Tell(notice, why):
                self._tell(lambda listener: tell(listener, notice, why))
            case do.Finish(asleep):
                self._finished(asleep)

    def _tell(self, news: Callable[[Listener], None]) -> None:
        for listener in tuple(self._listeners):
            try:
                news(listener)
            except Exception as error:
                # Where it failed, but not in its own words, which may be those of the page.
                where = "".join(traceback.format_tb(error.__traceback__))
                _log.error("a listener of the player failed: %s\n%s", type(error).__name__, where)

    def _pass_on(self, sentence: str) -> None:
        self._tell(lambda listener: listener.told(sentence))

    def _warn_unheard(self) -> None:
        if self._sink.silent and not self._unheard_told:
            self._tell(lambda listener: tell(listener, do.Notice.UNHEARD, ""))
        self._unheard_told = self._sink.silent

    def _ask(self, ask: do.Ask) -> None:
        try:
            future = self._speech(ask)
        except Exception as error:
            # Without an answer the reading would wait for ever; so it goes on at the next sentence.
            self._inbox.put(on.Failed(ask.generation, ask.number, _reason(error)))
            return
        if future is None:
            self._inbox.put(on.Arrived(ask.generation, ask.number, _NOTHING))
            return
        self._asked[future] = None

        def answer(done: Future[Speech]) -> None:
            self._asked.pop(done, None)
            if not done.cancelled():
                self._inbox.put(_answer(ask, done))

        future.add_done_callback(answer)

    def _speech(self, ask: do.Ask) -> Future[Speech] | None:
        """What was asked for, on its way; None where there is nothing to say."""
        # The whole piece is planned, also where only its rest is wanted: a word is said as its sentence wants.
        piece = self._state.script.pieces[ask.number]
        utterance = next(plan(self._document, self._speak, ask.span.start, (piece,)), None)
        if utterance is None:
            return None
        voice = self._voice(utterance.language, ask.voice)
        return self._synthesizer.synthesize(utterance, voice, ask.prosody)

    def _voice(self, language: str, chosen: Voice) -> Voice:
        """The chosen voice, or for a text in another language one that speaks it, if there is one."""
        if self._pinned or not language or _root(language) == _root(chosen.language):
            return chosen
        fitting = choose(self._synthesizer.voices(), language)
        return fitting if fitting and _root(fitting.language) == _root(language) else chosen

    def _forget(self) -> None:
        for future in tuple(self._asked):
            future.cancel()
        self._asked.clear()


class _News:
    def __init__(self, sentence: str) -> None:
        self.sentence = sentence


class _Load:
    def __init__(
        self, document: Document, spans: Sequence[Span] | None, offset: int, skipped: frozenset[Kind]
    ) -> None:
        self.document = document
        self.spans = spans
        self.offset = offset
        self.skipped = skipped


_NOTHING = Speech(b"", 1, ())


def _answer(ask: do.Ask, done: Future[Speech]) -> on.Event:
    error = done.exception()
    if error is None:
        return on.Arrived(ask.generation, ask.number, done.result())
    return on.Failed(ask.generation, ask.number, _reason(error))


def _reason(error: BaseException) -> str:
    """What a person is told; of an error that nobody foresaw not its words, which may be those of the page."""
    if isinstance(error, ReaderError):
        return error.message
    _log.error("an utterance failed in an unknown way: %s", type(error).__name__)
    return ""


def _root(language: str) -> str:
    return language.lower().replace("_", "-").partition("-")[0]
