"""`reader export`: makes files to take along: one sound, a book that speaks, or a folder of many."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from reader.app import build
from reader.app.exporting import Asked, Choice, Exported, Exporting, Reins, Story
from reader.app.exporting.books import EPUB
from reader.app.exporting.left import TimeLeft, clock
from reader.app.exporting.taking import stories
from reader.app.wording import told, tr
from reader.cli.asked import joined, length, opened, prosody, say_as_asked
from reader.cli.ending import clean_up_when_ended
from reader.cli.printing import each, print_text
from reader.cli.progress import clear_progress, show_progress
from reader.core.errors import ExportError, UsageError
from reader.core.export.subtitles import FORMATS as SUBTITLES
from reader.core.export.timeline import records
from reader.core.speech import skipping

if TYPE_CHECKING:
    from reader.app.exporting.parcels import Item

BAR = 20
"""Columns."""

PARTS = 3
"""Sentences that tell of a story on the page and in the feed of a parcel."""


def run(asked: argparse.Namespace) -> int:
    """Makes one file or folder of all inputs; an input that fails is told of, and the others are written."""
    clean_up_when_ended()
    say_as_asked(asked)
    _check_names(asked)
    items, notices, failed = _open_all(asked)
    if not items:
        return 1
    meter = Meter(show=sys.stderr.isatty() and not (asked.json or asked.quiet))

    def work(_: str) -> Mapping[str, Any] | None:
        try:
            with build.exporting(asked.jobs, asked.dask) as exporting:
                written, exported = _export(exporting, asked, items, meter)
        finally:
            meter.clear()
        flat = [(named, story) for named, item in items for story in item.stories]
        _write_beside(asked, flat, exported)
        for failure in exported.left_out:
            print_text(f"Left out: {failure.reason}", error=True)
        if asked.json:
            return {"inputs": [named for named, _ in items]} | written | {"notices": notices}
        print_text(f"{asked.output}: {clock(exported.seconds)}")
        if exported.resumed:
            print_text(f"{clock(exported.resumed)} of it were made before.", error=True)
        return None

    try:
        status = each([asked.output], as_json=asked.json, work=work)
    except SystemExit:
        print_text("What is made is kept; the same command goes on with it.", error=True)
        raise
    return 1 if failed else status


def _export(
    exporting: Exporting, asked: argparse.Namespace, items: Sequence[tuple[str, Item]], meter: Meter
) -> tuple[dict[str, Any], Exported]:
    """What was written, as scripts get it."""
    how = Asked(asked.voice, prosody(asked))
    choice = Choice.LEAVE_OUT if asked.leave_out_failed else Choice.STOP
    reins = Reins(meter.show_progress, decide=lambda _: choice)
    target = Path(asked.output)
    flat = [story for _, item in items for story in item.stories]
    more: dict[str, Any] = {}
    if asked.parcel:
        from reader.app.exporting.parcels import export_parcel

        exported, parcel = export_parcel(
            exporting,
            [item for _, item in items],
            target,
            f".{asked.format.lower().removeprefix('.')}",
            how,
            title=asked.title,
            replace=asked.force,
            reins=reins,
        )
        more["files"] = [episode.file for episode in parcel.episodes]
    elif target.suffix.lower() == EPUB:
        from reader.app.exporting.books import export_epub

        exported = export_epub(
            exporting,
            flat,
            target,
            how,
            title=asked.title,
            replace=asked.force,
            reins=reins,
            by_word=asked.by_word,
        )
    else:
        exported = exporting.export(flat, target, how, title=asked.title, replace=asked.force, reins=reins)
    return {
        "output": asked.output,
        "seconds": round(exported.seconds, 4),
        "sample_rate": exported.sample_rate,
        "resumed": round(exported.resumed, 4),
        "left_out": [failure.reason for failure in exported.left_out],
    } | more, exported


def _check_names(asked: argparse.Namespace) -> None:
    """Finds what is wrong with the names of the files before any work is done for them."""
    from reader.devices.audio.coding import coding_of
    from reader.devices.files.appearing import check_free

    target = Path(asked.output)
    beside = [Path(name) for name in (asked.marks, asked.subtitles) if name]
    timeless = asked.parcel or target.suffix.lower() == EPUB
    if timeless and beside:
        raise UsageError(
            "Marks and subtitles belong to one sound file.",
            "Export to a file such as .mp3, or leave them out.",
        )
    kind = f"story.{asked.format.lower().removeprefix('.')}" if asked.parcel else asked.output
    coding_of(Path("story.mp3" if target.suffix.lower() == EPUB and not asked.parcel else kind))
    if asked.subtitles and Path(asked.subtitles).suffix.lower() not in SUBTITLES:
        raise ExportError(
            f"“{asked.subtitles}” does not say what kind of subtitles it is.",
            f"Give a name that ends in {', '.join(SUBTITLES)}.",
        )
    files = [target, *beside]
    if len({file.absolute() for file in files}) < len(files):
        raise UsageError("Two of the files have the same name.", "Give each a name of its own.")
    for file in beside if asked.parcel else files:
        check_free(file, replace=asked.force)


def _open_all(asked: argparse.Namespace) -> tuple[list[tuple[str, Item]], list[str], bool]:
    from reader.app.exporting.parcels import Item
    from reader.core.summary.length import Length, Unit

    items: list[tuple[str, Item]] = []
    notices: list[str] = []
    skipped = skipping.named(asked.skip)

    def work(named: str) -> None:
        document = opened(build.opening(), asked, named)
        wanted = length(asked)
        spans = None
        if asked.summary or asked.summary_first or wanted is not None:
            summary = build.summarizing().summarize(document, wanted)
            spans = summary.spans
            if summary.notice:
                notices.append(summary.notice)
                print_text(told(summary.notice), error=True)
        for notice in skipping.notices(document, skipped, None if asked.summary_first else spans):
            if notice not in notices:
                notices.append(notice)
                print_text(told(notice), error=True)
        about = ""
        if asked.parcel:
            short = build.summarizing().summarize(document, Length(PARTS, Unit.SENTENCES))
            about = " ".join(span.of(document.text) for span in short.spans)
        items.append(
            (named, Item(stories(document, spans, whole=asked.summary_first, skipped=skipped), about))
        )

    status = each(joined(asked), as_json=asked.json, work=work)
    return items, notices, status != 0


def _write_beside(asked: argparse.Namespace, told: Sequence[tuple[str, Story]], exported: Exported) -> None:
    if asked.marks:
        _write(Path(asked.marks), _marks(told, exported), replace=asked.force)
    if asked.subtitles:
        file = Path(asked.subtitles)
        each = [(story.document, words) for (_, story), words in zip(told, exported.words, strict=True)]
        _write(file, SUBTITLES[file.suffix.lower()](each, by_word=asked.by_word), replace=asked.force)


def _marks(told: Sequence[tuple[str, Story]], exported: Exported) -> Iterator[str]:
    """When each word sounds, as JSON, word by word, for a book has many.

    With several stories, `words` has them all, and `stories` each by itself.
    """
    head = {
        "sample_rate": exported.sample_rate,
        "seconds": round(exported.seconds, 4),
        "precision": exported.precision,
    }
    if len(told) == 1:
        head = {"input": told[0][0]} | head
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2]
    each = list(zip(told, exported.words, strict=True))
    yield ',\n "words": '
    yield from _array(record for (_, story), words in each for record in records(words, story.document))
    if len(told) > 1:
        yield ',\n "stories": [\n'
        for number, ((named, story), words) in enumerate(each):
            yield f'{"," if number else ""}{{"input": {json.dumps(named, ensure_ascii=False)}, "words": '
            yield from _array(records(words, story.document))
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

    with appearing(file, replace=replace) as part, part.open("w", encoding="utf-8") as opened:
        opened.writelines(pieces)


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
