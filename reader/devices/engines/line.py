"""Serves the utterances that wait for one engine, one after the other, with a thread of its own.

An utterance that the engine does not manage is tried once more on a fresh process, then passed on to
the next engine. An engine that failed several in a row gets none for a minute, so that nobody waits
for its patience at every sentence. However it goes, each future is answered exactly once.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from math import inf
from queue import Empty, Queue
from threading import Lock, Thread
from time import monotonic

from reader.core.errors import EngineFailed, NoVoice, SpeechError
from reader.core.speech.choice import choose
from reader.core.speech.values import Prosody, Speech, Utterance, Voice
from reader.devices.engines.speaker import Failed, Speaker, UnknownVoice

CHECKED = 30.0
"""Seconds without work after which a running engine is asked whether it is still there."""

DISTRUSTED_AFTER = 3
"""Utterances failed in a row."""

DISTRUSTED_FOR = 60.0
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Order:
    """An utterance on its way, and where its speech goes."""

    utterance: Utterance
    voice: Voice
    prosody: Prosody
    speech: Future[Speech]
    failed: tuple[str, ...] = ()
    """The engines that did not manage it."""


class Line:
    """What waits for one engine. Any thread may call it."""

    def __init__(
        self, engine: str, speaker: Speaker, pass_on: Callable[[Order], bool], notice: Callable[[str], None]
    ) -> None:
        """`pass_on` gives an order to another line, if there is one."""
        self._engine = engine
        self._speaker = speaker
        self._pass_on = pass_on
        self._notice = notice
        self._failures = 0
        self._told: dict[str, float] = {}
        """When it was said of a voice that we stand in for it: once a minute, not at every sentence."""
        self._distrusted_until = 0.0
        self._queue: Queue[Order | Future[list[Voice]] | None] = Queue()
        self._closed = False
        self._closing = Lock()
        Thread(target=self._serve, name=f"engine {engine}", daemon=True).start()

    def put(self, order: Order) -> None:
        """Queues an utterance."""
        with self._closing:
            if not self._closed:
                self._queue.put(order)
                return
        _refuse(order, failed(order.voice))

    def voices(self) -> Future[list[Voice]]:
        """The engine's voices; none where it does not work. Starts it."""
        asked: Future[list[Voice]] = Future()
        with self._closing:
            if self._closed:
                asked.set_result([])
            else:
                self._queue.put(asked)
        return asked

    def close(self) -> None:
        """Ends the engine; what waits is cancelled, what runs fails."""
        with self._closing:
            self._closed = True
            self._queue.put(None)
        self._speaker.kill()

    def _serve(self) -> None:
        while True:
            try:
                order = self._queue.get(timeout=CHECKED if self._speaker.running else None)
            except Empty:
                self._speaker.check()
                continue
            match order:
                case None:
                    self._speaker.close()
                    return
                case Future():
                    order.set_result([] if self._closed else self._speaker.voices())
                case Order() if self._closed and not order.failed:
                    _give_up(order)
                case Order():
                    self._fulfil(order)

    def _fulfil(self, order: Order) -> None:
        if not order.failed and not order.speech.set_running_or_notify_cancel():
            return
        voice = self._stand_in(order) if order.failed else order.voice
        speech = None if voice is None or monotonic() < self._distrusted_until else self._try(order, voice)
        if speech is not None:
            order.speech.set_result(speech)
            self._speaker.settle()
        elif not order.speech.done():
            order = replace(order, failed=(*order.failed, self._engine))
            if self._closed or not self._pass_on(order):
                order.speech.set_exception(failed(order.voice))

    def _try(self, order: Order, voice: Voice) -> Speech | None:
        """The speech at the first or second attempt, or nothing; an unknown voice is answered here."""
        for _ in range(2):
            if self._closed:
                return None
            try:
                speech = self._speaker.speech(order.utterance, voice, order.prosody)
            except UnknownVoice:
                order.speech.set_exception(no_voice(voice))
                return None
            except Failed:
                continue
            self._failures = 0
            return speech
        self._failures += 1
        if self._failures >= DISTRUSTED_AFTER:
            self._failures = 0
            self._distrusted_until = monotonic() + DISTRUSTED_FOR
        return None

    def _stand_in(self, order: Order) -> Voice | None:
        """A voice of ours for an order that another engine failed."""
        voice = choose(self._speaker.voices(), order.utterance.language or order.voice.language)
        if voice is not None and monotonic() - self._told.get(order.voice.id, -inf) > DISTRUSTED_FOR:
            self._told[order.voice.id] = monotonic()
            self._notice(f"The voice {order.voice.name} failed; {voice.name} goes on.")
        return voice


def no_voice(voice: Voice) -> SpeechError:
    """No engine knows the voice."""
    return NoVoice(f"The voice {voice.name} is not on this machine.", "Choose another voice.")


def failed(voice: Voice) -> SpeechError:
    """The engine did not manage it, nor did another."""
    return EngineFailed(f"The voice {voice.name} gave no sound.", "Choose another voice, or try again.")


def _refuse(order: Order, error: SpeechError) -> None:
    if order.failed or order.speech.set_running_or_notify_cancel():
        order.speech.set_exception(error)


def _give_up(order: Order) -> None:
    order.speech.cancel()
    order.speech.set_running_or_notify_cancel()  # wakes those who wait for it
