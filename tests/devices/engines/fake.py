"""An engine that is real but for its voice: a tone for each word, and every fault an engine can have.

Its voices are named for what they do. `once-…` does it at the first attempt at each text only; what was
attempted is remembered by empty files in the folder that READER_FAKE_ENGINE names.
"""

from __future__ import annotations

import math
import os
import signal
import sys
import time
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from reader.core.speech.values import Prosody, Voice
from reader.core.words import sounding

RATE = 8_000
FAULTS = ("crash", "kill", "hang", "raise", "nothing", "half", "rubbish", "wrong-rate", "endless")


class Sound(NamedTuple):
    pcm: bytes
    sample_rate: int
    events: Sequence[tuple[int, int, int]]


class Engine:
    name = "fake"

    def voices(self) -> Sequence[Voice]:
        names = ("steady", "late", "noisy", *FAULTS, *(f"once-{fault}" for fault in FAULTS))
        return [Voice(f"fake:{name}", name.title(), "en-US") for name in names]

    def synthesize(self, text: str, voice: str, prosody: Prosody) -> Iterator[Sound]:
        fault = voice.removeprefix("once-")
        if fault not in ("steady", "late", "noisy", *FAULTS):
            raise LookupError(voice)
        if not voice.startswith("once-") or first_time(text):
            yield from misbehave(fault)
            if fault == "nothing":
                return
        yield from tones(text, prosody)


def misbehave(fault: str) -> Iterator[Sound]:
    some = Sound(b"\1\1" * 400, RATE, [])
    match fault:
        case "crash":
            yield some
            os.abort()
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "hang":
            yield some
            time.sleep(3600)
        case "late":
            time.sleep(0.3)
        case "raise":
            yield some
            raise ValueError("the text might stand here")
        case "half":
            yield Sound(b"\1\1\1", RATE, [])
        case "rubbish":
            yield Sound(b"\1\1", RATE, ["rubbish"])  # type: ignore[list-item]
        case "wrong-rate":
            yield Sound(b"\1\1", -1, [])
        case "endless":
            while True:
                yield Sound(bytes(1 << 22), RATE, [])
        case "noisy":
            os.write(1, b"a native library prints what it likes\n")
            print("and so does Python")
            sys.stdout.flush()


def tones(text: str, prosody: Prosody) -> Iterator[Sound]:
    frames = RATE * 60 // prosody.rate
    tone = array("h", (round(6000 * math.sin(at * 0.3)) or 1 for at in range(frames)))
    for at, word in enumerate(sounding(text)):
        yield Sound(tone.tobytes(), RATE, [(at * frames, word.start, len(word))])


def first_time(text: str) -> bool:
    mark = Path(os.environ["READER_FAKE_ENGINE"]) / f"{crc32(text.encode()):08x}"
    if mark.exists():
        return False
    mark.touch()
    return True
