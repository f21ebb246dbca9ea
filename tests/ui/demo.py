"""Shows the window with the fakes behind it: `python tests/ui/demo.py [--ready FILE] [--play] [NAME]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))


def show_library() -> None:
    """Opens the library in the window that is shown."""
    from PySide6.QtWidgets import QApplication

    for window in QApplication.topLevelWidgets():
        if hasattr(window, "perform"):
            window.session.set("colours.theme", given.theme)
            window.perform("library.show")


if __name__ == "__main__":
    from fakes import FakeParts
    from PySide6.QtCore import QTimer

    from reader.ui.start import run

    asked = argparse.ArgumentParser()
    asked.add_argument("names", nargs="*")
    asked.add_argument("--ready")
    asked.add_argument("--play", action="store_true")
    asked.add_argument("--library", type=int, help="show the library, with so many documents")
    asked.add_argument("--theme", default="light")
    given = asked.parse_args()
    parts = FakeParts(documents=given.library or 5)
    if given.library:
        parts.the_library.waiting = [3, 5, 1]
        QTimer.singleShot(0, lambda: QTimer.singleShot(1500, show_library))
    sys.exit(run(given.names, ready=given.ready, play=given.play, parts=parts))
