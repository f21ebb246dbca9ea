"""How many news pages a second the extractor reads, beside readability-lxml and trafilatura in the same run.

    uv run python tests/benchmarks/articles.py [FOLDER]

FOLDER has `*.html.gz`, by default the news pages of `../shared/bench`. Processor time, so that other work on the
machine disturbs it less; compare the ratios.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable
from pathlib import Path

import readability
import trafilatura

from reader.core.article.extractor import ArticleExtractor
from reader.core.document import Page, Span
from reader.core.language import LanguageDetector
from reader.devices.files.resources import JsonFolder

HERE = Path(__file__).resolve().parents[3] / "shared/bench/extract/sh/html"


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
    for name, read in rivals.items():
        read(pages[0])  # imports
        longest = 0.0
        begin = time.process_time()
        for page in pages:
            since = time.process_time()
            read(page)
            longest = max(longest, time.process_time() - since)
        took = time.process_time() - begin
        print(
            f"{name:17} {len(pages) / took:6.1f} pages a second, {took / len(pages) * 1000:5.1f} ms, longest {longest:.2f} s"
        )


if __name__ == "__main__":
    main()
