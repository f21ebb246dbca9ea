"""eSpeak in a process that is killed at random, at any moment: before, while and after it speaks."""

from __future__ import annotations

import os
import random
import signal
from collections.abc import Iterator
from threading import Timer

from reader.core.speech.values import Prosody, Voice
from reader.devices.engines import espeak

RISK = float(os.environ.get("READER_ENGINE_RISK", "0.05"))


class Engine(espeak.Engine):
    name = "dying"

    def voices(self) -> list[Voice]:
        return [Voice(f"dying:{v.key}", v.name, v.language) for v in super().voices() if v.key == "en-us"]

    def synthesize(self, text: str, voice: str, prosody: Prosody) -> Iterator[espeak.Sound]:
        fate = random.SystemRandom().random()
        if fate < RISK:
            Timer(fate / RISK * 0.01, os.kill, (os.getpid(), signal.SIGKILL)).start()
        yield from super().synthesize(text, voice, prosody)
