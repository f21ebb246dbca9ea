"""Turns text into sound with the eSpeak NG library that is shipped with the program.

The library runs in synchronous retrieval mode: one call says a sentence, calling back with sound and
events. About 1,000 times as fast as real time (measured on one core), so a sentence is one chunk.
Offsets of its events are counted in code points from 1.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import espeakng_loader

from reader.core.speech.values import Prosody, Voice
from reader.devices.engines import native

_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")
"""A control character begins a command to eSpeak (U+0001 does): the text must not give any."""


class Sound(NamedTuple):
    """A `Chunk`."""

    pcm: bytes
    sample_rate: int
    events: Sequence[tuple[int, int, int]]


class Engine:
    """One libespeak-ng; not for two threads."""

    name = "espeak"

    def __init__(self) -> None:
        self._library = native.load(espeakng_loader.get_library_path())
        folder = espeakng_loader.get_data_path().encode()
        self._sample_rate = self._library.espeak_Initialize(native.SYNCHRONOUS, 0, folder, native.DO_NOT_EXIT)
        if self._sample_rate <= 0:
            raise OSError("eSpeak NG found no data")
        self._pieces: list[bytes] = []
        self._events: list[tuple[int, int, int]] = []
        self._heard = native.Callback(self._hear)  # kept here, or it would be collected
        self._library.espeak_SetSynthCallback(self._heard)
        self._set: dict[int, int] = {}
        self._voice = ""
        self._names = dict(self._listed(Path(espeakng_loader.get_data_path())))

    def voices(self) -> Sequence[Voice]:
        """Every voice that needs nothing beside the shipped data."""
        return [voice for voice, _ in self._names.values()]

    def _listed(self, folder: Path) -> Iterator[tuple[str, tuple[Voice, bytes]]]:
        """Voices with what the library calls them, by our keys, the library's preferred ones first."""
        listed = self._library.espeak_ListVoices(None)
        found: list[tuple[int, str, str, bytes]] = []
        at = 0
        while listed[at]:
            voice = listed[at].contents
            at += 1
            file = voice.identifier.decode().rpartition("/")[2].lower()
            if (
                voice.identifier.startswith(b"mb/")
                or not (folder / f"{file.partition('-')[0]}_dict").exists()
            ):
                continue  # needs the mbrola program, or a dictionary that is not shipped (fo, kaa, xex)
            priority = ctypes.string_at(voice.languages, 1)[0]
            language = ctypes.string_at(voice.languages + 1).decode()
            found.append(
                (
                    priority,
                    file if file.startswith(language) else language,
                    voice.name.decode().strip(),
                    voice.identifier,
                )
            )
        for _, key, name, identifier in sorted(found, key=lambda row: row[0]):
            yield key, (Voice(f"espeak:{key}", name, _tag(key)), identifier)

    def synthesize(self, text: str, voice: str, prosody: Prosody) -> Iterator[Sound]:
        """The whole text in one chunk.

        Raises:
            LookupError: no such voice.
            OSError: the library refused.
        """
        if voice != self._voice:
            name, plus, variant = voice.partition("+")
            self._voice = ""
            if name not in self._names:
                raise LookupError(voice)
            called = self._names[name][1] + (plus + variant).encode()
            if self._library.espeak_SetVoiceByName(called) != 0:
                raise LookupError(voice)
            self._voice = voice
            self._set.clear()
        self._put(native.RATE, prosody.rate)
        self._put(native.PITCH, prosody.pitch)
        self._put(native.VOLUME, prosody.volume)
        self._pieces.clear()
        self._events.clear()
        plain = text.translate(_CONTROLS).encode("utf-8", "replace")
        if self._library.espeak_Synth(
            plain, len(plain) + 1, 0, native.BY_CHARACTER, 0, native.UTF8, None, None
        ):
            raise OSError("eSpeak NG refused")
        yield Sound(b"".join(self._pieces), self._sample_rate, tuple(self._events))

    def _put(self, parameter: int, value: int) -> None:
        if self._set.get(parameter) != value:
            self._library.espeak_SetParameter(parameter, value, 0)
            self._set[parameter] = value

    def _hear(self, sound: int | None, count: int, events: Any) -> int:
        if sound and count > 0:
            self._pieces.append(ctypes.string_at(sound, count * 2))
        at = 0
        while (kind := events[at].type) != native.LIST_END:
            if kind == native.WORD:
                event = events[at]
                self._events.append((event.sample, event.text_position - 1, event.length))
            at += 1
        return 0


def _has_words(folder: Path, identifier: str) -> bool:
    """Whether the dictionary of a voice is there: its language's, or the one its file names."""
    language = identifier.rpartition("/")[2].partition("-")[0].lower()
    if (folder / f"{language}_dict").exists():
        return True
    lines = (folder / "lang" / identifier).read_text("utf-8", "replace").splitlines()
    named = [line.split()[1] for line in lines if line.startswith("dictionary ")]
    return any((folder / f"{name}_dict").exists() for name in named)


def _tag(language: str) -> str:
    """`en-us` as BCP 47 writes it: `en-US`."""
    first, *others = language.split("-")
    return "-".join([first, *(_subtag(part) for part in others)])


def _subtag(part: str) -> str:
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part
