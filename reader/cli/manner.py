"""Reads a text with the voice, the speed and the language that the window keeps for it, where no option says otherwise."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.app import build
from reader.app.languages import in_language, name_of
from reader.cli.asked import prosody
from reader.cli.printing import print_error
from reader.core.errors import KeepingError, NoVoice
from reader.core.keeping import Manner

if TYPE_CHECKING:
    from reader.app.aloud import Aloud
    from reader.core.document import Document
    from reader.core.speech.values import Voice


def read_so(aloud: Aloud, asked: argparse.Namespace, document: Document) -> tuple[Document, list[str]]:
    """Makes the player read as is kept for a document, or else as was asked; the document in the language
    that a person said it is in, and what the person is told of all that."""
    from reader.app.aloud import voice_by_id, voice_for

    manner, own = kept_for(document), list[str]()
    voice: Voice | None = None
    if (name := manner.voice) and not asked.voice:
        try:
            voice = voice_by_id(aloud.synthesizer, name)
            own.append(voice.name)
        except NoVoice:
            print_error(NoVoice(f"The voice {name} is not on this machine.", "Choose another voice."))
    pinned = bool(voice or asked.voice)
    named = voice_by_id(aloud.synthesizer, asked.voice) if asked.voice else voice_for(aloud.synthesizer, "en")
    aloud.player.set_voice(voice or named)
    aloud.player.pin_voice(pinned=pinned)
    spoken = prosody(asked)
    if manner.rate and asked.rate is None:
        spoken = replace(spoken, rate=manner.rate)
        own.append(f"{manner.rate} words a minute")
    aloud.player.set_prosody(spoken)
    if manner.language:
        document = in_language(document, manner.language)
        own.append(name_of(manner.language))
    return document, [f"Kept for this text: {how}." for how in own]


def kept_for(document: Document) -> Manner:
    """What is kept for it, empty where nothing is; a library that cannot be used is told of and is no hindrance."""
    if not build.library_file().exists():
        return Manner()
    try:
        kept = build.library().same(document)
    except KeepingError as error:
        print_error(error)
        return Manner()
    return kept.manner if kept is not None else Manner()
