"""`reader library`: lists, finds, shows and forgets what is kept."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reader.app import build
from reader.app.keeping import Keeping
from reader.cli.printing import each, print_json
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
            title = kept.title or kept.address or "without a title"
            print(f"{kept.id:5}  {title}  ({kept.words} words, {kept.opened[:10]})")
            if kept.snippet:
                print(f"       {_plain(kept.snippet, '[', ']')}")
    if not found and not asked.json:
        print("Nothing found." if asked.action == "search" else "Nothing is kept yet.", file=sys.stderr)
    return 0


def _plain(snippet: str, before: str = "", after: str = "") -> str:
    return " ".join(snippet.replace(HIT[0], before).replace(HIT[1], after).split())


def _repair(asked: argparse.Namespace) -> int:
    rescued = build.repair_library()
    if asked.json:
        print_json({"aside": str(rescued.aside), "saved": rescued.saved, "lost": rescued.lost})
    else:
        print(f"{rescued.saved} documents are in the library again; {rescued.lost} could not be read.")
        print(f"The old file is kept as {rescued.aside}.")
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
        print(f"{kept.id:5}  {kept.title or named}")
        return None

    return each(asked.inputs, as_json=asked.json, work=work)


def _remove(library: Keeping, asked: argparse.Namespace) -> int:
    for key in asked.ids:
        library.store.remove(key)
    return 0


def _tag(library: Keeping, asked: argparse.Namespace) -> int:
    library.store.tag(asked.id, *asked.tags)
    return 0


def _show(library: Keeping, asked: argparse.Namespace) -> int:
    from reader.cli import text

    for key in asked.ids:
        document = library.store.get(key)
        if asked.json:
            print_json(text.record(document.address, document) | {"id": key})
        else:
            text.show(document)
    return 0


def _export(library: Keeping, asked: argparse.Namespace) -> int:
    if asked.file == "-":
        for line in library.carry_out():
            print(line)
        return 0
    try:
        with Path(asked.file).open("x", encoding="utf-8", errors="surrogatepass") as out:
            out.writelines(f"{line}\n" for line in library.carry_out())
    except FileExistsError as error:
        raise UsageError(f"{asked.file} is there already.", "Choose another name.") from error
    except OSError as error:
        raise KeepingError(
            f"{asked.file} cannot be written: {error.strerror}.", "Check the folder and the room on the disk."
        ) from error
    return 0


def _import(library: Keeping, asked: argparse.Namespace) -> int:
    def work(named: str) -> dict[str, Any] | None:
        try:
            with Path(named).open(encoding="utf-8", errors="surrogatepass") as lines:
                count = library.carry_in(lines)
        except (OSError, UnicodeDecodeError) as error:
            raise KeepingError(f"{named} cannot be read.", "Give a file of: reader library export") from error
        if asked.json:
            return {"input": named, "documents": count}
        print(f"{count} documents from {named}")
        return None

    return each(asked.inputs, as_json=asked.json, work=work)


def _queue(library: Keeping, asked: argparse.Namespace) -> int:
    for key in asked.ids:
        match asked.change:
            case "add":
                library.store.enqueue(key)
            case "remove":
                library.store.dequeue(key)
    if asked.change == "first":
        library.store.reorder(asked.ids)
    return _show_each(library.store.queue(), asked)


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
