"""Measures the window with 600,000 words: `QT_QPA_PLATFORM=offscreen uv run python tests/benchmarks/window.py [WORDS]`.

The rival is the obvious way, one `QTextEdit` for the whole text with the same formats, in the same run.
CPU time of this process is printed beside the wall clock, because benchmarks rarely have a machine alone.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtWidgets import QApplication, QTextEdit

from reader.core.document import About, Document, Kind, Part, Span, compose
from reader.core.settings import Settings
from reader.ui.chapters import Sheet
from reader.ui.colours import read_theme
from reader.ui.fonts import add_shipped_fonts
from reader.ui.reading_view import ReadingView
from reader.ui.typeset import Looks, lay_out, restyle

WORDS = int(sys.argv[1]) if len(sys.argv) > 1 else 600_000
SENTENCE = "The old crane by the harbour wall sings again after forty long and silent years. "


def book() -> Document:
    """Chapters of 3,000 words in paragraphs of 75."""
    parts = [Part(Kind.TITLE, "A long book")]
    for number in range(WORDS // 15 // 5):
        if number % 40 == 0:
            parts.append(Part(Kind.HEADING, f"Chapter {number // 40 + 1}", 1))
        parts.append(Part(Kind.PARAGRAPH, SENTENCE * 5))
    length = len(SENTENCE.strip())

    def split(text: str, _: str) -> list[Span]:
        step = len(SENTENCE)
        return [Span(at, min(at + length, len(text))) for at in range(0, len(text), step)]

    return compose(parts, split, About(language="en"))


def rss() -> float:
    """MiB of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def timed(do: Callable[[], object], times: int = 1) -> tuple[float, float]:
    """Median milliseconds by the wall clock and of CPU."""
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        do()
        QApplication.processEvents()
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.process_time() - cpu))
    return statistics.median(walls), statistics.median(cpus)


def say(what: str, figure: tuple[float, float]) -> None:
    print(f"{what:58} {figure[0]:8.2f} ms wall {figure[1]:8.2f} ms CPU")


def main() -> None:
    app = QApplication(["window"])
    app.setStyle("Fusion")
    add_shipped_fonts()
    settings, theme = Settings(), read_theme("light")
    document = book()
    sheet = Sheet(document.text, document.blocks)
    print(f"{WORDS:,} words, {len(document.blocks):,} blocks, {len(document.text):,} characters")

    view = ReadingView("Article", settings, theme)
    view.resize(1000, 800)
    view.show()
    app.processEvents()
    empty = rss()
    say("parts: show the first page", timed(lambda: view.show_sheet(sheet)))
    print(f"{'parts: memory over the empty view':58} {rss() - empty:8.1f} MiB, {view.parts} parts")
    words = [Span(s.start + at, s.start + at + 3) for s in document.sentences[:400] for at in (0, 4, 10)]
    pairs = iter([(w, next(s for s in document.sentences if s.end > w.start)) for w in words])
    say("parts: move the light", timed(lambda: view.light(*next(pairs)), 800))
    far = document.sentences[-5]
    say("parts: go to the last sentence", timed(lambda: view.light(Span(far.start, far.start + 3), far)))
    sizes = iter([20, 24, 30, 22, 18] * 3)
    say(
        "parts: change the size",
        timed(lambda: view.set_settings(settings.having("text.size", next(sizes)), theme), 10),
    )
    widths = iter([700, 1000] * 5)
    say("parts: change the width", timed(lambda: view.resize(next(widths), 800), 10))
    view.hide()

    whole = QTextEdit()
    whole.resize(1000, 800)
    whole.show()
    app.processEvents()
    before = rss()
    kinds: list[tuple[Kind, int]] = []

    def lay() -> None:
        kinds.extend(lay_out(whole.document(), sheet.text, sheet.blocks, Looks.of(settings), theme))
        whole.document().size()

    say("rival, one QTextEdit: show", timed(lay))
    print(f"{'rival: memory over the empty view':58} {rss() - before:8.1f} MiB")

    def grow() -> None:
        restyle(whole.document(), kinds, Looks.of(settings.having("text.size", 24)), theme)
        whole.document().size()

    say("rival: change the size", timed(grow))


if __name__ == "__main__":
    main()
