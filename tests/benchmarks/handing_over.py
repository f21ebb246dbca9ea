"""How long a second start of the program takes until the window that is there has what it names.

    uv run python tests/benchmarks/handing_over.py [RUNS]

The window runs without a screen, in a private folder, with its own parts. Every other run it is killed before,
so that a stale socket is in the way of the next one. Wall time includes starting Python; processor time is that
of the second start alone.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader.devices.desktop.handing import Asked, hand_over, meeting_place

COMMAND = [sys.executable, "-m", "reader", "open"]


def main(runs: int) -> None:
    bare, taken, processor = [], [], []
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        story = Path(folder) / "story.txt"
        story.write_text("A story\n\nThe bridge was opened on Friday. It holds.\n", "utf-8")
        os.environ |= {
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": folder,
            "XDG_DATA_HOME": folder,
            "XDG_CONFIG_HOME": folder,
        }
        place = meeting_place(Path(folder) / "reader-aloud")
        for _ in range(runs):
            with subprocess.Popen(COMMAND, stderr=subprocess.DEVNULL) as window:
                while not hand_over(place, Asked()):
                    time.sleep(0.02)
                time.sleep(2)  # the window gets ready to read
                for _ in range(5):
                    begun = time.monotonic()
                    assert hand_over(place, Asked())
                    bare.append(time.monotonic() - begun)
                    before = resource.getrusage(resource.RUSAGE_CHILDREN)
                    begun = time.monotonic()
                    subprocess.run([*COMMAND, "--queue", str(story)], check=True)
                    taken.append(time.monotonic() - begun)
                    after = resource.getrusage(resource.RUSAGE_CHILDREN)
                    processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
                window.kill()
            assert Path(place).exists(), "a killed window leaves its socket behind"
    for name, times in (
        ("asking alone", bare),
        ("second start, wall", taken),
        ("second start, processor", processor),
    ):
        print(
            f"{name:25} median {statistics.median(times) * 1000:4.0f} ms, worst {max(times) * 1000:4.0f} ms of {len(times)}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
