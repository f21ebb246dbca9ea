"""Turns utterances into speech with the engines of this machine, in the background.

Each engine has a process and one thread of ours that asks it, one utterance after the other, in the
order they were asked for. An utterance that an engine does not manage is tried once more on a fresh
process, then spoken by the fallback engine, with a notice. So every utterance is answered exactly
once: by speech, or by an error that names the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any, NamedTuple

from reader.core.errors import EngineFailed, NoEngine, NoVoice
from reader.core.speech.choice import choose
from reader.core.speech.marks import marks
from reader.core.speech.sound import loud, samples
from reader.core.speech.values import Precision, Prosody, Speech, Utterance, Voice
from reader.devices.engines.process import Complained, Failed, Process

PATIENCE = 8.0
"""Seconds an engine may be silent while it works on an utterance."""

ENGINES = ("espeak",)

Notice = Callable[[str], None]
"""Takes a sentence for the person; called from a thread of ours."""


class _Order(NamedTuple):
    utterance: Utterance
    voice: Voice
    prosody: Prosody
    speech: Future[Speech]


class SpeechEngines:
    """A `Synthesizer` over engine processes; the first engine is the fallback of the others."""

    def __init__(self, engines: Sequence[str] = ENGINES, notice: Notice | None = None) -> None:
        self._lines = {engine: _Line(engine, self._instead) for engine in engines}
        self._notice = notice
        self._voices: tuple[Voice, ...] | None = None
        self._lock = Lock()

    def voices(self) -> Sequence[Voice]:
        """All voices of all engines that work, best first for each language."""
        with self._lock:
            if self._voices is None:
                self._voices = tuple(voice for line in self._lines.values() for voice in line.voices())
            return self._voices

    def synthesize(self, utterance: Utterance, voice: Voice, prosody: Prosody) -> Future[Speech]:
        """Speech for one utterance, without silence around it; `cancel()` gives up what has not begun."""
        speech: Future[Speech] = Future()
        line = self._lines.get(voice.engine)
        if line is None:
            speech.set_exception(no_voice(voice))
        else:
            line.put(_Order(utterance, voice, prosody, speech))
        return speech

    def close(self) -> None:
        """Ends every engine process; what was asked for and not begun is cancelled."""
        for line in self._lines.values():
            line.close()

    def _instead(self, order: _Order) -> bool:
        """Gives an order that its engine failed to another engine; whether there was one."""
        for name, line in self._lines.items():
            if name == order.voice.engine:
                continue
            other = choose(line.voices(), order.utterance.language or order.voice.language)
            if other is None:
                continue
            if self._notice is not None:
                self._notice(f"The voice {order.voice.name} failed; {other.name} goes on.")
            line.put(order._replace(voice=other), again=True)
            return True
        return False


class _Line:
    """The utterances that wait for one engine, and the thread that serves them."""

    def __init__(self, engine: str, instead: Callable[[_Order], bool]) -> None:
        self._process = Process(engine)
        self._instead = instead
        self._queue: SimpleQueue[_Order | Future[list[Voice]] | None] = SimpleQueue()
        self._running: set[int] = set()
        self._closed = False
        Thread(target=self._serve, name=f"engine {engine}", daemon=True).start()

    def put(self, order: _Order, *, again: bool = False) -> None:
        if again:
            self._running.add(id(order.speech))
        self._queue.put(order)

    def voices(self) -> list[Voice]:
        """The engine's voices; none where it does not work."""
        asked: Future[list[Voice]] = Future()
        self._queue.put(asked)
        return asked.result()

    def close(self) -> None:
        self._closed = True
        self._queue.put(None)
        self._process.kill()

    def _serve(self) -> None:
        while (order := self._queue.get()) is not None:
            if isinstance(order, Future):
                order.set_result(self._ask_voices())
            elif self._closed:
                order.speech.cancel()
            else:
                self._fulfil(order)
        self._process.kill()

    def _ask_voices(self) -> list[Voice]:
        try:
            (header, _), *_ = self._process.ask({"do": "voices"}, PATIENCE)
            return [Voice(i, name, language, Precision(p)) for i, name, language, p in header["voices"]]
        except (Failed, Complained):
            return []

    def _fulfil(self, order: _Order) -> None:
        again = id(order.speech) in self._running
        self._running.discard(id(order.speech))
        if not again and not order.speech.set_running_or_notify_cancel():
            return
        for _ in range(2):
            try:
                order.speech.set_result(self._speech(order))
            except Complained as complaint:
                if complaint.args[0] == "LookupError":
                    order.speech.set_exception(no_voice(order.voice))
                    return
            except Failed:
                pass
            else:
                return
            if self._closed:
                break
        if self._closed or again or not self._instead(order):
            order.speech.set_exception(failed(order.voice))

    def _speech(self, order: _Order) -> Speech:
        said = order.utterance.spoken
        request: dict[str, Any] = {"do": "speak", "text": said.text, "voice": order.voice.key}
        request |= {"rate": order.prosody.rate, "pitch": order.prosody.pitch, "volume": order.prosody.volume}
        pieces: list[bytes] = []
        events: list[tuple[int, int, int]] = []
        rate = 0
        for header, body in self._process.ask(request, PATIENCE):
            pieces.append(body)
            rate = header.get("rate", rate)
            events += header.get("events", ())
        pcm = b"".join(pieces)
        begin, end = loud(samples(pcm), rate or 1)
        if said.anchors and not pcm:
            self._process.kill()
            raise Failed
        moved = [(max(0, frame - begin), offset, length) for frame, offset, length in events]
        return Speech(
            pcm=pcm[begin * 2 : end * 2],
            sample_rate=rate,
            marks=marks(said, order.utterance.span.start, moved, end - begin),
            precision=order.voice.precision,
        )


def no_voice(voice: Voice) -> NoVoice:
    return NoVoice(f"The voice {voice.name} is not on this machine.", "Choose another voice.")


def failed(voice: Voice) -> EngineFailed:
    return EngineFailed(f"The voice {voice.name} gave no sound.", "Choose another voice, or try again.")


__all__ = ["ENGINES", "NoEngine", "Notice", "SpeechEngines"]
