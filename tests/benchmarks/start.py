"""How long people wait: from the command to the window, and from the parsed text to the first sound.

    python tests/benchmarks/start.py [--runs 10]

Needs a screen for the window and a sound device for the sound (a null sink that somebody records counts). Every
run is a process of its own on a warm disk; medians are printed.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SPEAK = """
import time
from reader.cli.parsing import parse
from reader.app import build
from reader.cli.asked import prosody
asked = parse(["speak", "x"])
began = time.monotonic()
aloud = build.aloud(asked.voice, prosody(asked))
document = build.opening().open(str(build.example()))
parsed = time.monotonic()
sink = aloud.player._sink
write, first = sink.write, []
def timed(pcm):
    write(pcm)
    first.append(time.monotonic())
sink.write = timed
aloud.player.load(document)
aloud.player.play()
while not first or not sink.frames_heard():
    time.sleep(0.002)
heard = time.monotonic()
print(parsed - began, first[0] - parsed, heard - parsed, sink.silent)
aloud.close()
"""


def window(runs: int) -> list[float]:
    """Seconds from the command to the shown window."""
    taken = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            ready = Path(folder) / "ready"
            begun = time.monotonic()
            command = [sys.executable, "-m", "reader", "open", "--ready", str(ready)]
            with subprocess.Popen(command, stderr=subprocess.DEVNULL) as app:
                while not ready.exists():
                    time.sleep(0.005)
                taken.append(time.monotonic() - begun)
                app.terminate()
    return taken


def sound(runs: int) -> list[tuple[float, float, float]]:
    """Seconds: to make ready and parse, from there to the first samples in the sink, and to the first heard."""
    taken = []
    for _ in range(runs):
        done = subprocess.run([sys.executable, "-c", SPEAK], capture_output=True, text=True, check=True)
        ready, first, heard, silent = done.stdout.split()
        if silent == "True":
            print("no sound device: the silent sink was timed")
        taken.append((float(ready), float(first), float(heard)))
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    times = window(runs)
    print(f"window shown after {statistics.median(times):.3f} s (worst {max(times):.3f}, {runs} runs)")
    ready, first, heard = zip(*sound(runs), strict=True)
    print(
        f"first samples in the sink {statistics.median(first):.3f} s after the text was parsed (worst {max(first):.3f})"
    )
    print(
        f"first sample heard {statistics.median(heard):.3f} s after; ready and parsed {statistics.median(ready):.3f} s after the imports"
    )


if __name__ == "__main__":
    main()
