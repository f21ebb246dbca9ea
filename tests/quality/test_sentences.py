"""How well sentences are found, and the floor under it.

Boundary F1 inside paragraphs of treebanks (Universal Dependencies), and golden rules. The best single
tool (sentencex, pysbd, blingfire; measured on the same half) stands beside each floor.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from reader.core.sentences import SentenceSplitter
from reader.devices.files.resources import read_json

BENCH = Path(__file__).parents[3] / "shared" / "bench" / "sentences"
FLOORS = {  # set: (floor, best single tool)
    "UD_Arabic-PUD": (99.6, 99.3),
    "UD_Chinese-GSDSimp": (99.7, 99.2),
    "UD_Chinese-PUD": (99.2, 97.5),
    "UD_English-EWT": (88.5, 87.0),
    "UD_English-GUM": (96.9, 96.7),
    "UD_English-PUD": (99.9, 99.8),
    "UD_French-GSD": (98.7, 97.8),
    "UD_French-PUD": (99.7, 98.7),
    "UD_French-Sequoia": (87.6, 87.2),
    "UD_German-GSD": (96.0, 93.0),
    "UD_German-PUD": (99.5, 99.0),
    "UD_Hindi-PUD": (99.6, 99.7),
    "UD_Italian-ISDT": (95.9, 92.5),
    "UD_Japanese-GSD": (98.7, 98.7),
    "UD_Portuguese-Bosque": (91.4, 88.4),
    "UD_Russian-GSD": (98.4, 97.3),
    "UD_Russian-PUD": (99.4, 98.4),
    "UD_Russian-Taiga": (72.0, 67.4),
    "UD_Spanish-GSD": (98.8, 97.4),
    "UD_Spanish-PUD": (98.4, 98.2),
    "UD_Urdu-UDTB": (99.4, 99.6),
}
GOLDEN = {"en": 46, "de": 4, "ja": 4, "es": 5, "it": 3, "ru": 3, "ar": 2, "hi": 1, "ur": 1}


def rows(name: str) -> list[dict[str, Any]]:
    path = BENCH / name
    if not path.exists():
        pytest.skip("the benchmark is not beside this checkout")
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def splitter() -> SentenceSplitter:
    return SentenceSplitter(read_json("language/sentences.json"))


def boundaries(sentences: Iterable[str]) -> set[int]:
    """Where sentences end, counted in visible characters."""
    found, seen = set(), 0
    for sentence in sentences:
        seen += len("".join(sentence.split()))
        found.add(seen)
    return found - {seen}


def test_sentences_are_found_as_well_as_by_the_best_tool_of_each_language(splitter: SentenceSplitter) -> None:
    right: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for row in rows("treebanks.jsonl"):
        gold = boundaries(row["sentences"])
        ours = boundaries(span.of(row["text"]) for span in splitter.split(row["text"], row["language"]))
        right[row["set"]] += len(gold & ours)
        told[row["set"]] += len(gold) + len(ours)
    scores = {name: round(200 * right[name] / told[name], 2) for name in told}
    assert set(scores) == set(FLOORS)
    assert {name: score for name, score in scores.items() if score < FLOORS[name][0]} == {}
    assert all(floor >= best - 0.3 for floor, best in FLOORS.values())


def test_golden_rules_hold(splitter: SentenceSplitter) -> None:
    """Four of the English ones hold a backslash and a letter where they mean a line break or a quotation mark."""
    good: Counter[str] = Counter()
    for row in rows("golden_rules.jsonl"):
        ours = [
            " ".join(span.of(row["text"]).split()) for span in splitter.split(row["text"], row["language"])
        ]
        good[row["language"]] += ours == [" ".join(s.split()) for s in row["sentences"] if s.strip()]
    assert {language: good[language] for language, least in GOLDEN.items() if good[language] < least} == {}


def test_no_sentence_of_the_treebanks_is_too_long_to_follow(splitter: SentenceSplitter) -> None:
    for row in rows("treebanks.jsonl"):
        assert all(
            len(s.of(row["text"]).split()) <= 100 for s in splitter.split(row["text"], row["language"])
        )
