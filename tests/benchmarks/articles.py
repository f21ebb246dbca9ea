"""How many news pages a second the extractor reads, beside readability-lxml and trafilatura in the same run.

    uv run python tests/benchmarks/articles.py [FOLDER]

FOLDER has `*.html.gz`, by default the news pages of `../shared/bench`. Processor time, so that other work on the
machine disturbs it less; the median of three runs, in each of which all three read. Compare the ratios.
"""

from __future__ import annotations

import contextlib
import gzip
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import readability
import trafilatura

from reader.core.article.extractor import ArticleExtractor
from reader.core.document import Page, Span
from reader.core.errors import ReaderError
from reader.core.language import LanguageDetector
from reader.devices.files.resources import JsonFolder

HERE = Path(__file__).resolve().parents[3] / "shared/bench/extract/sh/html"
RUNS = 3


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    pages = [gzip.decompress(path.read_bytes()) for path in sorted(folder.glob("*.html.gz"))]
    extractor = ArticleExtractor(
        JsonFolder("article"),
        lambda text, language: [Span(0, len(text))],
        LanguageDetector().detect,
    )
    rivals: dict[str, Callable[[bytes], object]] = {
        "reader": lambda page: extractor.extract(Page(page, "page.html")),
        "readability-lxml": lambda page: readability.Document(page).summary(),
        "trafilatura": trafilatura.extract,
    }
    for read in rivals.values():
        _took(read, pages[:1])  # imports
    runs = [{name: _took(read, pages) for name, read in rivals.items()} for _ in range(RUNS)]
    for name in rivals:
        took = statistics.median(sum(run[name]) for run in runs)
        longest = max(statistics.median(page) for page in zip(*(run[name] for run in runs), strict=True))
        print(
            f"{name:17} {len(pages) / took:6.1f} pages a second, {took / len(pages) * 1000:5.1f} ms, longest {longest:.2f} s"
        )


def _took(read: Callable[[bytes], object], pages: list[bytes]) -> list[float]:
    """Seconds of processor time each page takes, refused ones too."""
    took: list[float] = []
    for page in pages:
        begin = time.process_time()
        with contextlib.suppress(ReaderError, readability.readability.Unparseable):
            read(page)
        took.append(time.process_time() - begin)
    return took


if __name__ == "__main__":
    main()
