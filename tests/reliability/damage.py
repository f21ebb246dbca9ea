"""Damages a library in random places, and counts what is saved of it.

    uv run python tests/reliability/damage.py [--runs 200] [--pages 3] [--seed 1]

Each run overwrites some pages of a file with 60 documents, opens it as the program does, and repairs it where that
says it is damaged, or where a document cannot be read. Nothing but our own errors may come out of it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from reader.core.document import About, Document, Kind, Part, Position, Span, compose
from reader.core.errors import KeepingError
from reader.devices.library.rescue import rescue
from reader.devices.library.store import Store

DOCUMENTS = 60
PAGE = 4096


def document(number: int) -> Document:
    text = " ".join(f"word{number}x{at * 7919 % 1009}" for at in range(800))
    about = About(address=f"https://example.org/{number}")
    return compose([Part(Kind.PARAGRAPH, text)], lambda text, _: [Span(0, len(text))], about)


def make(file: Path) -> None:
    store = Store(file)
    for number in range(DOCUMENTS):
        key = store.keep(document(number))
        store.remember(key, Position(number, "q"))
        store.mark(key, Position(number, "q"), "note")
        store.tag(key, f"tag{number % 7}")
    store.close()


def look(file: Path) -> tuple[int, int, int]:
    """How many documents, places and marks are whole."""
    store = Store(file)
    try:
        documents = places = marks = 0
        for kept in store.recent(-1):
            number = int(kept.address.rpartition("/")[2])
            documents += store.get(kept.id) == document(number)
            places += kept.position == Position(number, "q")
            marks += bool(store.bookmarks(kept.id))
        return documents, places, marks
    finally:
        store.close()


def run(whole: Path, folder: Path, chance: Random, pages: int) -> tuple[int, int, int]:
    folder.mkdir()
    file = folder / "library.sqlite3"
    shutil.copy(whole, file)
    content = bytearray(file.read_bytes())
    for _ in range(pages):
        at = chance.randrange(len(content) // PAGE) * PAGE
        content[at : at + PAGE] = chance.randbytes(PAGE)
    file.write_bytes(content)
    try:
        found = look(file)
        if found[0] == DOCUMENTS:
            return found
    except KeepingError:
        pass
    rescue(file)
    return look(file)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--pages", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = Random(asked.seed)  # noqa: S311 - the same damage every time
    total: Counter[str] = Counter()
    empty = 0
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole" / "library.sqlite3"
        make(whole)
        pages = whole.stat().st_size // PAGE
        for number in range(asked.runs):
            there = Path(folder) / str(number)
            documents, places, marks = run(whole, there, chance, asked.pages)
            total.update(documents=documents, places=places, marks=marks)
            empty += not documents
            shutil.rmtree(there)
    result = {
        "runs": asked.runs,
        "pages_damaged": f"{asked.pages} of {pages}",
        "runs_that_saved_nothing": empty,
    }
    print(
        json.dumps(
            result | {name: f"{100 * n / asked.runs / DOCUMENTS:.1f} %" for name, n in total.items()},
            indent=1,
        )
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
