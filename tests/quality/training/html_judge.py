"""Learns the weights of the HTML judge from pages with known stories, and says how it does on sites it has not seen.

    uv run --with lightgbm --with numpy python tests/quality/training/html_judge.py [BENCH] [--write]

BENCH holds folders with `gold/*.json` and `html/*.html.gz` as in `../shared/bench/extract`. The pages of
the Mozilla set are Apache-2.0, of scrapinghub MIT, of the Web Content Extraction Benchmark CC BY 4.0
(Murrough Foley). Figures are from five folds by site; the weights that are written are learned from all.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lightgbm as lgb
import numpy as np

sys.path.insert(0, str(Path(__file__).parent))

from html_labels import label

from reader.core.article.markup import features, judge, weighing, words
from reader.core.article.markup.choosing import chosen
from reader.core.article.markup.declared import declared
from reader.core.article.markup.decoding import decode
from reader.core.article.markup.headline import headline
from reader.core.article.markup.parsing import parse
from reader.core.article.markup.passages import Passage
from reader.core.article.markup.reading import _marked as marked
from reader.core.article.markup.reading import _walked as walked

TABLES = ("own", "near", "far", "wording", "words")
SETS = {"sh": 2.4, "moz": 2.0, "wcxb": 1.0}
"""How much a page of each set counts; of two of them there are few."""
TREES, LEAVES, RATE = 100, 24, 0.09
FOLDS = 5
THRESHOLD, SHORT = 0.4, 0.5
"""The chance above which a paragraph is told, and a line: on unseen sites as good as .4 for both, with fewer lines."""
WRONG = 0.35
"""F1 below which a gold is not believed."""
FEWEST_SITES = (5, 5, 5, 5, 12)
"""A name of each table that is seen on fewer sites has no weight."""
WORDS = TABLES.index("words")
LEAST = 0.3
"""Weights nearer to nothing do not count."""


@dataclass
class Case:
    """A page with what is right."""

    name: str
    group: str
    site: str
    gold: str
    passages: list[Passage]
    votes: Counter[int]
    title: str
    labels: list[bool]
    costs: list[float]
    best: float
    seen: list[dict[str, list[int]]] = field(default_factory=list)
    rows: Any = None
    judged: list[int] = field(default_factory=list)
    """Passages that have a row."""

    def of_judged(self, values: list[Any]) -> list[float]:
        return [float(values[i]) for i in self.judged]

    def chances(self, booster: lgb.Booster) -> list[float]:
        chances = [0.0] * len(self.passages)
        if self.judged:
            for i, chance in zip(self.judged, booster.predict(self.rows), strict=True):
                chances[i] = float(chance)
        return chances


def read(group: str, path: Path) -> Case:
    gold = json.loads(path.read_text("utf-8"))
    packed = path.parent.parent / "html" / f"{gold['id']}.html.gz"
    text = decode(gzip.decompress(packed.read_bytes()))
    root = parse(text)
    claims = declared(root)
    walk = walked(root)
    labels, costs, best = label([p.text for p in walk.passages], gold["body"])
    title, _ = headline(claims, walk.passages)
    votes = chosen(marked(walk), lambda: marked(walked(parse(text))))
    return Case(
        gold["id"], group, site(group, gold), gold["body"], walk.passages, votes, title,
        labels, costs, best,
    )  # fmt: skip


def site(group: str, gold: dict[str, Any]) -> str:
    host = urlsplit(gold.get("url") or "").hostname or ""
    if group == "moz" or not host:
        return group + re.split(r"-\d", gold["id"])[0]
    parts = host.split(".")
    return ".".join(parts[-3:] if re.search(r"\.(co|com|org|gov|ac|net)\.\w\w$", host) else parts[-2:])


def tokens(case: Case) -> None:
    """How often each token and wording stands at passages of the story, in this page."""
    case.seen = [defaultdict(lambda: [0, 0]) for _ in TABLES]
    for p, right in zip(case.passages, case.labels, strict=True):
        said = words.words_of(p.text)
        found = (
            weighing.own_tokens(p), weighing.near_tokens(p.place), weighing.far_tokens(p.place),
            words.wording(said), words.vocabulary(said),
        )  # fmt: skip
        for seen, names in zip(case.seen, found, strict=True):
            for name in names:
                seen[name][0] += right
                seen[name][1] += 1


class Sites:
    """For each name of one table, the share of story among the passages that have it, by site."""

    def __init__(self, cases: list[Case], table: int) -> None:
        fewest = FEWEST_SITES[table]
        where: dict[str, set[str]] = defaultdict(set)
        usual: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for case in cases:
            for name, (right, all_) in case.seen[table].items():
                where[name].add(case.site)
                usual[case.site][0] += right
                usual[case.site][1] += all_
        counts: dict[str, dict[str, list[int]]] = {n: {} for n, by in where.items() if len(by) >= fewest}
        for case in cases:
            for name, (right, all_) in case.seen[table].items():
                if name in counts:
                    at = counts[name].setdefault(case.site, [0, 0])
                    at[0] += right
                    at[1] += all_
        self.fewest = fewest
        self.shares = {n: {s: a / b for s, (a, b) in by.items()} for n, by in counts.items()}
        self.sums = {n: sum(by.values()) for n, by in self.shares.items()}
        self.usual = odds(sum(a / b for a, b in usual.values()), len(usual)) if table == WORDS else 0.0
        """Most longer passages are story; what counts is how a word differs from them."""

    def weight(self, name: str, without: str = "") -> float | None:
        """The weight of a name, as it would be if one site had never been seen."""
        shares = self.shares.get(name)
        if shares is None:
            return None
        seen = without in shares
        count = len(shares) - seen
        if count < self.fewest - 1:
            return None
        weight = odds(self.sums[name] - (shares[without] if seen else 0.0), count) - self.usual
        return weight if abs(weight) >= LEAST else None


class Without:
    """The weights of one table as they would be if a site had never been seen."""

    def __init__(self, sites: Sites, site: str) -> None:
        self._sites, self._site, self._known = sites, site, {}

    def keys(self) -> Without:
        return self

    def __and__(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if name in self]

    def __contains__(self, name: str) -> bool:
        return self.get(name) is not None

    def __getitem__(self, name: str) -> float:
        return self._known[name]

    def get(self, name: str) -> float | None:
        if name not in self._known:
            self._known[name] = self._sites.weight(name, self._site)
        return self._known[name]


def odds(inside: float, count: int) -> float:
    return math.log((inside + 0.5) / (count - inside + 0.5))


def tables(cases: list[Case]) -> list[Sites]:
    return [Sites(cases, table) for table in range(len(TABLES))]


def costs(case: Case, ignored: set[str]) -> list[float]:
    if case.name in ignored:
        return [0.0] * len(case.costs)
    return [SETS[case.group] * (min(cost, 0.08) + 0.0004) for cost in case.costs]


def learn(cases: list[Case], ignored: set[str]) -> lgb.Booster:
    rows = np.concatenate([c.rows for c in cases])
    right = np.concatenate([c.of_judged(c.labels) for c in cases])
    heavy = np.concatenate([c.of_judged(costs(c, ignored)) for c in cases])
    options = {
        "objective": "binary", "learning_rate": RATE, "num_leaves": LEAVES, "min_data_in_leaf": 40,
        "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 3.0,
        "min_sum_hessian_in_leaf": 1e-3, "max_bin": 63, "verbose": -1, "num_threads": 1, "seed": 2,
    }  # fmt: skip
    return lgb.train(options, lgb.Dataset(rows, right, weight=heavy * len(heavy) / heavy.sum()), TREES)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3))) if words else Counter()


def score(case: Case, kept: list[bool]) -> tuple[float, float]:
    gold = shingles(case.gold)
    told = shingles("\n\n".join(p.text for p, keep in zip(case.passages, kept, strict=True) if keep))
    shared = sum((gold & told).values())
    return shared / (sum(told.values()) or 1), shared / (sum(gold.values()) or 1)


def told(case: Case, chances: list[float]) -> list[bool]:
    """Which passages are told, as the program chooses them."""
    long, short = judge.needed(case.passages, chances, THRESHOLD, SHORT)
    return [
        chance > (short if len(p.text) < judge.SHORT else long)
        for p, chance in zip(case.passages, chances, strict=True)
    ]


def report(name: str, cases: list[Case], chances: dict[str, list[float]]) -> None:
    for group in SETS:
        scores = [score(c, told(c, chances[c.name])) for c in cases if c.group == group]
        if scores:
            p, r = (float(np.mean(column)) for column in zip(*scores, strict=True))
            bad = np.mean([2 * a * b / (a + b) < 0.5 if a + b else True for a, b in scores])
            print(
                f"{name:14} {group:5} F1 {2 * p * r / (p + r):.4f} P {p:.4f} R {r:.4f} bad {bad:.3f}",
                flush=True,
            )


def exported(booster: lgb.Booster) -> list[Any]:
    def node(tree: dict[str, Any]) -> Any:
        if "leaf_value" in tree:
            return round(tree["leaf_value"], 4)
        if tree["decision_type"] != "<=":
            raise ValueError(tree["decision_type"])
        name = features.NAMES[tree["split_feature"]]
        return [name, float(f"{tree['threshold']:.5g}"), node(tree["left_child"]), node(tree["right_child"])]

    return [node(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]


def write(path: Path, trees: list[Any], found: list[Sites]) -> None:
    lines = [f'"threshold": {THRESHOLD}', f'"threshold_short": {SHORT}', '"bias": 0.0']
    for name, sites in zip(TABLES, found, strict=True):
        weights = {n: sites.weight(n) for n in sorted(sites.shares)}
        entries = ", ".join(
            f"{json.dumps(n, ensure_ascii=False)}: {round(w, 2)}" for n, w in weights.items() if w is not None
        )
        lines.append(f'"{name}": {{{entries}}}')
    lines.append('"trees": [\n ' + ",\n ".join(json.dumps(t, separators=(",", ":")) for t in trees) + "\n]")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


def main() -> None:
    here = Path(__file__).resolve().parents[3]
    options = argparse.ArgumentParser()
    options.add_argument("bench", nargs="?", default=str(here.parent / "shared/bench/extract"))
    options.add_argument("--write", action="store_true", help="write resources/article/judge.json")
    given = options.parse_args()
    cases = [read(g, p) for g in SETS for p in sorted((Path(given.bench) / g / "gold").glob("*.json"))]
    cases = [c for c in cases if c.passages]
    for case in cases:
        tokens(case)
    found = tables(cases)
    for case in cases:
        unseen = {name: Without(sites, case.site) for name, sites in zip(TABLES, found, strict=True)}
        found_rows = features.rows(case.passages, case.votes, case.title, unseen)
        case.judged = [i for i, row in enumerate(found_rows) if row]
        case.rows = np.array([row for row in found_rows if row], np.float32).reshape(-1, len(features.NAMES))
    votes = {c.name: [min(1.0, c.votes[p.number] / p.pieces) for p in c.passages] for c in cases}
    report("readability", cases, votes)
    sites = sorted({c.site for c in cases})
    random.Random(7).shuffle(sites)  # noqa: S311 folds, not secrets
    fold = {name: i % FOLDS for i, name in enumerate(sites)}
    chances: dict[str, list[float]] = {}
    for i in range(FOLDS):
        booster = learn([c for c in cases if fold[c.site] != i], set())
        for c in cases:
            if fold[c.site] == i:
                chances[c.name] = c.chances(booster)
    report("unseen sites", cases, chances)
    # A page whose gold neither the vote nor what the other sites teach comes near most likely has the wrong gold.
    ignored = {
        c.name
        for c in cases
        if max(_f1(score(c, told(c, some[c.name]))) for some in (votes, chances)) < WRONG
    }
    print("left out of learning:", sorted(ignored))
    if given.write:
        booster = learn(cases, ignored)
        write(here / "resources/article/judge.json", exported(booster), found)


def _f1(pair: tuple[float, float]) -> float:
    return 2 * pair[0] * pair[1] / (pair[0] + pair[1]) if sum(pair) else 0.0


if __name__ == "__main__":
    main()
