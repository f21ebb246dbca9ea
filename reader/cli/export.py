"""`reader export`: makes files to take along: one sound, a book that speaks, or a folder of many."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Any

from reader.app import build
from reader.app.exporting import Asked, Choice, Exported, Exporting, Reins
from reader.app.exporting.books import EPUB
from reader.app.exporting.books import SOUND as BOOK_SOUND
from reader.app.exporting.left import TimeLeft, clock
from reader.app.exporting.taking import Form, Wanted, take
from reader.app.wording import tr
from reader.cli.asked import prosody, say_as_asked
from reader.cli.ending import clean_up_when_ended
from reader.cli.export_beside import Heard, write_marks, write_subtitles
from reader.cli.export_inputs import Given, given
from reader.cli.printing import each, print_text
from reader.cli.progress import clear_progress, show_progress
from reader.core.errors import ExportError, UsageError
from reader.core.export.subtitles import FORMATS as SUBTITLES

BAR = 20
"""Columns."""


def run(asked: argparse.Namespace) -> int:
    """Makes one file or folder of all inputs; an input that fails is told of, and the others are written."""
    clean_up_when_ended()
    say_as_asked(asked)
    form = _form(asked)
    _check_names(asked, form)
    taken = given(asked)
    if not taken.items:
        return 1
    meter = Meter(show=sys.stderr.isatty() and not (asked.json or asked.quiet))

    def work(_: str) -> Mapping[str, Any] | None:
        try:
            with build.exporting(asked.jobs, asked.dask) as exporting:
                exported = _export(exporting, asked, form, taken, meter)
        finally:
            meter.clear()
        _write_beside(asked, form, taken, exported)
        _tell(taken, exported)
        if asked.json:
            return _record(asked, form, taken, exported)
        print_text(f"{asked.output}: {clock(exported.seconds)}")
        if exported.resumed:
            print_text(f"{clock(exported.resumed)} of it were made before.", error=True)
        return None

    try:
        status = each([asked.output], as_json=asked.json, work=work)
    except SystemExit:
        print_text("What is made is kept; the same command goes on with it.", error=True)
        raise
    return 1 if taken.failed else status


def _form(asked: argparse.Namespace) -> Form:
    if asked.parcel:
        return Form.PARCEL
    if asked.daisy:
        return Form.DAISY
    return Form.EPUB if Path(asked.output).suffix.lower() == EPUB else Form.SOUND


def _export(
    exporting: Exporting, asked: argparse.Namespace, form: Form, taken: Given, meter: Meter
) -> Exported:
    choice = Choice.LEAVE_OUT if asked.leave_out_failed else Choice.STOP
    wanted = Wanted(
        taken.items,
        form,
        Path(asked.output),
        Asked(asked.voice, prosody(asked)),
        suffix=_suffix(asked),
        title=asked.title,
        replace=asked.force,
        subtitles=_ending(asked.subtitles) if form is Form.PARCEL else "",
        by_word=asked.by_word,
    )
    return take(exporting, wanted, Reins(meter.show_progress, decide=lambda _: choice))


def _record(asked: argparse.Namespace, form: Form, taken: Given, exported: Exported) -> dict[str, Any]:
    """What was written, as scripts get it."""
    return {
        "inputs": taken.names,
        "output": asked.output,
        "seconds": round(exported.seconds, 4),
        "sample_rate": exported.sample_rate,
        "resumed": round(exported.resumed, 4),
        "left_out": [failure.reason for failure in exported.left_out],
        **({"files": [file for file in exported.files if file]} if form is Form.PARCEL else {}),
        "notices": taken.notices,
    }


def _tell(taken: Given, exported: Exported) -> None:
    for failure in exported.left_out:
        print_text(f"Left out: {failure.reason}", error=True)
    for name, file in zip(taken.sources, exported.files, strict=False):
        if not file:
            print_text(
                tr("Nothing of it is read aloud, so it is not in the parcel: {name}", name=name), error=True
            )


def _check_names(asked: argparse.Namespace, form: Form) -> None:
    """Finds what is wrong with the names of the files before any work is done for them."""
    from reader.devices.audio.coding import FORMATS as SOUNDS
    from reader.devices.audio.coding import coding_of
    from reader.devices.files.appearing import check_free

    target = Path(asked.output)
    beside = [Path(name) for name in (asked.marks, asked.subtitles) if name]
    if form in (Form.EPUB, Form.DAISY) and beside:
        raise UsageError(
            "Such a book tells by itself when each of its sentences sounds.",
            "Leave out --marks and --subtitles, or export to a file such as .mp3 as well.",
        )
    if form is Form.SOUND and target.suffix.lower() not in SOUNDS:
        raise ExportError(
            f"“{target.name}” does not say what kind of file it is.",
            f"Give a name that ends in {', '.join((*SOUNDS, EPUB))}.",
        )
    names = {Form.SOUND: asked.output, Form.PARCEL: f"story{_suffix(asked)}"}
    coding_of(Path(names.get(form, f"story{BOOK_SOUND}")))
    if asked.subtitles and _ending(asked.subtitles) not in SUBTITLES:
        raise ExportError(
            f"“{asked.subtitles}” does not say what kind of subtitles it is.",
            f"Give a name that ends in {', '.join(SUBTITLES)}.",
        )
    if form is Form.PARCEL:
        beside = [Path(asked.marks)] if asked.marks else []
    files = [target, *beside]
    if len({file.absolute() for file in files}) < len(files):
        raise UsageError("Two of the files have the same name.", "Give each a name of its own.")
    for file in beside if form in (Form.PARCEL, Form.DAISY) else files:
        check_free(file, replace=asked.force)


def _suffix(asked: argparse.Namespace) -> str:
    return f".{asked.format.lower().removeprefix('.')}"


def _ending(name: str | None) -> str:
    """Of subtitles: `.vtt` for `story.vtt`, `.vtt` and `vtt`."""
    return f".{(name or '').rpartition('.')[2].lower()}" if name else ""


def _write_beside(asked: argparse.Namespace, form: Form, taken: Given, exported: Exported) -> None:
    files = exported.files or ("",) * len(taken.items)
    heard = [
        Heard(name, story, file)
        for name, item, file in zip(taken.sources, taken.items, files, strict=True)
        for story in item.stories
    ]
    if asked.marks:
        write_marks(Path(asked.marks), heard, exported, replace=asked.force)
    if asked.subtitles and form is Form.SOUND:
        write_subtitles(Path(asked.subtitles), heard, exported, by_word=asked.by_word, replace=asked.force)


class Meter:
    """Tells on the terminal how far it is and how long the rest takes."""

    def __init__(self, *, show: bool) -> None:
        self._show = show
        self._left = TimeLeft(monotonic)
        self._last = 0.0

    def show_progress(self, done: int, total: int) -> None:
        """At most ten times a second."""
        left = self._left.seconds(done, total)
        now = monotonic()
        if self._show and done and now - self._last > 0.1:
            self._last = now
            share = done / max(1, total)
            bar = f"[{'#' * round(BAR * share):-<{BAR}}] {int(100 * share):3} %"
            show_progress(bar if left is None else f"{bar}, {tr('{time} left', time=clock(left))}")

    def clear(self) -> None:
        """Takes the line away."""
        if self._show:
            clear_progress()
