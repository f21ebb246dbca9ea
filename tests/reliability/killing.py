"""Kills programs that use one library at random moments, and looks what is left of it.

    uv run python tests/reliability/killing.py [--runs 500] [--longest 4.0] [--seed 1]

In each run three processes have the same library open: one plays (a word each 120 ms, as `Remembering` hears of
them), one takes in an export and a library of another machine over and over, one keeps, marks, tags, queues and
forgets. Each is killed with SIGKILL at its own random moment. Then the file must be whole, down to the index; all
that the third was told is kept must be there; and the kept place must not be older than two seconds.

POSIX only: it forks, so that a process is at work at once.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from reader.app import build
from reader.app.carrying import carry_in
from reader.app.importing import bring_in
from reader.app.keeping import Keeping
from reader.app.remembering import Remembering
from reader.core.document import About, Document, Kind, Part, Position, Span, compose
from reader.devices.library.packing import to_record
from reader.devices.library.store import Store

OLDEST = 2.0
WORD = 0.12
"""Seconds a word: 500 words a minute."""
Tell = Callable[[str], None]


def document(name: str, words: int = 400) -> Document:
    text = " ".join(f"{name}w{number}" for number in range(words))
    about = About(address=f"https://example.org/{name}")
    return compose(
        [Part(Kind.TITLE, name), Part(Kind.PARAGRAPH, text)], lambda text, _: [Span(0, len(text))], about
    )


def play(library: Keeping, name: str, tell: Tell) -> None:
    story = document(name, 2000)
    remembering = Remembering(lambda: library)
    remembering.begin(story)
    at = len(name) + 2
    while True:
        tell(f"{time.monotonic()} {at}")
        remembering.shown(Span(at, at + 3), None)
        time.sleep(WORD)
        at = story.text.index(" ", at) + 1


def take_in(library: Keeping, name: str, tell: Tell) -> None:
    for turn in itertools.count():
        rows = [
            f"T{row},https://example.org/{name}/{turn}/{row},1641461400,tag|{name},unread"
            for row in range(300)
        ]
        tell(f"begun {turn}")
        bring_in(library, "\n".join(["title,url,time_added,tags,status", *rows]).encode(), build.opening)
        lines = ['{"format": "reader-library", "version": 2}']
        for number in range(10):
            record = {
                "document": to_record(document(f"{name}c{turn}n{number}", 100)),
                "bookmarks": [[3, "q", "n"]],
            }
            lines.append(json.dumps(record | {"tags": ["carried"], "position": [5, "x"], "queued": number}))
        carry_in(library, lines)
        time.sleep(0.01)


def annotate(library: Keeping, name: str, tell: Tell) -> None:
    for turn in itertools.count():
        story = document(f"{name}a{turn}", 60)
        key = library.add(story, queue=True).id
        mark = library.mark(key, story.text, 9, note="first").id
        tell(f"kept {key} {mark} first")
        library.annotate(mark, "second", "label")
        library.tag(key, "mine")
        tell(f"kept {key} {mark} second")
        if turn % 8 == 7:
            library.dequeue(key)
            library.store.remember(key, Position(4, "q"))
        if turn % 40 == 39:
            tell(f"going {key}")
            library.forget(key)
            tell(f"gone {key}")
        time.sleep(0.005)


def start(work: Callable[[Keeping, str, Tell], None], file: Path, name: str) -> tuple[int, int]:
    """The id of a process that works until it is killed, and where to read what it tells."""
    read, write = os.pipe()
    process = os.fork()
    if process:
        os.close(write)
        return process, read
    try:
        os.close(read)
        store = Store(file)
        work(Keeping(lambda: store), name, lambda line: os.write(write, f"{line}\n".encode()) and None)
    except BaseException as error:
        os.write(write, f"failed {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(1)


def run(file: Path, number: int, chance: Random, longest: float) -> tuple[list[str], float]:
    """What went wrong in one run, and how old the place was in seconds, or -1 where nothing was heard yet."""
    name = f"r{number}"
    started = {work: start(work, file, name) for work in (play, take_in, annotate)}
    begun = time.monotonic()
    moments = sorted((chance.uniform(0.02, longest), work.__name__, work) for work in started)
    killed: dict[str, float] = {}
    told: dict[str, list[str]] = {}
    buffers = {work: bytearray() for work in started}
    for after, title, work in moments:
        while (left := begun + after - time.monotonic()) > 0:
            _drain(started, buffers)
            time.sleep(min(left, 0.02))
        os.kill(started[work][0], signal.SIGKILL)
        killed[title] = time.monotonic()
        os.waitpid(started[work][0], 0)
    for work, (_, line) in started.items():
        os.set_blocking(line, True)
        while piece := os.read(line, 65536):
            buffers[work] += piece
        os.close(line)
        # A line that was cut off was not told.
        told[work.__name__] = buffers[work].decode().split("\n")[:-1]
    faults = [
        f"{title}: {line}" for title, lines in told.items() for line in lines if line.startswith("failed")
    ]
    store = Store(file)
    try:
        faults += _whole(store) + _missing(store, told["annotate"])
        age = _age(store, name, told["play"], killed["play"])
        if age > OLDEST:
            faults.append(f"the place was {age:.2f} s old")
    finally:
        store.close()
    return faults, age


def _drain(
    started: dict[Callable[..., None], tuple[int, int]], buffers: dict[Callable[..., None], bytearray]
) -> None:
    """Reads what is there, so that no process waits for us."""
    for work, (_, line) in started.items():
        os.set_blocking(line, False)
        try:
            while piece := os.read(line, 65536):
                buffers[work] += piece
        except BlockingIOError:
            pass


def _whole(store: Store) -> list[str]:
    faults = [str(row) for row in store._all("PRAGMA integrity_check") if row != ("ok",)]
    faults += [f"foreign key {row}" for row in store._all("PRAGMA foreign_key_check")]
    with store._writing() as db:
        db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    return faults


def _missing(store: Store, told: list[str]) -> list[str]:
    """What the process was told is kept, and is not there."""
    faults = []
    going = {line.split()[1] for line in told if line.startswith("going")}
    notes: dict[int, tuple[int, str]] = {}
    for line in told:
        match line.split():
            case ["kept", key, mark, note] if key not in going:
                notes[int(key)] = (int(mark), note)
            case ["gone", key] if store.some([int(key)]):
                faults.append(f"{key} was forgotten and is there")
    marks = {mark.id: mark for mark in store.bookmarks()}
    for key, (mark, note) in notes.items():
        kept = store.some([key])
        there = marks.get(mark)
        if (
            not kept
            or there is None
            or (note == "second" and (there.note != note or kept[0].tags != ("mine",)))
        ):
            faults.append(f"{key} was kept and is not there")
    return faults


def _age(store: Store, name: str, told: list[str], killed: float) -> float:
    words = [
        (float(when), int(place)) for when, place in (line.split() for line in told if line[0].isdigit())
    ]
    kept = store.find_address(f"https://example.org/{name}")
    if not words or kept is None:
        return -1.0 if not words else killed - words[0][0]
    place = kept.position.offset if kept.position else -1
    later = [when for when, at in words if at > place]
    return killed - later[0] if later else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument(
        "--longest", type=float, default=4.0, help="seconds until the last is killed, at most"
    )
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chance = Random(asked.seed)  # noqa: S311 - the same moments every time
    ages: list[float] = []
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(asked.runs):
            # A new file now and then, because looking at all of a large one takes long.
            file = Path(folder) / f"{number // 25}" / "library.sqlite3"
            found, age = run(file, number, chance, asked.longest)
            faults += [f"run {number}: {fault}" for fault in found]
            ages += [age] if age >= 0 else []
            if number % 25 == 24:
                print(
                    f"{number + 1} runs, {len(faults)} faults, oldest place {max(ages):.2f} s",
                    file=sys.stderr,
                    flush=True,
                )
    result = {
        "runs": asked.runs,
        "kills": asked.runs * 3,
        "faults": faults,
        "places": len(ages),
        "place_age_median_s": round(statistics.median(ages), 2),
        "place_age_oldest_s": round(max(ages), 2),
    }
    print(json.dumps(result, indent=1))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
