"""Measures whether the sound that is heard is the sound that was made, and the light in step with it.

    uv run python -m tests.benchmarks.sync [--engine] [--rate 180] [--busy | --unplug | --change]

It plays through the real player and the real sink into a PulseAudio server of its own, whose null sink
is recorded. Without `--engine` the speech is noise, one word a new one: then every sample has one place.
A light's error is the time of the listener's call minus the time the word's first frame was played.
"""

from __future__ import annotations

import argparse
import contextlib
import itertools
import json
import os
import random
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace

from reader.app.playing import Player
from reader.core.document import Document, Span
from reader.core.playback.state import Phase
from reader.core.protocols import Synthesizer
from reader.core.speech.values import Anchor, Mark, Prosody, Speech, Spoken, Utterance, Voice
from tests.devices.audio.pulse import Pulse, Recorder, recorded

RATE = 22_050
TEXT = (
    "The ferry leaves at nine. Nobody waits at the gate, and the lamps along the quay go out one by one. "
    "A gull walks up and down. Somebody sings in the kitchen of the inn, a song about rain and a long road home. "
    "Then the engine starts. Slowly the harbour turns away from us, and the first light lies on the water like a coin."
)


class Noise:
    """Makes speech of noise: a word of n letters lasts n times 70 ms at 180 words a minute."""

    def __init__(self) -> None:
        self._random = random.Random(7)  # noqa: S311  noise, not a secret

    def voices(self) -> list[Voice]:
        return [Voice("noise:1", "Noise", "en")]

    def synthesize(self, utterance: Utterance, voice: Voice, prosody: Prosody) -> Future[Speech]:
        pcm, marks = b"", []
        for anchor in utterance.spoken.anchors:
            begin = len(pcm) // 2
            frames = len(anchor.spoken) * RATE * 7 // 100 * 180 // prosody.rate
            pcm += self._random.randbytes(2 * frames)
            marks.append(Mark(begin, len(pcm) // 2, anchor.written.shifted(utterance.span.start)))
        future: Future[Speech] = Future()
        future.set_result(Speech(pcm, RATE, tuple(marks)))
        return future

    def close(self) -> None: ...


class Kept:
    """A synthesizer that keeps what another made."""

    def __init__(self, synthesizer: Synthesizer) -> None:
        self._synthesizer = synthesizer
        self.made: list[Speech] = []

    def synthesize(self, utterance: Utterance, voice: Voice, prosody: Prosody) -> Future[Speech]:
        future = self._synthesizer.synthesize(utterance, voice, prosody)
        future.add_done_callback(lambda done: None if done.cancelled() else self.made.append(done.result()))
        return future

    def voices(self) -> list[Voice]:
        return list(self._synthesizer.voices())

    def close(self) -> None:
        self._synthesizer.close()


@dataclass
class Lights:
    """When each word was lit."""

    at: list[tuple[Span, float]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def shown(self, word: Span | None, sentence: Span | None) -> None:
        if word:
            self.at.append((word, time.monotonic()))

    def phase(self, phase: Phase) -> None:
        (self.stopped.clear if phase is Phase.PLAYING else self.stopped.set)()

    def told(self, sentence: str) -> None:
        self.notes.append(sentence)

    def failed(self, message: str, advice: str) -> None:
        self.failures.append(message)


def written(text: str, language: str) -> Spoken:
    """Says what is written."""
    anchors, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        anchors.append(Anchor(Span(at, at + len(word)), Span(at, at + len(word))))
        at += len(word)
    return Spoken(text, tuple(anchors))


def story(text: str = TEXT) -> Document:
    """One paragraph; a sentence ends with a full stop."""
    sentences, at = [], 0
    for part in text.split(". "):
        end = min(len(text), at + len(part) + 1)
        sentences.append(Span(at, end))
        at = end + 1
    return Document(text, sentences=tuple(sentences))


def light_errors(recorder: Recorder, kept: Kept, lights: Lights) -> tuple[list[float], int]:
    """Seconds by which each word was lit too late (negative: early), and how many speeches sounded exactly."""
    places: dict[Span, int] = {}
    exact = 0
    sound = bytes(recorder.sound)
    for speech in kept.made:
        loud = [i for i in range(speech.frames) if speech.pcm[2 * i : 2 * i + 2] != b"\0\0"]
        lead, end = loud[0], loud[-1] + 1
        at = _find(sound, speech.pcm[2 * lead : 2 * end])
        if at is None:
            continue
        exact += 1
        places |= {mark.span: at - lead + mark.begin for mark in speech.marks}
    errors = [when - recorder.time_of(places[word]) for word, when in lights.at if word in places]
    return errors, exact


def _find(sound: bytes, wanted: bytes) -> int | None:
    """The frame at which `wanted` begins in `sound`, sample for sample."""
    at = sound.find(wanted)
    while at % 2 and at >= 0:
        at = sound.find(wanted, at + 1)
    return at // 2 if at >= 0 else None


def measure(synthesizer: Synthesizer, prosody: Prosody, *, busy: bool = False) -> dict[str, float | int]:
    """Figures in milliseconds, from one reading of the text, a stop and a pause."""
    with recorded(RATE) as (pulse, recorder):
        return _measure(pulse, recorder, Kept(synthesizer), prosody, busy=busy)


def unplug(synthesizer: Synthesizer, prosody: Prosody, *, another: bool = False) -> dict[str, float | int]:
    """Takes the device away in mid-sentence and brings it back: milliseconds until a person is told.

    With `another` there are loudspeakers to which the server would move the sound by itself, aloud.
    """
    with recorded(RATE) as (pulse, recorder):
        if another:
            pulse.add_loudspeakers()
        os.environ["PULSE_SERVER"] = pulse.address
        from reader.devices.audio.qt import QtSink

        lights = Lights()
        kept = Kept(synthesizer)
        player = Player(kept, QtSink(), written, kept.voices()[0], prosody)
        player.listen(lights)
        player.load(story())
        player.play()
        _wait(lambda: len(lights.at) > 5)
        gone = time.monotonic()
        pulse.unplug()
        _wait(lambda: bool(lights.failures))
        told = time.monotonic()
        assert player.state.phase is Phase.PAUSED
        pulse.plug()
        with _followed(recorder, pulse):
            _wait(lambda: len(lights.notes) > 0)
            lights.stopped.clear()
            player.play()
            assert lights.stopped.wait(60)
        player.close()
        words = {mark.span for speech in kept.made for mark in speech.marks}
        return {
            "unplugged to told": round(1000 * (told - gone), 1),
            "words": len(words),
            "words lit": len({word for word, _ in lights.at}),
        }


def change(synthesizer: Synthesizer, prosody: Prosody) -> dict[str, float | int]:
    """Changes the rate in mid-word: milliseconds until the new sound, and the silence before it."""
    with recorded(RATE) as (pulse, recorder):
        os.environ["PULSE_SERVER"] = pulse.address
        from reader.devices.audio.qt import QtSink

        lights = Lights()
        kept = Kept(synthesizer)
        player = Player(kept, QtSink(), written, kept.voices()[0], prosody)
        player.listen(lights)
        player.load(story(TEXT.replace(".", ",")))
        player.play()
        _wait(lambda: len(lights.at) > 6)
        delays, gaps, jumps, torn = [], [], [], 0
        for turn in range(12):
            time.sleep(0.5)
            start = recorder.frames()
            kept.made.clear()
            begun = time.monotonic()
            player.set_prosody(replace(prosody, rate=prosody.rate + 20 * (turn % 2) + 10))
            time.sleep(0.4)
            # Beyond the rise at the cut the new sound is as it was made.
            sound = bytes(recorder.sound[2 * start :])
            pcm = kept.made[0].pcm
            places = (
                found - at
                for at in range(0, kept.made[0].frames, 200)
                if (found := _find(sound, pcm[2 * at : 2 * at + 400])) is not None
                and _same(sound, found, pcm, at)
            )
            place = next(places, None)
            if place is None:
                torn += 1  # the machine was too busy to feed the device
                continue
            first = _begins(sound, pcm, place)
            quiet = first
            while quiet and sound[2 * quiet - 2 : 2 * quiet] == b"\0\0":
                quiet -= 1
            delays.append(1000 * (recorder.time_of(start + first) - begun))
            gaps.append(1000 * (first - quiet) / RATE)
            if first > RATE // 10:
                jumps.append(_jump(sound, first))
        player.close()
        return {
            "change to new sound, median": round(statistics.median(delays), 1),
            "worst": round(max(delays), 1),
            "silence before it, median": round(statistics.median(gaps), 1),
            "worst silence": round(max(gaps), 1),
            "torn, of 12": torn,
            "step at the join, of the largest around it, worst": round(max(jumps), 2),
        }


def _jump(sound: bytes, join: int) -> float:
    """The largest step from frame to frame within 10 ms of the join, of the largest in 100 ms on either side."""
    near, far = round(0.01 * RATE), round(0.1 * RATE)
    values = memoryview(sound[: len(sound) & ~1]).cast("h")
    steps = [abs(b - a) for a, b in itertools.pairwise(values)]
    inside = steps[max(0, join - near) : join + near]
    around = steps[max(0, join - far) : max(0, join - near)] + steps[join + near : join + far]
    return max(inside) / max(1, *around)


def _same(sound: bytes, found: int, pcm: bytes, at: int) -> bool:
    return sound[2 * found : 2 * found + 4000] == pcm[2 * at : 2 * at + 4000]


def _begins(sound: bytes, pcm: bytes, place: int) -> int:
    """The first frame of the recording that is of the new sound, its rise included."""
    at = max(0, -place)
    while at < len(pcm) // 2 and sound[2 * (place + at) : 2 * (place + at) + 40] != pcm[2 * at : 2 * at + 40]:
        at += 1
    return place + at - round(0.006 * RATE)


@contextlib.contextmanager
def _followed(recorder: Recorder, pulse: Pulse) -> Iterator[None]:
    """A new recorder at the new device, so that it runs in real time."""
    recorder.close()
    another = Recorder(pulse)
    try:
        yield
    finally:
        another.close()


def _measure(
    pulse: Pulse, recorder: Recorder, kept: Kept, prosody: Prosody, *, busy: bool
) -> dict[str, float | int]:
    os.environ["PULSE_SERVER"] = pulse.address
    from reader.devices.audio.qt import QtSink

    lights = Lights()
    voice = next(v for v in kept.voices() if v.language.startswith("en"))
    player = Player(kept, QtSink(), written, voice, prosody)
    player.listen(lights)
    player.load(story())
    working = threading.Event()
    if busy:
        threading.Thread(target=_work, args=(working,), daemon=True).start()
    # The first playing loads Qt; the second is warm.
    player.play()
    _wait(lambda: len(lights.at) > 1)
    player.stop()
    time.sleep(0.3)
    lights.at.clear()
    kept.made.clear()
    player.go_to(0)
    before = recorder.frames()
    cpu, begun = time.process_time(), time.monotonic()
    player.play()
    time.sleep(0.1)
    assert lights.stopped.wait(120)
    assert not lights.failures, lights.failures
    cpu = (time.process_time() - cpu) / (time.monotonic() - begun)
    time.sleep(0.2)
    first = recorder.time_of(_loud(recorder, before, recorder.frames())[0])
    lights.at = [(w, t) for w, t in lights.at if t > begun]
    errors, exact = light_errors(recorder, kept, lights)
    figures: dict[str, float | int] = {
        "speeches": len(kept.made),
        "heard sample for sample": exact,
        "words": sum(len(s.marks) for s in kept.made),
        "words lit": len(lights.at),
        "light median": round(1000 * statistics.median(errors), 1),
        "light median of absolute": round(1000 * statistics.median(map(abs, errors)), 1),
        "light worst": round(1000 * max(errors, key=abs), 1),
        "play to sound": round(1000 * (first - begun), 1),
        "core share": round(100 * cpu, 1),
    }
    for name, act, undo in (("pause", player.pause, player.play), ("stop", player.stop, player.play)):
        figures[f"{name} to silence"] = _silence(recorder, player, lights, act)
        undo()
    player.stop()
    working.set()
    player.close()
    kept.close()
    return figures


def _silence(recorder: Recorder, player: Player, lights: Lights, act: Callable[[], None]) -> float:
    player.go_to(0)
    lights.at.clear()
    player.play()
    _wait(lambda: len(lights.at) > 2)
    at = recorder.frames()
    begun = time.monotonic()
    act()
    time.sleep(0.6)
    loud = _loud(recorder, at, recorder.frames())
    return round(1000 * (recorder.time_of(loud[-1]) - begun), 1)


def _loud(recorder: Recorder, start: int, end: int) -> list[int]:
    return [i for i in range(start, end) if recorder.sound[2 * i : 2 * i + 2] != b"\0\0"] or [start]


def _wait(true: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not true() and time.monotonic() < until:
        time.sleep(0.005)


def _work(until: threading.Event) -> None:
    """Keeps the interpreter busy, as a window does that lays out a long text."""
    while not until.is_set():
        sum(range(3_000_000))
        time.sleep(0.05)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", action="store_true", help="the real eSpeak NG instead of noise")
    parser.add_argument("--rate", type=int, default=180)
    parser.add_argument("--unplug", action="store_true", help="take the device away and bring it back")
    parser.add_argument("--loudspeakers", action="store_true", help="with --unplug: another device is left")
    parser.add_argument("--change", action="store_true", help="change the rate in mid-word")
    parser.add_argument("--busy", action="store_true", help="another thread keeps the interpreter busy")
    asked = parser.parse_args()
    synthesizer: Synthesizer = Noise()
    if asked.engine:
        from reader.devices.engines.speech import SpeechEngines

        synthesizer = SpeechEngines()
    with contextlib.closing(synthesizer):
        if asked.change:
            print(json.dumps(change(synthesizer, Prosody(rate=asked.rate)), indent=1))
            return
        if asked.unplug:
            figures = unplug(synthesizer, Prosody(rate=asked.rate), another=asked.loudspeakers)
            print(json.dumps(figures, indent=1))
            return
        print(json.dumps(measure(synthesizer, Prosody(rate=asked.rate), busy=asked.busy), indent=1))


if __name__ == "__main__":
    main()
