"""Turns what libespeak-ng lists into voices of ours, each with the name by which it is loaded."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

from reader.core.speech.values import Voice


def listed(library: ctypes.CDLL, folder: Path) -> Iterator[tuple[Voice, bytes]]:
    """Voices that need nothing beside the data in `folder`, the library's preferred ones first."""
    rows = library.espeak_ListVoices(None)
    found: list[tuple[int, Voice, bytes]] = []
    at = 0
    while rows[at]:
        row = rows[at].contents
        at += 1
        identifier = row.identifier.decode()
        if identifier.startswith("mb/") or not _has_words(folder, identifier):
            continue  # needs the mbrola program, or a dictionary that is not shipped (fo, kaa, xex)
        priority = ctypes.string_at(row.languages, 1)[0]
        language = ctypes.string_at(row.languages + 1).decode()
        file = identifier.rpartition("/")[2].lower()
        key = file if file.startswith(language.lower()) else language.lower()
        found.append((priority, Voice(f"espeak:{key}", row.name.decode().strip(), tag(key)), row.identifier))
    found.sort(key=lambda row: row[0])
    for _, voice, identifier in found:
        yield voice, identifier


def tag(language: str) -> str:
    """`en-us` as BCP 47 writes it: `en-US`."""
    first, *others = language.split("-")
    private = others.index("x") if "x" in others else len(others)
    return "-".join([first, *map(_subtag, others[:private]), *others[private:]])


def _subtag(part: str) -> str:
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part


def _has_words(folder: Path, identifier: str) -> bool:
    """Whether the dictionary of a voice is there: its language's, or the one that its file names."""
    language = identifier.rpartition("/")[2].partition("-")[0].lower()
    if (folder / f"{language}_dict").exists():
        return True
    lines = (folder / "lang" / identifier).read_text("utf-8", "replace").splitlines()
    named = [line.split()[1] for line in lines if line.startswith("dictionary ")]
    return any((folder / f"{name}_dict").exists() for name in named)
