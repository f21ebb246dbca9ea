"""Writes what lies beside a sound: when each word is heard, as JSON or as subtitles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.core.export.subtitles import FORMATS as SUBTITLES
from reader.core.export.timeline import records

if TYPE_CHECKING:
    from reader.app.exporting import Exported, Story


@dataclass(frozen=True, slots=True)
class Heard:
    """A story and what it was named as."""

    named: str
    story: Story
    file: str = ""
    """The file of a parcel in which it is heard."""


def write_marks(file: Path, heard: Sequence[Heard], exported: Exported, *, replace: bool) -> None:
    """When each word sounds, as JSON, word by word, for a book has many.

    With several stories, `words` has them all, and `stories` each by itself; with those of a parcel, whose times are
    each in its own file, there are `stories` alone.
    """
    _write(file, _marks(heard, exported), replace=replace)


def write_subtitles(
    file: Path, heard: Sequence[Heard], exported: Exported, *, by_word: bool, replace: bool
) -> None:
    """Subtitles of one sound, of the kind that the ending of the name says."""
    told = [(one.story.document, words) for one, words in zip(heard, exported.words, strict=True)]
    _write(file, SUBTITLES[file.suffix.lower()](told, by_word=by_word), replace=replace)


def _marks(heard: Sequence[Heard], exported: Exported) -> Iterator[str]:
    head = {
        "sample_rate": exported.sample_rate,
        "seconds": round(exported.seconds, 4),
        "precision": exported.precision,
    }
    parcel = bool(exported.files)
    alone = len(heard) == 1 and not parcel
    if alone:
        head = {"input": heard[0].named} | head
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    each = list(zip(heard, exported.words, strict=True))
    if not parcel:
        yield ',\n "words": '
        yield from _array(record for one, words in each for record in records(words, one.story.document))
    if not alone:
        yield ',\n "stories": [\n'
        for number, (one, words) in enumerate(each):
            named = {"input": one.named} | ({"file": one.file} if parcel else {})
            yield f'{"," if number else ""}{json.dumps(named, ensure_ascii=False)[:-1]}, "words": '
            yield from _array(records(words, one.story.document))
            yield "}\n"
        yield "]"
    yield "\n}\n"


def _array(each: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield "["
    for number, record in enumerate(each):
        yield f"{',' if number else ''}\n  {json.dumps(record, ensure_ascii=False)}"
    yield "]"


def _write(file: Path, pieces: Iterator[str], *, replace: bool) -> None:
    from reader.devices.files.appearing import appearing

    # The name of an input may hold bytes that are no text; JSON has them as printed objects do.
    with (
        appearing(file, replace=replace) as part,
        part.open("w", encoding="utf-8", errors="backslashreplace") as opened,
    ):
        opened.writelines(pieces)
