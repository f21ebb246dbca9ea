"""Turns utterances into speech with the engines of this machine, in the background.

Each engine has a process and a line of waiting utterances. One that its engine does not manage, twice,
is spoken by the next engine that has a voice for its language, with a notice. So every utterance is
answered exactly once: by speech, or by an error that names the voice.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from pathlib import PurePath
from typing import NamedTuple

from reader.core.speech.values import Precision, Prosody, Speech, Utterance, Voice
from reader.core.wording import said
from reader.devices.engines.line import Line, Order, no_voice
from reader.devices.engines.speaker import PATIENCE, Speaker

ENGINES: tuple[str, ...] = ("espeak",) if sys.platform == "linux" else ("espeak", "system")
"""The system's own voices are eSpeak's again on Linux: there is no more to hear."""

STANDBY: tuple[str, ...] = ("system",) if sys.platform == "linux" else ()
"""Engines that speak where all others failed, and whose voices nobody is offered."""

Notice = Callable[[str], None]
"""Takes a sentence for the person. It is called from a thread of ours and must not block."""


NAMES = {"espeak": "eSpeak NG", "system": "The system's voices"}


class Finding(NamedTuple):
    """What is known of one engine on this machine."""

    engine: str
    works: bool
    sentence: str
    """For a person; with an advice where it does not work."""
    standby: bool = False
    """Whether it only stands in for others."""


class SpeechEngines:
    """A `Synthesizer` over engine processes."""

    def __init__(
        self,
        engines: Sequence[str] = ENGINES,
        notice: Notice | None = None,
        texts: Mapping[str, Sequence[str]] | None = None,
        patience: float = PATIENCE,
        standby: Sequence[str] = (),
    ) -> None:
        """Starts nothing yet.

        `engines` are names of modules here, or paths of Python files, the preferred first; `texts` the
        sentences by which voices are calibrated, by language: without them a rate is the engine's own. `standby` are engines
        that only stand in for others.
        """
        self._notice = notice
        self._lines = {
            PurePath(engine).stem: Line(
                PurePath(engine).stem, Speaker(engine, texts or {}, patience), self._pass_on, self._tell
            )
            for engine in (*engines, *standby)
        }
        self._offered = tuple(PurePath(engine).stem for engine in engines)

    def voices(self) -> Sequence[Voice]:
        """All voices of all engines that work, best first for each language. Starts the engines, all at once."""
        asked = [self._lines[name].voices() for name in self._offered]
        return [voice for voices in asked for voice in voices.result()]

    def synthesize(self, utterance: Utterance, voice: Voice, prosody: Prosody) -> Future[Speech]:
        """Speech for one utterance, without silence around it; `cancel()` gives up what has not begun."""
        speech: Future[Speech] = Future()
        line = self._lines.get(voice.engine)
        if line is None:
            speech.set_exception(no_voice(voice))
        else:
            line.put(Order(utterance, voice, prosody, speech))
        return speech

    def doctor(self) -> Sequence[Finding]:
        """What works, engine by engine, in words. Starts the engines, all at once."""
        asked = {name: line.voices() for name, line in self._lines.items()}
        found = [_finding(name, voices.result()) for name, voices in asked.items()]
        return [
            finding
            if finding.engine in self._offered
            else finding._replace(
                standby=True, sentence=f"{finding.sentence} It stands in where others fail."
            )
            for finding in found
        ]

    def close(self) -> None:
        """Ends every engine process; what waits is cancelled, what runs fails."""
        for line in self._lines.values():
            line.close()

    def _pass_on(self, order: Order) -> bool:
        """Gives an order that engines failed to another one; whether there is one."""
        for name, line in self._lines.items():
            if name not in order.failed:
                line.put(order)
                return True
        return False

    def _tell(self, sentence: str) -> None:
        if self._notice is not None:
            self._notice(sentence)


def _finding(engine: str, voices: Sequence[Voice]) -> Finding:
    name = NAMES.get(engine, engine)
    if not voices:
        advice = (
            "Install Reader again, or another engine."
            if engine == "espeak"
            else "Install a voice in the system's settings."
        )
        silent = f"{name}: no voice works here."
        return Finding(engine, works=False, sentence=f"{silent} {advice}")
    languages = len({voice.language.partition("-")[0] for voice in voices})
    marks = said("exact") if voices[0].precision is Precision.EXACT else said("estimated")
    return Finding(
        engine,
        works=True,
        sentence=f"{name}, voices: {len(voices)}, languages: {languages}, word times: {marks}.",
    )
