"""How fast the player answers, and what eight hours of it cost.

    uv run python -m tests.benchmarks.playback [--hours 8]

The first figures are of the real engine and the real player with a sink that only notes times: from `play` to
the first samples in the sink, and from `stop` to its silence. The last are of the player's machine by itself,
with a virtual clock: memory, and the difference between the frames heard and those that were laid out.
"""

from __future__ import annotations

import argparse
import json
import statistics
import threading
import time
import tracemalloc

from reader.app.playing import Player
from reader.core.document import Document, Span
from reader.core.playback import commands as do
from reader.core.playback import events as on
from reader.core.playback.machine import step
from reader.core.playback.script import Script
from reader.core.playback.state import Phase, State
from reader.core.speech.choice import choose
from reader.core.speech.values import Mark, Speech, Voice
from reader.core.speech.written import as_written
from reader.devices.audio.silent import SilentSink
from reader.devices.engines.speech import SpeechEngines
from tests.benchmarks.sync import TEXT, story

RATE = 22_050


class Noting(SilentSink):
    """A sink that notes when it gets its first samples and when it is silenced."""

    def __init__(self) -> None:
        super().__init__()
        self.filled = threading.Event()
        self.flushed = threading.Event()
        self.written_at = self.flushed_at = 0.0

    def write(self, pcm: bytes) -> None:
        super().write(pcm)
        if not self.filled.is_set():
            self.written_at = time.monotonic()
            self.filled.set()

    def flush(self) -> None:
        super().flush()
        self.flushed_at = time.monotonic()
        self.flushed.set()


def answers(runs: int) -> dict[str, float]:
    """Milliseconds, medians and worst, with a warm engine."""
    engines = SpeechEngines()
    voice = choose(engines.voices(), "en")
    assert voice is not None
    sink = Noting()
    player = Player(engines, sink, as_written, voice)
    player.load(story(TEXT))
    first, silent = [], []
    for _ in range(runs + 1):
        sink.filled.clear()
        player.go_to(0)
        begun = time.monotonic()
        player.play()
        assert sink.filled.wait(20)
        first.append(1000 * (sink.written_at - begun))
        time.sleep(0.05)
        sink.flushed.clear()
        begun = time.monotonic()
        player.stop()
        assert sink.flushed.wait(20)
        silent.append(1000 * (sink.flushed_at - begun))
    player.close()
    engines.close()
    first, silent = first[1:], silent[1:]  # the first play warms the engine
    return {
        "play to samples in the sink, median ms": round(statistics.median(first), 1),
        "worst": round(max(first), 1),
        "stop to flush, median ms": round(statistics.median(silent), 2),
        "worst flush": round(max(silent), 2),
    }


def endurance(hours: float) -> dict[str, float]:
    """Hours of text through the machine, sentence after sentence, by a virtual clock."""
    sentence = "Somewhere behind the dunes a dog barked at nothing in particular."
    per_sentence = 4.0
    count = round(hours * 3600 / per_sentence)
    text = " ".join([sentence] * count)
    spans = tuple(
        Span(i * (len(sentence) + 1), i * (len(sentence) + 1) + len(sentence)) for i in range(count)
    )
    script = Script.of(Document(text, sentences=spans))
    state = State(voice=Voice("v:1", "V", "en"))
    pcm = bytes(2 * round(per_sentence * RATE))
    asks: list[do.Ask] = []
    frames = written = laid = words = 0
    finished = False

    def carry_out(event: on.Event) -> None:
        nonlocal state, frames, written, words, finished
        state, commands = step(state, event)
        for command in commands:
            match command:
                case do.Ask():
                    asks.append(command)
                case do.Open() | do.Silence():
                    frames = written = 0
                case do.Write(sound):
                    written += len(sound) // 2
                case do.Show(word) if word:
                    words += 1
                case do.Finish():
                    finished = True

    carry_out(on.Load(script))
    carry_out(on.Play())
    tracemalloc.start()
    begun, peaks, drift = time.process_time(), [], 0
    while not finished:
        while asks:
            ask = asks.pop(0)
            marks = tuple(
                Mark(i * 8000, (i + 1) * 8000, Span(ask.span.start + i, ask.span.start + i + 1))
                for i in range(11)
            )
            carry_out(on.Arrived(ask.generation, ask.number, Speech(pcm, RATE, marks)))
            laid += len(pcm) // 2
        frames = min(written, frames + RATE // 20)
        carry_out(on.Heard(frames))
        assert state.phase is not Phase.PAUSED
        if frames % (RATE * 30) < RATE // 20:
            peaks.append(tracemalloc.get_traced_memory()[0])
        ends = [one.until for one in state.lined]
        drift = max(drift, max(ends, default=0) - written)
    cpu = time.process_time() - begun
    tracemalloc.stop()
    return {
        "hours heard": round(frames / RATE / 3600, 2),
        "words lit": words,
        "words spoken": 11 * count,
        "frames laid out and not written": drift,
        "most memory in the first quarter, KiB": round(max(peaks[: len(peaks) // 4]) / 1024),
        "in the last": round(max(peaks[-len(peaks) // 4 :]) / 1024),
        "core share of the machine, per cent": round(100 * cpu / (frames / RATE), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hours", type=float, default=8)
    parser.add_argument("--runs", type=int, default=30)
    asked = parser.parse_args()
    print(json.dumps(answers(asked.runs) | endurance(asked.hours), indent=1))


if __name__ == "__main__":
    main()
