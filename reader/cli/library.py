"""`reader library`: lists, finds, shows and forgets what is kept."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from reader.app import build
from reader.app.carrying import carry_in, carry_out, is_carried
from reader.app.keeping import Keeping
from reader.app.wording import count, told, tr
from reader.cli.printing import each, print_json, print_text
from reader.core.errors import KeepingError, UsageError
from reader.core.keeping import HIT, Kept, Stage


def run(asked: argparse.Namespace) -> int:
    """Does one thing with the library."""
    if asked.action == "repair":
        return _repair(asked)
    library = build.library()
    try:
        if asked.action == "feeds":
            from reader.cli import feeds  # start-up time

            return feeds.run(asked)
        return ACTIONS[asked.action](library, asked)
    finally:
        for sentence in library.notices():
            print_text(f"reader: {told(sentence)}", error=True)


def record(kept: Kept) -> dict[str, Any]:
    """A kept document as scripts get it."""
    return {
        "id": kept.id,
        "title": kept.title,
        "byline": kept.byline,
        "site": kept.site,
        "address": kept.address,
        "published": kept.published,
        "language": kept.language,
        "words": kept.words,
        "opened": kept.opened,
        "added": kept.added,
        "stage": kept.stage,
        "percent": kept.percent,
        "position": kept.position.offset if kept.position else None,
        "tags": list(kept.tags),
        "queued": kept.queued,
        "gist": kept.gist,
        "manner": {"voice": kept.manner.voice, "rate": kept.manner.rate, "language": kept.manner.language},
        "snippet": _plain(kept.snippet),
    }


def _show_each(found: list[Kept], asked: argparse.Namespace) -> int:
    for kept in found:
        if asked.json:
            print_json(record(kept))
        else:
            print_text(f"{kept.id:5}  {_name(kept)}  ({_state(kept)}, {kept.opened[:10]})")
            if kept.snippet:
                print_text(f"       {_plain(kept.snippet, '[', ']')}")
    if not found and not asked.json:
        print_text(_nothing(asked), error=True)
    return 0


def _state(kept: Kept) -> str:
    words = count("{n} word", "{n} words", kept.words)
    match kept.stage:
        case Stage.AWAITED:
            return tr("not fetched yet")
        case Stage.STARTED:
            return tr("{words}, {percent} % heard", words=words, percent=kept.percent)
        case Stage.FINISHED:
            return tr("{words}, heard to the end", words=words)
        case Stage.NEW:
            return words


def _nothing(asked: argparse.Namespace) -> str:
    match asked.action:
        case "search":
            return tr("Nothing found.")
        case "queue":
            return tr("The queue is empty.")
        case "history":
            return tr("Nothing was opened yet.")
        case "list" if asked.stage:
            return tr("Nothing is at that stage.")
        case "list" if asked.tag:
            return tr("Nothing has the tag {tag}.", tag=asked.tag)
        case _:
            return tr("Nothing is kept yet.")


def _each_id(ids: Sequence[int], asked: argparse.Namespace, work: Callable[[int], str]) -> int:
    """Does the work for each document; one that fails does not stop the others. People hear what was done."""

    def one(key: str) -> dict[str, Any] | None:
        done = work(int(key))
        if asked.json:
            return {"id": int(key)}
        print_text(done)
        return None

    return each([str(key) for key in ids], as_json=asked.json, work=one)


def _name(kept: Kept) -> str:
    return kept.title or kept.address or tr("without a title")


def _plain(snippet: str, before: str = "", after: str = "") -> str:
    return " ".join(snippet.replace(HIT[0], before).replace(HIT[1], after).split())


def _repair(asked: argparse.Namespace) -> int:
    rescued = build.repair_library()
    if asked.json:
        print_json({"aside": str(rescued.aside), "saved": rescued.saved, "lost": rescued.lost})
    else:
        print_text(
            count(
                "{n} document is in the library again; {lost} could not be read.",
                "{n} documents are in the library again; {lost} could not be read.",
                rescued.saved,
                lost=rescued.lost,
            )
        )
        print_text(tr("The old file is kept as {aside}.", aside=rescued.aside))
    return 0


def _list(library: Keeping, asked: argparse.Namespace) -> int:
    stage = Stage(asked.stage) if asked.stage else None
    return _show_each(library.recent(asked.limit, tag=asked.tag, stage=stage), asked)


def _history(library: Keeping, asked: argparse.Namespace) -> int:
    if asked.forget:
        library.forget_history()
        print_text(tr("What was opened when is forgotten; the documents stay."), error=asked.json)
        return 0
    visits = library.history(asked.limit)
    for visit in visits:
        if asked.json:
            print_json({"at": visit.at} | record(visit.kept))
        else:
            print_text(f"{visit.at[:16].replace('T', ' ')}  {visit.kept.id:5}  {_name(visit.kept)}")
    if not visits and not asked.json:
        print_text(_nothing(asked), error=True)
    return 0


def _search(library: Keeping, asked: argparse.Namespace) -> int:
    return _show_each(library.search(" ".join(asked.words), asked.limit), asked)


def _add(library: Keeping, asked: argparse.Namespace) -> int:
    def work(named: str) -> dict[str, Any] | None:
        before = library.kept_copy(named)
        kept = library.add(build.opening().open(named), asked=named, queue=asked.queue)
        if asked.json:
            return {"input": named} | record(kept) | {"before": before.opened if before else None}
        again = tr("(in place of the copy of {date})", date=before.opened[:10]) if before else ""
        print_text(f"{kept.id:5}  {_name(kept)}  {again}".rstrip())
        return None

    return each(asked.inputs, as_json=asked.json, work=work)


def _remove(library: Keeping, asked: argparse.Namespace) -> int:
    if asked.all == bool(asked.ids):
        raise UsageError("Give the numbers of stories, or --all.", "For example: reader library remove 7")
    if asked.all:
        there = library.count()
        library.forget_all()
        build.putting_back().forget_all()
        if asked.json:
            print_json({"documents": there})
        else:
            print_text(
                count(
                    "Everything is forgotten: {n} document, the history and the feeds.",
                    "Everything is forgotten: {n} documents, the history and the feeds.",
                    there,
                )
            )
        return 0
    names = {kept.id: _name(kept) for kept in library.some(_possible(asked.ids))}
    # All in one go, because making the file forget takes as long for one as for many.
    library.forget(*names)

    def work(key: int) -> str:
        if key not in names:
            library.kept(key)  # which says that it is not there
        return tr("Forgotten: {name}", name=names[key])

    return _each_id(asked.ids, asked, work)


def _possible(ids: Sequence[int]) -> list[int]:
    return [key for key in ids if abs(key) < 1 << 62]


def _tag(library: Keeping, asked: argparse.Namespace) -> int:
    def work(key: int) -> str:
        if asked.remove:
            library.untag(key, *asked.tags)
        else:
            library.tag(key, *asked.tags)
        kept = library.kept(key)
        if not kept.tags:
            return tr("{name} has no tags.", name=_name(kept))
        return tr("{name} has the tags: {tags}", name=_name(kept), tags=", ".join(kept.tags))

    return _each_id([asked.id], asked, work)


def _notes(library: Keeping, asked: argparse.Namespace) -> int:
    """The marks of one story, or of all."""
    names = {kept.id: _name(kept) for kept in library.some(mark.document for mark in library.marks())}
    for mark in library.marks(asked.id or 0):
        if asked.json:
            print_json(
                {
                    "id": mark.id,
                    "document": mark.document,
                    "title": names.get(mark.document, ""),
                    "offset": mark.position.offset,
                    "quote": mark.position.quote,
                    "label": mark.label,
                    "note": mark.note,
                    "made": mark.made,
                }
            )
        else:
            label = mark.label or mark.position.quote
            print_text(
                f"{mark.document:5}  {names.get(mark.document, '')}: {label}{f' — {mark.note}' if mark.note else ''}"
            )
    return 0


def _show(library: Keeping, asked: argparse.Namespace) -> int:
    from reader.cli import text

    def work(named: str) -> dict[str, Any] | None:
        # No number has more digits; Python itself refuses very many.
        if len(named) <= 20 and named.removeprefix("-").isdecimal():
            key = int(named)
        elif kept := library.kept_copy(named):
            key = kept.id
        else:
            raise KeepingError(f"Nothing is kept from {named}.", "Run: reader library list")
        document = library.open(key)
        if asked.json:
            return text.record(document.address, document) | {"id": key}
        text.show(document)
        return None

    return each(asked.ids, as_json=asked.json, work=work)


def _export(library: Keeping, asked: argparse.Namespace) -> int:
    if asked.file == "-":
        for line in carry_out(library):
            print(line)
        return 0
    from reader.devices.files.appearing import appearing

    with (
        appearing(Path(asked.file)) as part,
        part.open("w", encoding="utf-8", errors="surrogatepass", newline="\n") as out,
    ):
        out.writelines(f"{line}\n" for line in carry_out(library))
    return 0


def _import(library: Keeping, asked: argparse.Namespace) -> int:
    def work(named: str) -> dict[str, Any] | None:
        from reader.app.importing import bring_in  # start-up time

        try:
            content = sys.stdin.buffer.read() if named == "-" else Path(named).read_bytes()
        except OSError as error:
            raise KeepingError(f"{named} cannot be read.", "Check its name and your permissions.") from error
        if is_carried(content):
            carried = carry_in(library, io.BytesIO(content))
            if asked.json:
                return {"input": named, "program": "Reader", "documents": carried}
            print_text(count("{n} document from {named}", "{n} documents from {named}", carried, named=named))
            return None
        done = bring_in(library, content, build.opening)
        if asked.json:
            told = {"program": done.program, "documents": done.stories, "addresses": done.awaited}
            return {"input": named} | told | {"known": done.known, "left": done.left}
        print_text(done.sentence)
        return None

    return each(asked.inputs, as_json=asked.json, work=work)


def _queue(library: Keeping, asked: argparse.Namespace) -> int:
    """Changes the queue, and shows what it is then."""
    if (asked.change == "show") != (not asked.ids):
        raise UsageError(
            "Numbers of documents go with add, remove or first.", "For example: reader library queue add 7"
        )
    queued = {kept.id for kept in library.store.queue()}
    if asked.change in ("remove", "first") and (strange := [key for key in asked.ids if key not in queued]):
        raise KeepingError(f"Not in the queue: {', '.join(map(str, strange))}.", "Run: reader library queue")
    status = 0
    match asked.change:
        case "add":
            status = each(
                [str(key) for key in asked.ids],
                as_json=asked.json,
                work=lambda key: library.store.enqueue(int(key)),
            )
        case "remove":
            for key in asked.ids:
                library.store.dequeue(key)
        case "first":
            library.store.reorder(asked.ids)
    return _show_each(library.store.queue(), asked) or status


ACTIONS: dict[str, Callable[[Keeping, argparse.Namespace], int]] = {
    "list": _list,
    "search": _search,
    "add": _add,
    "show": _show,
    "remove": _remove,
    "tag": _tag,
    "history": _history,
    "notes": _notes,
    "export": _export,
    "import": _import,
    "queue": _queue,
}
