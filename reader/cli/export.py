"""`reader export`: makes a sound file."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from reader.app import build
from reader.app.exporting import Exported, Story
from reader.cli.asked import length, prosody
from reader.cli.printing import error_record, print_error, print_json
from reader.core.errors import ExportError, ReaderError
from reader.core.export.subtitles import FORMATS
from reader.core.export.timeline import records


def run(asked: argparse.Namespace) -> int:
    """Reads all inputs into one file; an input that fails is told of, and the others are written."""
    stories, failed = _open_all(asked)
    if not stories:
        return 1
    meter = Meter(show=sys.stderr.isatty() and not asked.json)
    with build.exporting() as exporting:
        exported = exporting.export(
            [story for _, story in stories],
            Path(asked.output),
            asked.voice,
            prosody(asked),
            replace=asked.force,
            progress=meter.show_progress,
        )
    meter.clear()
    marks = _marks(stories, exported)
    if asked.marks:
        _write(Path(asked.marks), json.dumps(marks, ensure_ascii=False, indent=1), replace=asked.force)
    if asked.subtitles:
        document, words = stories[0][1].document, exported.words[0]
        file = Path(asked.subtitles)
        _write(file, FORMATS[file.suffix.lower()](document, words), replace=asked.force)
    if asked.json:
        written = {
            "output": asked.output,
            "seconds": round(exported.seconds, 4),
            "sample_rate": exported.sample_rate,
        }
        print_json({"inputs": [named for named, _ in stories]} | written)
    else:
        print(f"{asked.output}: {_clock(exported.seconds)}")
    return 1 if failed else 0


def _open_all(asked: argparse.Namespace) -> tuple[list[tuple[str, Story]], bool]:
    if asked.subtitles and (Path(asked.subtitles).suffix.lower() not in FORMATS or len(asked.inputs) > 1):
        raise ExportError(
            "Subtitles are written for one input.", f"Give a name that ends in {', '.join(FORMATS)}."
        )
    wanted = length(asked)
    stories: list[tuple[str, Story]] = []
    failed = False
    for named in asked.inputs:
        try:
            document = build.opening().open(named)
            spans = build.summarizing().summarize(document, wanted).spans if asked.summary or wanted else None
            stories.append((named, Story(document, spans)))
        except ReaderError as error:
            failed = True
            if asked.json:
                print_json(error_record(named, error))
            else:
                print_error(error)
    return stories, failed


def _marks(stories: list[tuple[str, Story]], exported: Exported) -> dict[str, Any]:
    """When each word sounds; with several inputs, `words` has them all, and `stories` each by itself."""
    each = [
        {"input": named, "words": records(list(words), story.document)}
        for (named, story), words in zip(stories, exported.words, strict=True)
    ]
    head = {
        "sample_rate": exported.sample_rate,
        "seconds": round(exported.seconds, 4),
        "precision": exported.precision,
    }
    if len(each) == 1:
        return each[0] | head
    return head | {"words": [word for one in each for word in one["words"]], "stories": each}


def _write(file: Path, text: str, *, replace: bool) -> None:
    from reader.devices.audio.files import appearing

    with appearing(file, replace=replace) as part:
        part.write_text(text, "utf-8")


def _clock(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


class Meter:
    """Tells on the terminal how far it is and how long the rest takes."""

    def __init__(self, *, show: bool) -> None:
        self._show = show
        self._begun = time.monotonic()
        self._last = 0.0

    def show_progress(self, done: int, total: int) -> None:
        """At most ten times a second."""
        now = time.monotonic()
        if self._show and done and now - self._last > 0.1:
            self._last = now
            left = (now - self._begun) * (total - done) / done
            print(
                f"\r\x1b[K{100 * done // max(1, total):3} %, {_clock(left)} left",
                end="",
                file=sys.stderr,
                flush=True,
            )

    def clear(self) -> None:
        """Takes the line away."""
        if self._show:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
