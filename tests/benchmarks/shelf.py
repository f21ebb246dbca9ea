"""How long the library view takes to open, scroll and search, and how long it holds the window up.

    QT_QPA_PLATFORM=offscreen uv run python tests/benchmarks/shelf.py [ARTICLES [FOLDER]]

The library is that of `library.py`. A timer that should fire every 5 ms in the window's thread shows how long
that thread did nothing else: the longest gap is what a person feels as a standstill. Times are wall clock; CPU
time of the window's thread stands beside them, because benchmarks rarely have a machine alone.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.app.keeping import Keeping
from reader.core.settings import Settings
from reader.devices.library.store import Store
from reader.ui.fonts import add_shipped_fonts
from reader.ui.shelf.kept import KeptLibrary
from reader.ui.window import Window
from tests.benchmarks.library import fill, typed
from tests.ui.fakes import FakeParts


class Parts(FakeParts):
    """The real library behind a window that has nothing else."""

    def __init__(self, keeping: Keeping) -> None:
        super().__init__(documents=0)
        self.kept = KeptLibrary(keeping)

    def library(self) -> KeptLibrary:  # type: ignore[override]
        return self.kept


class Gaps:
    """Watches the window's thread."""

    def __init__(self) -> None:
        self._timer = QTimer(interval=5)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._wall, self._cpu = time.perf_counter(), time.thread_time()
        self.longest = self.longest_cpu = 0.0

    def begin(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.thread_time()
        self.longest = self.longest_cpu = 0.0

    def _tick(self) -> None:
        wall, cpu = time.perf_counter(), time.thread_time()
        self.longest = max(self.longest, 1000 * (wall - self._wall))
        self.longest_cpu = max(self.longest_cpu, 1000 * (cpu - self._cpu))
        self._wall, self._cpu = wall, cpu


def until(holds: Callable[[], bool], seconds: float = 30) -> float:
    begun = time.perf_counter()
    while not holds():
        QCoreApplication.processEvents()
        time.sleep(0.001)
        assert time.perf_counter() < begun + seconds
    return 1000 * (time.perf_counter() - begun)


def main(count: int, folder: Path) -> None:
    file = folder / "library.sqlite3"
    fill(file, count).close()
    app = QApplication(["shelf"])
    app.setStyle("Fusion")
    add_shipped_fonts()
    window = Window(Parts(Keeping(cache(lambda: Store(file)))), Settings(), lambda _: None)
    window.resize(1200, 860)
    window.show()
    until(window.isVisible)
    gaps = Gaps()

    def say(what: str, took: float) -> None:
        print(
            f"{what:48} {took:8.0f} ms, longest standstill {gaps.longest:6.0f} ms wall {gaps.longest_cpu:6.0f} ms CPU"
        )

    begun = time.perf_counter()
    window.perform("library.show")
    view = window._library
    assert view is not None
    shown = view.list.documents
    until(lambda: view.list.row is not None)
    say(f"open {shown.rowCount():,} documents", 1000 * (time.perf_counter() - begun))
    gaps.begin()
    begun = time.perf_counter()
    QTest.keyClick(view.list, Qt.Key.Key_End)
    until(lambda: view.list.row is not None)
    say("to the last one", 1000 * (time.perf_counter() - begun))
    gaps.begin()
    begun = time.perf_counter()
    bar = view.list.verticalScrollBar()
    for step in range(200):
        bar.setValue(bar.maximum() * step // 200)
        QCoreApplication.processEvents()
    until(lambda: True)
    say("200 places of the scroll bar", 1000 * (time.perf_counter() - begun))
    gaps.begin()
    took = []
    for words in typed():
        view.field.setText(words)
        begun = time.perf_counter()
        number = window._desk.shelf().listing._number
        view.typed.emit(words)
        done: list[int] = []
        shown.modelReset.connect(lambda kept=done: kept.append(1))
        until(lambda n=number, d=done: bool(d) or window._desk.shelf().listing._number == n)  # type: ignore[misc]
        took.append(1000 * (time.perf_counter() - begun))
    say(f"a search, from the last letter's pause (of {len(took)})", statistics.median(took))
    print(f"{'slowest':48} {max(took):8.0f} ms")
    window.close()


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    if len(sys.argv) > 2:
        Path(sys.argv[2]).mkdir(parents=True, exist_ok=True)
        main(number, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(number, Path(folder))
