"""How long it takes to find the words for a text, against the time eSpeak NG takes to speak them.

Run by hand: `uv run python tests/benchmarks/spoken.py [file.txt]`. Without a file, sentences of the tests are
repeated, which have many more special forms than any page. Processor time of both, on one core; needs `espeak-ng`.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path
from time import process_time

from reader.core.speech.spoken import Speaking
from reader.devices.files.resources import read_json

ROWS = Path(__file__).parents[1] / "core" / "speech" / "spoken.tsv"


def main() -> None:
    if len(sys.argv) > 1:
        text = Path(sys.argv[1]).read_text("utf-8")
        lines = [line for line in re.split(r"(?<=[.!?])\s+|\n", text) if line]
    else:
        rows = (line.split("\t") for line in ROWS.read_text("utf-8").splitlines())
        lines = [row[2] for row in rows if row[0] == "en"] * 20
    speaking = Speaking({"en": read_json("language/spoken/en.json")})
    start = process_time()
    speaking.spoken("warm 1", "en")
    print(f"first sentence   {(process_time() - start) * 1000:8.1f} ms")
    start = process_time()
    said = [speaking.spoken(line, "en").text for line in lines]
    ours = process_time() - start
    words = sum(len(line.split()) for line in lines)
    print(f"words            {words:8d}")
    print(f"to words         {ours:8.2f} s   {words / ours:10.0f} words a second")
    command = ["espeak-ng", "-v", "en-us", "-w", "/dev/null", "--stdin"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, input="\n\n".join(said), text=True, check=True)
    theirs = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    print(f"eSpeak NG        {theirs:8.2f} s   of which ours would be {ours / theirs:.1%}")


if __name__ == "__main__":
    main()
