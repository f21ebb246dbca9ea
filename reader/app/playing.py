"""Turns what a person asks into sound and light: the thread that owns the player's state.

Any thread may call a `Player`; everything it is told goes through one queue to its own thread, which
alone calls `step`, the sink and the listeners. Listeners must return quickly: the next word waits.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import CancelledError, Future

from reader.core.document import Document, Span
from reader.core.errors import ReaderError, SoundError
from reader.core.playback import commands as do
from reader.core.playback import events as on
from reader.core.playback.hearing import next_light
from reader.core.playback.machine import step
from reader.core.playback.script import Script, Unit
from reader.core.playback.state import Phase, State
from reader.core.protocols import AudioSink, Synthesizer
from reader.core.speech.values import Prosody, Speech, Utterance, Voice

Plan = Callable[[Document, Span], Sequence[Utterance]]
"""What to say for a stretch of a document."""
ChooseVoice = Callable[[str, Voice], Voice]
"""The language of an utterance and the voice a person chose in, the voice to use out."""
News = do.Show | do.Tell | do.Finish | State
"""What listeners hear: the light, notices, the end, and the state whenever a control changes its face."""
Listener = Callable[[News], None]

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
        plan: Plan,
        voice: Voice,
        prosody: Prosody | None = None,
        choose_voice: ChooseVoice = lambda _language, chosen: chosen,
        listeners: Iterable[Listener] = (),
    ) -> None:
        self._synthesizer = synthesizer
        self._sink = sink
        self._plan = plan
        self._choose_voice = choose_voice
        self._listeners = list(listeners)
        self._state = State(voice=voice, prosody=prosody or Prosody())
        self._document = Document("")
        self._asked: dict[Future[Speech], None] = {}
        self._rate_wanted = 0
        self._inbox: queue.SimpleQueue[on.Event | _Load | None] = queue.SimpleQueue()
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
        """From now on `listener` is called, on the player's thread."""
        self._listeners.append(listener)

    def forget(self, listener: Listener) -> None:
        """It is called no more, but for a call that has begun."""
        self._listeners.remove(listener)

    def load(self, document: Document, spans: Sequence[Span] | None = None, offset: int = 0) -> None:
        """Another document, or the stretches `spans` of one (a selection, a summary); playing stops."""
        self._inbox.put(_Load(document, spans, offset))

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

    def move(self, unit: Unit, step: int) -> None:
        """So many units forward, or back where `step` is negative."""
        self._inbox.put(on.Move(unit, step))

    def repeat(self) -> None:
        """The present sentence again."""
        self._inbox.put(on.Repeat())

    def set_prosody(self, prosody: Prosody) -> None:
        """Another rate, pitch or volume, from within the present word on."""
        self._inbox.put(on.SetProsody(prosody))

    def set_voice(self, voice: Voice) -> None:
        self._inbox.put(on.SetVoice(voice))

    def set_latency(self, seconds: float) -> None:
        """How much later than the sink believes a sound is heard, as with Bluetooth."""
        self._inbox.put(on.SetLatency(seconds))

    def sleep_after(self, seconds: float | None) -> None:
        """Pause after so many seconds of sound; None wakes."""
        self._inbox.put(on.SleepAfter(seconds))

    def sleep_at_end(self) -> None:
        """`Finish` will say that nothing more is to be begun."""
        self._inbox.put(on.SleepAtEnd())

    def close(self) -> None:
        """Silence, and the end of the thread and the sink. The synthesizer stays open."""
        self._inbox.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            while (event := self._next()) is not None:
                if isinstance(event, _Load):
                    self._document = event.document
                    event = on.Load(Script.of(event.document, event.spans), event.offset)
                # What was heard until now decides where "here" is.
                if self._state.phase is Phase.PLAYING and not isinstance(event, on.Heard):
                    self._look()
                self._apply(event)
        finally:
            self._forget()
            self._sink.close()

    def _next(self) -> on.Event | _Load | None:
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
            return on.Heard(self._sink.frames_heard())
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
        if _face(before) != _face(self._state):
            self._tell(self._state)

    def _do(self, command: do.Command) -> None:
        match command:
            case do.Ask():
                self._ask(command)
            case do.Forget():
                self._forget()
            case do.Open(sample_rate):
                self._rate_wanted = sample_rate
                self._sink.open(sample_rate)
            case do.Write(pcm):
                self._sink.write(pcm)
            case do.Silence():
                self._sink.flush()
            case do.Hold():
                self._sink.pause()
            case do.Resume():
                self._sink.resume()
            case do.Show() | do.Tell() | do.Finish():
                self._tell(command)

    def _tell(self, news: News) -> None:
        for listener in tuple(self._listeners):
            try:
                listener(news)
            except Exception:
                _log.exception("a listener of the player failed")

    def _ask(self, ask: do.Ask) -> None:
        utterances = self._plan(self._document, ask.span)
        if not utterances:
            self._inbox.put(on.Arrived(ask.generation, ask.number, _NOTHING))
            return
        (utterance,) = utterances
        voice = self._choose_voice(utterance.language, ask.voice)
        future = self._synthesizer.synthesize(utterance, voice, ask.prosody)
        self._asked[future] = None

        def answer(done: Future[Speech]) -> None:
            self._asked.pop(done, None)
            self._inbox.put(_answer(ask, utterance, done))

        future.add_done_callback(answer)

    def _forget(self) -> None:
        for future in tuple(self._asked):
            future.cancel()
        self._asked.clear()


class _Load:
    def __init__(self, document: Document, spans: Sequence[Span] | None, offset: int) -> None:
        self.document = document
        self.spans = spans
        self.offset = offset


_NOTHING = Speech(b"", 1, ())


def _answer(ask: do.Ask, utterance: Utterance, done: Future[Speech]) -> on.Event:
    try:
        return on.Arrived(ask.generation, ask.number, done.result(), utterance.pause_after)
    except CancelledError:
        return on.Failed(ask.generation, ask.number, "")
    except ReaderError as error:
        return on.Failed(ask.generation, ask.number, error.message)


def _face(state: State) -> tuple[object, ...]:
    """What a control shows of the state."""
    return state.phase, state.prosody, state.voice, state.script, state.lost, state.sleep is None
