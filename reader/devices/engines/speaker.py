"""Turns one utterance into speech with one engine process: its rate calibrated, its events made marks.

Called from one thread, but for `kill`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from reader.core.speech import pace
from reader.core.speech.estimate import estimate
from reader.core.speech.marks import marks
from reader.core.speech.sound import samples
from reader.core.speech.values import Precision, Prosody, Speech, Utterance, Voice
from reader.devices.engines import answers
from reader.devices.engines.process import Complained, Failed, Process
from reader.devices.engines.wire import Garbled

PATIENCE = 8.0
"""Seconds an engine may be silent while it works."""

__all__ = ["PATIENCE", "Failed", "Speaker", "UnknownVoice"]


class UnknownVoice(Exception):
    """The engine has no such voice."""


class Speaker:
    """One engine, and what was learnt of its voices."""

    def __init__(self, module: str, texts: Mapping[str, Sequence[str]], patience: float = PATIENCE) -> None:
        """`texts` are the sentences by which voices are calibrated, by language."""
        self._process = Process(module)
        self._texts = texts
        self._patience = patience
        self._paces: dict[str, pace.Pace] = {}
        self._voices: list[Voice] = []
        self._guessed: tuple[Voice, Prosody] | None = None
        """What was spoken at a rate that is only nearly the right one, because somebody waited."""

    @property
    def running(self) -> bool:
        return self._process.running

    def voices(self) -> list[Voice]:
        """What the engine can speak with; nothing where it does not work."""
        for _ in range(2):
            if self._voices:
                break
            try:
                with self._honest():
                    self._voices = answers.voices(self._process.ask({"do": "voices"}, self._patience))
            except (Failed, UnknownVoice):
                continue
        return self._voices

    def speech(self, utterance: Utterance, voice: Voice, prosody: Prosody) -> Speech:
        """The sound of an utterance without silence around it, with a mark for every word.

        Raises:
            Failed: the engine did not manage it; its process is gone.
            UnknownVoice
        """
        spoken = utterance.spoken
        if spoken.plain is not None:
            with self._honest():
                spoken = spoken if self._process.phonemes() else spoken.plain
        rate, stretch = self._rate(voice, prosody)
        sound = self._say(spoken.text, voice, Prosody(rate, prosody.pitch, prosody.volume), stretch)
        events = sound.events or estimate(spoken, samples(sound.pcm), sound.sample_rate)
        return Speech(
            pcm=sound.pcm,
            sample_rate=sound.sample_rate,
            marks=marks(spoken, utterance.span.start, events, len(sound.pcm) // 2),
            precision=voice.precision if sound.events else Precision.ESTIMATED,
        )

    def check(self) -> None:
        """The heartbeat: finds a dead or stuck engine before anybody waits for it, and starts it again."""
        try:
            with self._honest():
                list(self._process.ask({"do": "ping"}, self._patience))
        except (Failed, UnknownVoice):
            return  # the next utterance starts it

    def kill(self) -> None:
        """Ends the process, whatever it does. Any thread may call it."""
        self._process.kill()

    def close(self) -> None:
        """Ends the process for good."""
        self._process.close()

    def settle(self) -> None:
        """Measures what was only guessed, now that nobody waits; does nothing where the engine fails.

        A new rate in the middle of a word is spoken at once, at a rate that follows from others.
        """
        if self._guessed is not None:
            (voice, prosody), self._guessed = self._guessed, None
            with suppress(Failed, UnknownVoice):
                self._rate(voice, prosody, hurried=False)

    def _rate(self, voice: Voice, prosody: Prosody, *, hurried: bool = True) -> tuple[int, float]:
        """The engine's own rate for the true one that is asked for, and how much longer to make the sound."""
        rate = min(max(prosody.rate, pace.SLOWEST), pace.FASTEST)
        texts = self._texts.get(voice.language.partition("-")[0]) or self._texts.get("en")
        if not texts:
            return rate, 1.0

        def seconds(own: int) -> float:
            return sum(self._say(text, voice, Prosody(rate=own)).seconds for text in texts)

        measured = self._paces.get(voice.id)
        if measured is None:
            with self._honest():
                measured = self._paces[voice.id] = pace.Pace(*self._process.limits())
        wanted = pace.wanted(texts, rate)
        if hurried and (guess := measured.guess(wanted)) is not None:
            self._guessed = voice, prosody
            return guess, 1.0
        return measured.find(wanted, rate, seconds)

    def _say(self, text: str, voice: Voice, prosody: Prosody, stretch: float = 1.0) -> answers.Raw:
        request: dict[str, Any] = {"do": "speak", "text": text, "voice": voice.key}
        request |= {"rate": prosody.rate, "pitch": prosody.pitch, "volume": prosody.volume}
        if stretch != 1:
            request["stretch"] = stretch
        with self._honest():
            return answers.raw(self._process.ask(request, self._patience))

    @contextmanager
    def _honest(self) -> Iterator[None]:
        """Whatever goes wrong with an answer ends the process, but an unknown voice, which it may say."""
        try:
            yield
        except Complained as complaint:
            if complaint.kind == "LookupError":
                raise UnknownVoice from complaint
            self._process.kill()
            raise Failed from complaint
        except Garbled as wrong:
            self._process.kill()
            raise Failed from wrong
