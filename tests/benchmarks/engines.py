"""Times the engines on this machine: start, first sound, throughput against `espeak-ng`, estimated marks.

    uv run python tests/benchmarks/engines.py [start] [first] [throughput] [estimate]

Nothing is asserted: figures are for notes, ratios are taken in one run. `throughput` needs the `espeak-ng`
program and `taskset`: 100,000 words are spoken on one core, by the program and by ours with exact marks.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from itertools import cycle, islice
from pathlib import Path

import espeakng_loader

from reader.core.document import Document, Span
from reader.core.sentences import SentenceSplitter
from reader.core.speech.estimate import estimate
from reader.core.speech.marks import marks
from reader.core.speech.plan import plan
from reader.core.speech.sound import loud, samples
from reader.core.speech.spoken import Speaking
from reader.core.speech.values import Prosody, Speech, Utterance, Voice
from reader.core.speech.written import as_written
from reader.devices.engines.espeak import Engine
from reader.devices.engines.process import Process
from reader.devices.engines.speech import SpeechEngines
from reader.devices.files.resources import path, read_json

VOICE = Voice("espeak:en-us", "English", "en-US")
WORDS = int(os.environ.get("READER_BENCHMARK_WORDS", "100000"))

AHEAD = 8
"""Sentences asked for ahead of the one that is awaited, as an export does."""


def document() -> Document:
    """The example page, sentence by sentence."""
    text = path("examples/harbour-page.txt").read_text("utf-8")
    return Document(
        text, sentences=tuple(SentenceSplitter(read_json("language/sentences.json")).split(text, "en"))
    )


def ms(times: list[float]) -> str:
    return f"median {statistics.median(times) * 1000:.0f} ms, from {min(times) * 1000:.0f} to {max(times) * 1000:.0f}"


def timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def start() -> None:
    """From nothing to an engine that is ready."""
    for engine in ("espeak", "system"):
        times = []
        for _ in range(10):
            process = Process(engine)
            times.append(timed(process.start))
            process.close()
        print(f"start {engine}: {ms(times)}")


def first() -> None:
    """From asking to the first speech, of a sentence of 20 words, cold and warm."""
    said = as_written(read_json("language/pace.json")["en"][0])
    utterance = Utterance(Span(0, len(said.text)), said, "en", 0.3)
    cold, warm, turned = [], [], []
    for _ in range(10):
        engines = SpeechEngines(("espeak",), texts=read_json("language/pace.json"))

        def ask(rate: int = 180, engines: SpeechEngines = engines) -> Speech:
            return engines.synthesize(utterance, VOICE, Prosody(rate)).result()

        cold.append(timed(ask))
        warm.append(min(timed(ask) for _ in range(5)))
        turned.append(timed(lambda ask=ask: ask(240)))  # type: ignore[misc]
        engines.close()
    print(f"first speech, engine not started, voice not calibrated: {ms(cold)}")
    print(f"first speech, warm: {ms(warm)}")
    print(f"first speech after a change of rate: {ms(turned)}")


def throughput() -> None:
    """Seconds of sound in a second of one core."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text"
        text.write_text(" ".join(islice(cycle(document().text.split()), WORDS)), "utf-8")
        sound = Path(folder) / "sound.wav"
        one_core = [shutil.which("taskset") or "taskset", "-c", "0"]
        rival = [*one_core, "espeak-ng", "-v", "en-us", "-s", "180", "-f", str(text), "-w", str(sound)]
        # The program of a system may come with an older and faster library than the one that is shipped with us.
        library = Path(folder) / "libespeak-ng.so.1"
        library.symlink_to(espeakng_loader.get_library_path())
        with_ours = {
            **os.environ,
            "LD_LIBRARY_PATH": folder,
            "ESPEAK_DATA_PATH": str(espeakng_loader.get_data_path()),
        }
        ours = [*one_core, sys.executable, __file__, "speak", str(text), str(sound)]
        speed = {}
        for name, command in (
            ("espeak-ng", rival),
            ("ours", ours),
            ("espeak-ng, our library", rival),
            ("espeak-ng again", rival),
            ("ours again", ours),
            ("espeak-ng, our library again", rival),
        ):
            environment = with_ours if "library" in name else None
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            wall = timed(
                lambda command=command, environment=environment: subprocess.run(  # type: ignore[misc]
                    command, check=True, env=environment
                )
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            seconds = sound.stat().st_size / 44_100
            speed[name] = seconds / cpu
            print(f"{name}: {seconds:.0f} s of sound in {cpu:.1f} s of CPU ({wall:.1f} s by the clock)")
        best = max(speed["ours"], speed["ours again"])
        for name in ("espeak-ng", "espeak-ng, our library"):
            print(f"throughput: {100 * best / max(speed[name], speed[f'{name} again']):.0f} % of {name}")


def speak(text: Path, sound: Path) -> None:
    """Says a text to a file of bare sound, as an export does, with marks for every word."""
    whole = text.read_text("utf-8")
    split = SentenceSplitter(read_json("language/sentences.json")).split
    story = Document(whole, sentences=tuple(split(whole, "en")), language="en")
    engines = SpeechEngines(("espeak",))
    waiting: deque[Future[Speech]] = deque()
    with sound.open("wb") as file:
        for utterance in plan(story, as_written):
            waiting.append(engines.synthesize(utterance, VOICE, Prosody(180)))
            if len(waiting) > AHEAD:
                file.write(waiting.popleft().result().pcm)
        for speech in waiting:
            file.write(speech.result().pcm)
    engines.close()


def estimated() -> None:
    """Estimated marks against eSpeak's own, on the example page, said as it would be."""
    engine, story = Engine(), document()
    spoken = Speaking({"en": read_json("language/spoken/en.json")}).spoken
    every: list[float] = []
    for rate in (120, 180, 250, 350, 449):
        missed: list[float] = []
        for utterance in plan(story, lambda text, _: spoken(text, "en-US")):
            (chunk,) = engine.synthesize(utterance.spoken.text, "en-us", Prosody(rate))
            begin, end = loud(samples(chunk.pcm), chunk.sample_rate)
            said, pcm = utterance.spoken, samples(chunk.pcm)[begin:end]
            events = [(max(0, frame - begin), at, count) for frame, at, count in chunk.events]
            known = {at for _, at, _ in events}
            true = marks(said, 0, events, len(pcm))
            guessed = marks(said, 0, estimate(said, pcm, chunk.sample_rate), len(pcm))
            sure = {anchor.written for anchor in said.anchors if anchor.spoken.start in known}
            missed += [
                abs(a.begin - b.begin) / chunk.sample_rate
                for a, b in zip(true, guessed, strict=True)
                if a.span in sure
            ]
        every += missed
        print(f"estimated marks at {rate}: {_spread(missed)}")
    print(f"estimated marks at all rates: {_spread(every)}")


def _spread(missed: list[float]) -> str:
    ordered = sorted(missed)
    median, most = ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100]
    return f"{len(ordered)} words, median {median * 1000:.0f} ms, 95 % within {most * 1000:.0f} ms"


if __name__ == "__main__":
    if sys.argv[1:2] == ["speak"]:
        speak(Path(sys.argv[2]), Path(sys.argv[3]))
    else:
        parts = {"start": start, "first": first, "throughput": throughput, "estimate": estimated}
        for name in sys.argv[1:] or parts:
            parts[name]()
