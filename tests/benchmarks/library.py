"""How long the library takes to open, list, find, remember and forget, with 10,000 articles of about 700 words.

    uv run python tests/benchmarks/library.py [ARTICLES [FOLDER]]

The articles are made from word lists with the frequencies of a natural language (Zipf), so that common words
stand in nearly all of them and rare ones in a few. Times are medians and slowest of several runs; opening is
measured in a fresh process. On a machine that others use too, look at processor time. The folder, where it is given, keeps the library for the next run.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from random import Random

from reader.core.document import About, Document, Kind, Part, Position, Span, compose
from reader.devices.library.store import Store

SEED = 7
WORDS = 700
VOCABULARY = 60_000
SYLLABLES = (
    "ba",
    "bel",
    "cor",
    "da",
    "den",
    "el",
    "fa",
    "gor",
    "ha",
    "il",
    "ju",
    "kan",
    "lo",
    "mer",
    "na",
    "ün",
    "ré",
)
COMMON = (
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "is",
    "that",
    "for",
    "it",
    "was",
    "on",
    "with",
    "as",
    "be",
    "by",
    "have",
)
OPEN = """
import sys, time
begun = time.perf_counter()
from pathlib import Path
from reader.app.keeping import Keeping
from reader.devices.library.store import Store
loaded = time.perf_counter()
store = Store(Path(sys.argv[1]))
rows = store.recent(100)
print(loaded - begun, time.perf_counter() - loaded)
"""


def vocabulary() -> list[str]:
    chance = Random(SEED)  # noqa: S311 - the same words every time
    made = {
        "".join(chance.choices(SYLLABLES, k=chance.choice((2, 2, 3, 3, 4)))) for _ in range(VOCABULARY * 2)
    }
    return [*COMMON, *sorted(made, key=lambda word: (len(word), word))[:VOCABULARY]]


def articles(count: int) -> list[Document]:
    chance = Random(SEED)  # noqa: S311 - the same words every time
    words = vocabulary()
    weights = list(accumulate(1 / rank for rank in range(1, len(words) + 1)))

    def some(number: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=number))

    made = []
    for number in range(count):
        sentences = [f"{some(chance.randint(6, 28)).capitalize()}." for _ in range(WORDS // 17)]
        parts = [Part(Kind.TITLE, some(7).capitalize())]
        parts += [
            Part(Kind.PARAGRAPH, " ".join(sentences[at : at + 4])) for at in range(0, len(sentences), 4)
        ]
        about = About(address=f"https://example.org/{number}", site="The Gull", language="en")
        made.append(compose(parts, lambda text, _: [Span(0, len(text))], about))
    return made


def typed() -> list[str]:
    """What people type, letter by letter: common and rare words, one and several."""
    chance = Random(SEED + 1)  # noqa: S311 - the same words every time
    words = vocabulary()
    asked = ["the", "wi", "a", "b", "the of", "hav"]
    for rank in (40, 200, 1000, 5000, 20_000):
        word = words[rank]
        asked += [word[:cut] for cut in range(1, len(word) + 1)]
        asked.append(f"{word} {words[chance.randint(30, 500)]}")
        asked.append(f"the {word[:2]}")
    return asked


def timed(
    work: Callable[[], object], times: int = 5, clock: Callable[[], float] = time.perf_counter
) -> list[float]:
    """Milliseconds."""
    taken = []
    for _ in range(times):
        begun = clock()
        work()
        taken.append((clock() - begun) * 1000)
    return taken


def fill(file: Path, count: int) -> Store:
    begun = time.perf_counter()
    store = Store(file)
    if store.count() < count:
        for document in articles(count):
            store.keep(document)
    print(
        f"filled in {time.perf_counter() - begun:.0f} s, {file.stat().st_size / 1e6:.0f} MB", file=sys.stderr
    )
    return store


def main(count: int, folder: Path) -> None:
    file = folder / "library.sqlite3"
    store = fill(file, count)
    store.close()
    opened = [
        [
            float(one)
            for one in subprocess.run(
                [sys.executable, "-c", OPEN, file], capture_output=True, text=True, check=True
            ).stdout.split()
        ]
        for _ in range(5)
    ]
    store = Store(file)
    keys = store.keys()
    found = {words: timed(lambda words=words: store.search(words, 50)) for words in typed()}  # type: ignore[misc]
    worked = {
        words: statistics.median(timed(lambda words=words: store.search(words, 50), 5, time.process_time))  # type: ignore[misc]
        for words in found
    }
    hardest = max(worked, key=worked.__getitem__)
    medians = {words: statistics.median(taken) for words, taken in found.items()}
    slowest = max(medians, key=medians.__getitem__)
    result: dict[str, object] = {
        "articles": store.count(),
        "megabytes": round(file.stat().st_size / 1e6),
        "open_ms": round(1000 * statistics.median(opening for _, opening in opened)),
        "open_with_imports_ms": round(1000 * statistics.median(sum(one) for one in opened)),
        "query_median_ms": round(statistics.median(medians.values()), 1),
        "query_slowest": [slowest, round(medians[slowest], 1)],
        "query_median_processor_ms": round(statistics.median(worked.values()), 1),
        "query_slowest_processor": [hardest, round(worked[hardest], 1)],
        "query_worst_single_ms": round(max(max(taken) for taken in found.values()), 1),
        "list_100_ms": round(statistics.median(timed(lambda: store.recent(100))), 1),
        "all_ids_ms": round(statistics.median(timed(store.keys)), 1),
        "stages_ms": round(statistics.median(timed(store.stages)), 1),
        "remember_ms": round(
            statistics.median(timed(lambda: store.remember(keys[5], Position(7, "seven")), 50)), 2
        ),
        "open_one_ms": round(statistics.median(timed(lambda: store.get(keys[len(keys) // 2]), 20)), 2),
        "forget_one_ms": round(timed(lambda: store.remove(keys[-1]), 1)[0]),
    }
    store.keep(articles(1)[0])
    store.close()
    print(json.dumps(result, indent=1, ensure_ascii=False))


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if len(sys.argv) > 2:
        Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
        main(number, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(number, Path(folder))
