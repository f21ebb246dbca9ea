"""`reader export`: makes a sound file."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from reader.app import build
from reader.app.exporting import Asked, Exported, Reins, Story
from reader.app.wording import told, tr
from reader.cli.asked import joined, opened, prosody, say_as_asked, stretches
from reader.cli.ending import clean_up_when_ended
from reader.cli.printing import each, print_json, print_text
from reader.cli.progress import clear_progress, show_progress
from reader.core.errors import ExportError, UsageError
from reader.core.export.subtitles import FORMATS
from reader.core.export.timeline import records


def run(asked: argparse.Namespace) -> int:
    """Reads all inputs into one file; an input that fails is told of, and the others are written."""
    clean_up_when_ended()
    say_as_asked(asked)
    _check_names(asked)
    stories, notices, failed = _open_all(asked)
    if not stories:
        return 1
    meter = Meter(show=sys.stderr.isatty() and not (asked.json or asked.quiet))
    with build.exporting(asked.jobs) as exporting:
        exported = exporting.export(
            [story for _, story in stories],
            Path(asked.output),
            Asked(asked.voice, prosody(asked)),
            replace=asked.force,
            reins=Reins(meter.show_progress),
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
            "resumed": round(exported.resumed, 4),
        }
        print_json({"inputs": [named for named, _ in stories]} | written | {"notices": notices})
    else:
        print_text(f"{asked.output}: {_clock(exported.seconds)}")
    return 1 if failed else 0


def _check_names(asked: argparse.Namespace) -> None:
    """Finds what is wrong with the names of the files before any work is done for them."""
    from reader.devices.audio.coding import coding_of
    from reader.devices.files.appearing import check_free

    coding_of(Path(asked.output))
    if asked.subtitles and Path(asked.subtitles).suffix.lower() not in FORMATS:
        raise ExportError(
            f"“{asked.subtitles}” does not say what kind of subtitles it is.",
            f"Give a name that ends in {', '.join(FORMATS)}.",
        )
    if asked.subtitles and len(joined(asked)) > 1:
        raise UsageError("Subtitles are written for one input only.", "Export the inputs one by one.")
    files = [Path(name) for name in (asked.output, asked.marks, asked.subtitles) if name]
    if len({file.absolute() for file in files}) < len(files):
        raise UsageError("Two of the files have the same name.", "Give each a name of its own.")
    for file in files:
        check_free(file, replace=asked.force)


def _open_all(asked: argparse.Namespace) -> tuple[list[tuple[str, Story]], list[str], bool]:
    stories: list[tuple[str, Story]] = []
    notices: list[str] = []

    def work(named: str) -> None:
        document = opened(build.opening(), asked, named)
        spans, notice = stretches(asked, document)
        stories.append((named, Story(document, spans)))
        if notice:
            notices.append(notice)
            print_text(told(notice), error=True)

    status = each(joined(asked), as_json=asked.json, work=work)
    return stories, notices, status != 0


def _marks(stories: list[tuple[str, Story]], exported: Exported) -> dict[str, Any]:
    """When each word sounds; with several inputs, `words` has them all, and `stories` each by itself."""
    each = [
        {"input": named, "words": list(records(words, story.document))}
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
    from reader.devices.files.appearing import appearing

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
            show_progress(f"{100 * done // max(1, total):3} %, {tr('{time} left', time=_clock(left))}")

    def clear(self) -> None:
        """Takes the line away."""
        if self._show:
            clear_progress()
