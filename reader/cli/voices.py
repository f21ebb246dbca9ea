"""`reader voices`: lists the voices of this machine."""

from __future__ import annotations

import argparse

from reader.app import build
from reader.cli.printing import print_json, print_text
from reader.core.errors import NoEngine, NoVoice


def run(asked: argparse.Namespace) -> int:
    """Prints one voice a line."""
    engines = build.engines()
    try:
        every = engines.voices()
    finally:
        engines.close()
    if not every:
        raise NoEngine("No speech engine works on this machine.", "Run: reader doctor")
    voices = [voice for voice in every if _speaks(voice.language, asked.language)]
    if not voices:
        raise NoVoice(f"There is no voice for “{asked.language}”.", "Run: reader voices")
    wide = max(len(voice.id) for voice in voices)
    for voice in voices:
        if asked.json:
            record = {"id": voice.id, "name": voice.name, "language": voice.language}
            print_json(record | {"engine": voice.engine, "precision": voice.precision})
        else:
            print_text(f"{voice.id:{wide}}  {voice.language:10}  {voice.name}")
    return 0


def _speaks(language: str, wanted: str) -> bool:
    return not wanted or f"{language.lower()}-".startswith(f"{wanted.lower().replace('_', '-')}-")
