"""Turns the articles of the benchmark into stories to learn from, read and told as they are in use."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
import tempfile
import zlib
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from reader.app import build
from reader.core.summary.alike import too_many
from reader.core.summary.centrality import centrality
from reader.core.summary.genre import genre
from reader.core.summary.ordering import held_back
from reader.core.summary.signs import signs
from reader.core.summary.story import story
from reader.core.summary.terms import terms
from reader.devices.files.resources import read_json

BENCH = Path(__file__).parents[3].parent / "shared" / "bench" / "summary"
SETS = ("en-cnn", "en-writers", "en-summeval", "en-gum", "en-sci", "fr-orange", "tr-ext")
MORE = {"fr-orange-train": 700, "en-cnn-short": 500}
"""Sets that are learned from only, and how many of their stories."""
MOST = 800
FOLDS = 3


def scorer() -> Any:
    spec = importlib.util.spec_from_file_location("score", BENCH / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SCORE = scorer()


@dataclass
class Story:
    """A story to learn from."""

    id: str
    set: str
    language: str
    sentences: list[str]
    signs: Any
    genre: Any
    sizes: Any
    tokens: list[list[str]]
    references: list[tuple[Counter[Any], Counter[Any], int]]
    budget: int
    alike: Any
    """Square: whether two sentences are."""
    leans: Any
    echoes: Any
    open: Any
    """Which may be told at all."""
    lead: tuple[float, float] = (0.0, 0.0)
    known: dict[frozenset[int], tuple[float, float]] = field(default_factory=dict)

    @property
    def fold(self) -> int:
        return zlib.crc32(self.id.encode()) % FOLDS

    def rouge(self, flat: list[str]) -> tuple[float, float]:
        ones, twos, n = Counter(flat), Counter(pairwise(flat)), len(flat)
        a = b = 0.0
        for one, two, m in self.references:
            a += SCORE.f_measure(sum(min(c, one[t]) for t, c in ones.items() if t in one), n, m)
            b += SCORE.f_measure(sum(min(c, two[t]) for t, c in twos.items() if t in two), n - 1, m - 1)
        return 100 * a / len(self.references), 100 * b / len(self.references)

    def told(self, picked: list[int]) -> tuple[float, float]:
        """ROUGE of these sentences in reading order, cut at the budget."""
        key = frozenset(picked)
        if key not in self.known:
            words = [self.sentences[i] for i in sorted(picked)]
            flat = [t for s in SCORE.cut(words, self.budget) for t in SCORE.tokens(s, self.language)]
            self.known[key] = self.rouge(flat)
        return self.known[key]


class Walk:
    """Sentences told one after the other, as `reader.core.summary.ordering` has it, until the budget is met."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._left = story.open.copy()
        self._leans, self._echoes = story.leans.copy(), story.echoes.copy()
        self.told: list[int] = []
        self._words = 0

    def free(self) -> Any:
        """Which sentences may be told now."""
        return self._left & ~self._leans & ~self._echoes

    def tell(self, i: int) -> bool:
        """Tells one more; False where the budget is met, and it is not told if it would go too far over it."""
        s = self._story
        size = int(s.sizes[i])
        if self.told and self._words + size - s.budget > s.budget - self._words:
            return False
        self.told.append(i)
        self._words += size
        self._left &= ~s.alike[i]
        self._left[i] = False
        self._leans[i + 1 : i + 2] = False
        if not s.echoes[i]:
            self._echoes[i + 1 :] = False
        return self._words < s.budget


def article(row: dict[str, Any], name: str) -> Story | None:
    """A story as it is read in use; None where nothing is found in it."""
    body = re.sub(r"(?m)^## .*\n?", "", row["article"])
    text = (row["title"] + "\n\n" if row.get("title") else "") + body.replace("\n", "\n\n")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "story.txt"
        file.write_text(text, "utf-8")
        doc = build.opening().open(str(file))
    told = story(doc)
    if not told:
        return None
    language = doc.language.partition("-")[0].lower()
    spans = [t.span for t in told]
    lists = read_json("summary/weights.json")["words"].get(language, {})
    known = terms(doc.text, spans, doc.title, language, lists, lambda: False)
    centre = centrality(known.telling, known.stems, lambda: False)
    rows = signs(doc.text, told, known, centre, lambda: False)
    roots = [frozenset(w.root for w in words) for words in known.words]
    leans, echoes, small = held_back(told, known, roots)
    texts = [s.of(doc.text) for s in spans]
    references = []
    for reference in row["references"]:
        flat = [t for s in reference.split("\n") if s.strip() for t in SCORE.tokens(s, row["lang"])]
        references.append((Counter(flat), Counter(pairwise(flat)), len(flat)))
    one = Story(
        row["id"], name, row["lang"], texts, np.array(rows),
        np.array(genre(rows, len({t.block for t in told}), known, centre, lambda: False)),
        np.array([len(SCORE.WORD.findall(t)) for t in texts]), [SCORE.tokens(t, row["lang"]) for t in texts],
        references, SCORE.BUDGET.get(name, 45 if name.startswith("fr") else 60),
        np.array([[bool(a) and len(a & b) >= too_many(min(len(a), len(b))) for b in roots] for a in roots]),
        np.array(leans), np.array(echoes),
        np.array([bool(own) and not tiny for own, tiny in zip(roots, small, strict=True)]),
    )  # fmt: skip
    first = SCORE.cut(re.split(r"(?<=[.!?])\s+", body.replace("\n", " ")), one.budget)
    one.lead = one.rouge([t for s in first for t in SCORE.tokens(s, row["lang"])])
    return one


def read(name: str) -> list[Story]:
    file = BENCH / "train" / f"{name}.jsonl" if name in MORE else BENCH / f"{name}.jsonl"
    rows = [json.loads(line) for line in file.read_text("utf-8").split("\n") if line]
    rows.sort(key=lambda row: zlib.crc32(row["id"].encode()[::-1]))
    found = [article(row, name) for row in rows[: MORE.get(name, MOST)]]
    print(f"{name}: {len(found)}", file=sys.stderr, flush=True)
    return [one for one in found if one is not None]
