"""`reader library`: lists, finds, shows and forgets what is kept."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

from reader.app import build
from reader.app.carrying import carry_in, carry_out
from reader.app.keeping import Keeping
from reader.app.wording import count, tr
from reader.cli.printing import each, print_json, print_text
from reader.core.errors import KeepingError, UsageError
from reader.core.keeping import HIT, Kept


def run(asked: argparse.Namespace) -> int:
    """Does one thing with the library."""
    if asked.action == "repair":
        return _repair(asked)
    return ACTIONS[asked.action](build.library(), asked)


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
        "position": kept.position.offset if kept.position else None,
        "tags": list(kept.tags),
        "snippet": _plain(kept.snippet),
    }


def _show_each(found: list[Kept], asked: argparse.Namespace) -> int:
    for kept in found:
        if asked.json:
            print_json(record(kept))
        else:
            words = count("{n} word", "{n} words", kept.words)
            print_text(f"{kept.id:5}  {_name(kept)}  ({words}, {kept.opened[:10]})")
            if kept.snippet:
                print_text(f"       {_plain(kept.snippet, '[', ']')}")
    if not found and not asked.json:
        print_text(_nothing(asked), error=True)
    return 0


def _nothing(asked: argparse.Namespace) -> str:
    match asked.action:
        case "search":
            return tr("Nothing found.")
        case "queue":
            return tr("The queue is empty.")
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
    return _show_each(library.store.recent(asked.limit, asked.tag), asked)


def _search(library: Keeping, asked: argparse.Namespace) -> int:
    return _show_each(library.store.search(" ".join(asked.words), asked.limit), asked)


def _add(library: Keeping, asked: argparse.Namespace) -> int:
    def work(named: str) -> dict[str, Any] | None:
        kept = library.add(build.opening().open(named), queue=asked.queue)
        if asked.json:
            return {"input": named} | record(kept)
        print_text(f"{kept.id:5}  {_name(kept)}")
        return None

    return each(asked.inputs, as_json=asked.json, work=work)


def _remove(library: Keeping, asked: argparse.Namespace) -> int:
    def work(key: int) -> str:
        name = _name(library.store.kept(key))
        library.store.remove(key)
        return tr("Forgotten: {name}", name=name)

    return _each_id(asked.ids, asked, work)


def _tag(library: Keeping, asked: argparse.Namespace) -> int:
    def work(key: int) -> str:
        library.store.tag(key, *asked.tags)
        kept = library.store.kept(key)
        return tr("{name} has the tags: {tags}", name=_name(kept), tags=", ".join(kept.tags))

    return _each_id([asked.id], asked, work)


def _show(library: Keeping, asked: argparse.Namespace) -> int:
    from reader.cli import text

    def work(named: str) -> dict[str, Any] | None:
        document = library.store.get(int(named))
        if asked.json:
            return text.record(document.address, document) | {"id": int(named)}
        text.show(document)
        return None

    return each([str(key) for key in asked.ids], as_json=asked.json, work=work)


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
        try:
            with _lines(named) as lines:
                carried = carry_in(library, lines)
        except (OSError, UnicodeDecodeError) as error:
            raise KeepingError(f"{named} cannot be read.", "Give a file of: reader library export") from error
        if asked.json:
            return {"input": named, "documents": carried}
        print_text(count("{n} document from {named}", "{n} documents from {named}", carried, named=named))
        return None

    return each(asked.inputs, as_json=asked.json, work=work)


def _lines(named: str) -> TextIO:
    if named == "-":
        return io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8", errors="surrogatepass")
    return Path(named).open(encoding="utf-8", errors="surrogatepass")


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
    "export": _export,
    "import": _import,
    "queue": _queue,
}
