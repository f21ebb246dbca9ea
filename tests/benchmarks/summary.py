"""Times the ranking of stories beside one of sumy's linear algorithms on the same sentences.

    uv run python tests/benchmarks/summary.py

The story is made of invented sentences, with words drawn by Zipf's law. Processor time, best of three (one
for a million words); memory is what the process grew by; the pause is the longest between two questions
whether the answer is still wanted. sumy is asked for up to fourteen lengths to get a whole order out of it.
"""

from __future__ import annotations

import random
import resource
import time
from itertools import pairwise

from reader.core.document import About, Document, Kind, Part, compose
from reader.core.sentences import SentenceSplitter
from reader.core.summary.classics import LONGEST, ClassicRanker
from reader.core.summary.ranking import Ranker
from reader.devices.files.resources import read_json

RIVAL = "luhn"


def story(words: int) -> Document:
    chance = random.Random(words)  # noqa: S311 - no secret
    vowels, consonants = "aeiou", "bcdfglmnprstv"
    known = [
        "".join(chance.choice(consonants) + chance.choice(vowels) for _ in range(chance.randint(1, 4)))
        for _ in range(30_000)
    ]
    weights = [1 / (1 + rank) for rank in range(len(known))]
    drawn = iter(chance.choices(known, weights, k=words + 60))
    parts, written = [Part(Kind.TITLE, "A story of invented words")], 0
    while written < words:
        sentences = []
        for _ in range(6):
            size = chance.randint(6, 32)
            sentences.append(
                " ".join(word for _, word in zip(range(size), drawn, strict=False)).capitalize() + "."
            )
            written += size
        parts.append(Part(Kind.PARAGRAPH, " ".join(sentences)))
    return compose(parts, SentenceSplitter(read_json("language/sentences.json")).split, About(language="en"))


def main() -> None:
    ranker = Ranker(read_json("summary/weights.json"))
    rival = ClassicRanker(RIVAL)
    ranker.rank(story(800))
    rival.rank(story(800))
    for words in (800, 10_000, 100_000, 1_000_000):
        document = story(words)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        ours = min(timed(lambda: ranker.rank(document)) for _ in range(3 if words < 10**6 else 1))  # noqa: B023
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        line = f"{words:>9} words  {ours * 1000:8.1f} ms  +{grown:.0f} MB  pause {pause(ranker, document) * 1000:.0f} ms"
        if len(document.sentences) < LONGEST:
            theirs = timed(lambda: rival.rank(document))  # noqa: B023
            line += f"  {RIVAL} takes {theirs / ours:.1f} times as long"
        print(line, flush=True)


def timed(work) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def pause(ranker: Ranker, document: Document) -> float:
    asked = [time.process_time()]

    def wanted() -> bool:
        asked.append(time.process_time())
        return False

    ranker.rank(document, wanted)
    asked.append(time.process_time())
    return max(b - a for a, b in pairwise(asked))


if __name__ == "__main__":
    main()
