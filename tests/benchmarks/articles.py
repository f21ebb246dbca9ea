"""How many news pages a second the extractor reads, beside readability-lxml and trafilatura in the same run.

    uv run python tests/benchmarks/articles.py [FOLDER]

FOLDER has `*.html.gz`, by default the news pages of `../shared/bench`. Processor time, so that other work on the
machine disturbs it less. All three read a page in turn before the next one, since machines are fast and slow by
turns; the median of five rounds for each page, one round after the other, so that nobody has a page in mind.
Compare the ratios.
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
ROUNDS = 5


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
        _took(read, pages[0])  # imports
    rounds = [
        [{name: _took(read, page) for name, read in rivals.items()} for page in pages] for _ in range(ROUNDS)
    ]
    took = {
        name: [statistics.median(one[name] for one in page) for page in zip(*rounds, strict=True)]
        for name in rivals
    }
    for name, some in took.items():
        print(
            f"{name:17} {len(pages) / sum(some):6.1f} pages a second, {statistics.mean(some) * 1000:5.1f} ms, "
            f"longest {max(some):.2f} s, {sum(took['reader']) / sum(some):.2f} times as fast as the reader"
        )


def _took(read: Callable[[bytes], object], page: bytes) -> float:
    """Seconds of processor time that a page takes, a refused one too."""
    begin = time.process_time()
    with contextlib.suppress(ReaderError, readability.readability.Unparseable):
        read(page)
    return time.process_time() - begin


if __name__ == "__main__":
    main()
