"""How fast sentences and words are found, beside a rival in the same run.

uv run [--with sentencex] python tests/benchmarks/sentences.py

Prints megabytes (UTF-8) of processor time a second on one core for plain text of the benchmark, joined
and repeated to 2 MB, and the seconds that 1 MB of each hostile text takes; starting Python is not in it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from reader.core.sentences import SentenceSplitter
from reader.core.words import words
from reader.devices.files.resources import read_json

BENCH = Path(__file__).parents[3] / "shared" / "bench" / "sentences" / "treebanks.jsonl"
HOSTILE = ["a", "a ", "word ", ".", ". ", "a. ", ".\"", ". \"", "(", "[...]", "1. ", ":) ", ")", "!\n", "\n", "a; ", "A.B.",
           "。」", "😀 ", "漢", "a, b. ", ". [1]", "• ", "Mr. ", "(1) ", ".-", "@a.", "a@a.", ". a/"]  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def main() -> None:
    splitter = SentenceSplitter(read_json("language/sentences.json"))
    texts: dict[str, list[str]] = defaultdict(list)
    for line in BENCH.read_text("utf-8").splitlines():
        row = json.loads(line)
        texts[row["language"]].append(row["text"])
    rival = find_spec("sentencex") is not None
    print("language  sentences MB/s  words MB/s" + ("  sentencex MB/s" if rival else ""))
    for language, parts in sorted(texts.items()):
        joined = " ".join(parts)
        joined *= 2_000_000 // len(joined.encode()) + 1
        size = len(joined.encode()) / 1e6
        splitting = size / seconds(lambda text=joined, code=language: splitter.split(text, code))
        finding = size / seconds(lambda text=joined: sum(1 for _ in words(text)))
        print(f"{language:8}  {splitting:14.1f}  {finding:10.1f}", end="")
        if rival:
            import sentencex

            part = joined[:100_000]  # it is quadratic where a quotation stays open
            other = (
                len(part.encode()) / 1e6 / seconds(lambda t=part, c=language: list(sentencex.segment(c, t)))
            )
            print(f"  {other:14.1f}", end="")
        print()
    for piece in HOSTILE:
        text = piece * (1_000_000 // len(piece))
        print(f"{piece!r:10} {seconds(lambda text=text: splitter.split(text, 'en')):6.2f} s")
    begin = time.perf_counter()
    code = "from reader.core.sentences import SentenceSplitter as S; from reader.devices.files.resources import read_json as r; S(r('language/sentences.json')).split('It is. So.', 'en')"
    subprocess.run([sys.executable, "-c", code], check=True)
    print(f"a process that splits one text: {time.perf_counter() - begin:.2f} s")


if __name__ == "__main__":
    main()
