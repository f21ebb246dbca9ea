"""Turns text into sound with the eSpeak NG library that is shipped with the program.

The library runs in synchronous retrieval mode: one call says a sentence, calling back with sound and
events. It is about 1,000 times as fast as real time (measured on one core), so a sentence is one chunk.
Its events count code points from 1. From 450 of its own words a minute on it speeds up with the sonic library
built into it, and its events go astray: by up to 0.5 s and backwards (1.52, at 450 to 900). So it is driven up to 449,
and what is faster is made so afterwards, events with it. Below 80 it does not go.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import espeakng_loader

from reader.core.speech.values import Prosody, Voice
from reader.devices.engines import native
from reader.devices.engines.listing import listed

_CONTROLS = dict.fromkeys((*range(32), *range(127, 160)), " ")
"""A control character begins a command to eSpeak (U+0001 does): the text must not give any."""

BUFFER = 1000
"""Milliseconds of sound between two calls back: 60, the library's own choice, cost 7 % of the throughput."""


class Sound(NamedTuple):
    """A `Chunk`."""

    pcm: bytes
    sample_rate: int
    events: Sequence[tuple[int, int, int]]


class Engine:
    """One libespeak-ng; not for two threads."""

    name = "espeak"
    rates = (80, 449)
    phonemes = True

    def __init__(self) -> None:
        self._library = native.load(espeakng_loader.get_library_path())
        folder = espeakng_loader.get_data_path()
        self._sample_rate = self._library.espeak_Initialize(
            native.SYNCHRONOUS, BUFFER, str(folder).encode(), native.DO_NOT_EXIT
        )
        if self._sample_rate <= 0:
            raise OSError("eSpeak NG found no data")
        self._pieces: list[bytes] = []
        self._events: list[tuple[int, int, int]] = []
        self._callback = native.Callback(self._hear)  # kept here, or it would be collected
        self._library.espeak_SetSynthCallback(self._callback)
        self._named = {voice.key: (voice, name) for voice, name in listed(self._library, Path(folder))}
        self._voice = ""
        self._parameters: dict[int, int] = {}

    def voices(self) -> Sequence[Voice]:
        """Every voice that needs nothing beside the shipped data."""
        return [voice for voice, _ in self._named.values()]

    def synthesize(self, text: str, voice: str, prosody: Prosody) -> Iterator[Sound]:
        """The whole text in one chunk; a variant is asked for as `en-us+f3`.

        Raises:
            LookupError: no such voice.
            OSError: the library refused.
        """
        self._choose(voice)
        self._put(native.RATE, prosody.rate)
        self._put(native.PITCH, prosody.pitch)
        self._put(native.VOLUME, prosody.volume)
        self._pieces.clear()
        self._events.clear()
        plain = text.translate(_CONTROLS).encode("utf-8", "replace")
        # Only an entry of a person has these: in the text of a page they were taken apart.
        flags = native.UTF8 | native.PHONEMES if "[[" in text else native.UTF8
        if self._library.espeak_Synth(plain, len(plain) + 1, 0, native.BY_CHARACTER, 0, flags, None, None):
            raise OSError("eSpeak NG refused")
        yield Sound(b"".join(self._pieces), self._sample_rate, tuple(self._events))

    def _choose(self, voice: str) -> None:
        if voice == self._voice:
            return
        name, plus, variant = voice.partition("+")
        self._voice = ""
        if name not in self._named:
            raise LookupError(voice)
        if self._library.espeak_SetVoiceByName(self._named[name][1] + (plus + variant).encode()):
            raise LookupError(voice)
        self._voice = voice
        self._parameters.clear()

    def _put(self, parameter: int, value: int) -> None:
        if self._parameters.get(parameter) != value:
            self._library.espeak_SetParameter(parameter, value, 0)
            self._parameters[parameter] = value

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
