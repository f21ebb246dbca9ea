"""Shows the window with the fakes behind it: `python tests/ui/demo.py [--ready FILE] [--play] [NAME]`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

if __name__ == "__main__":
    from fakes import FakeParts

    from reader.ui.start import run

    asked = argparse.ArgumentParser()
    asked.add_argument("names", nargs="*")
    asked.add_argument("--ready")
    asked.add_argument("--play", action="store_true")
    given = asked.parse_args()
    sys.exit(run(given.names, ready=given.ready, play=given.play, parts=FakeParts()))
