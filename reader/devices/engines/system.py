"""Turns text into sound with the voices of the system: SAPI 5 on Windows, macOS's own; eSpeak on Linux.

pyttsx3 2.99 is used only where it is safe: one sentence at a time is saved to a file, which is read and
removed at once. Playing, several texts at once and its word events are not used: of several texts it
speaks the last, its `stop` does not stop, its events come before any sound. The first `save_to_file` of
a process can return without a file, so it is tried again; a text of 15,000 characters and more crashes
on Linux, so it is refused. There, on Linux, the file lies in memory and has no name; elsewhere in a
folder of this process, which our parent removes with the process.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from reader.core.speech.values import Precision, Prosody, Voice
from reader.devices.engines.listing import tag
from reader.devices.engines.recording import Recording, recording

LONGEST = 10_000
"""Characters of one text."""

ATTEMPTS = 3

LOOKS, LOOK = 10, 0.002
"""How often and after how many seconds it is looked whether a property took: eSpeak sets it in a thread of its own."""

FOLDER = "READER_ENGINE_FOLDER"
"""The variable by which our parent names a folder that it removes after us."""


class Sound(NamedTuple):
    """A `Chunk`."""

    pcm: bytes
    sample_rate: int
    events: Sequence[tuple[int, int, int]]


class Engine:
    """One pyttsx3 engine; not for two threads."""

    name = "system"
    rates = (80, 10_000) if sys.platform == "linux" else (1, 10_000)
    """What eSpeak takes; the limits of other voices are not known, what they do not reach is stretched."""

    def __init__(self) -> None:
        if sys.platform == "linux":
            _lend_espeak()
        import pyttsx3  # after the library it is to find is there

        self._engine: Any = pyttsx3.init()
        self._voices = {str(voice.id): voice for voice in self._engine.getProperty("voices")}
        self._voice = ""

    def voices(self) -> Sequence[Voice]:
        """What the system has, in its own order."""
        return [
            Voice(f"system:{key}", str(voice.name or key).strip(), _language(voice), Precision.ESTIMATED)
            for key, voice in self._voices.items()
        ]

    def synthesize(self, text: str, voice: str, prosody: Prosody) -> Iterator[Sound]:
        """The whole text in one chunk, without events.

        Raises:
            LookupError: no such voice.
            ValueError: the text is too long.
            OSError: no sound came.
        """
        if voice not in self._voices:
            raise LookupError(voice)
        if len(text) > LONGEST:
            raise ValueError("too long")
        self._set("volume", prosody.volume / 100)
        self._set("pitch", prosody.pitch)
        if voice != self._voice:
            self._set("voice", voice)
            self._voice = voice
        self._set("rate", prosody.rate)
        for _ in range(ATTEMPTS):
            heard = self._recorded(text)
            if heard is not None and heard.pcm:
                yield Sound(heard.pcm, heard.sample_rate, ())
                return
        raise OSError("no sound")

    def _set(self, name: str, value: object) -> None:
        """Sets a property and looks whether it took: right after a text, one may be lost on Linux (2.99)."""
        with suppress(KeyError, ValueError, NotImplementedError):  # SAPI and macOS voices know no pitch
            for _ in range(ATTEMPTS):
                self._engine.setProperty(name, value)
                if self._took(name, value):
                    return

    def _took(self, name: str, value: object) -> bool:
        for _ in range(LOOKS):
            told = self._engine.getProperty(name)
            if (
                not isinstance(value, int | float)
                or told is None
                or abs(told - value) < 0.02 * abs(value) + 0.01
            ):
                return True
            time.sleep(LOOK)
        return False

    def _recorded(self, text: str) -> Recording | None:
        with _file() as path:
            self._engine.save_to_file(text.replace("\0", " "), str(path))
            self._engine.runAndWait()
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                return None
        return recording(content) if content else None


@contextmanager
def _file() -> Iterator[Path]:
    """Where a sound can be saved: in memory where the system can name such a place."""
    if hasattr(os, "memfd_create"):
        place = os.memfd_create("sound")
        try:
            yield Path(f"/proc/self/fd/{place}")
        finally:
            os.close(place)
        return
    folder = Path(os.environ[FOLDER])
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        yield folder / "sound.wav"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _lend_espeak() -> None:
    """Lets pyttsx3 find the library and data that we ship: by its name, as it is already loaded."""
    import ctypes

    import espeakng_loader

    ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
    os.environ["ESPEAK_DATA_PATH"] = str(espeakng_loader.get_data_path())


def _language(voice: Any) -> str:
    """BCP 47 of a voice, whose languages may be bytes with a length before them, `en_US` or nothing."""
    for named in voice.languages or ():
        text = named.decode("ascii", "ignore") if isinstance(named, bytes) else str(named)
        plain = "".join(c for c in text if c.isalnum() or c in "-_").replace("_", "-")
        if plain:
            return tag(plain.lower())
    return "und"
