"""Turns the pages of the bench into the weights of the line judge: `resources/article/lines/{words,weights}.json`.

    nice uv run --with lightgbm --with numpy python tests/quality/training/line_judge.py [--report] [--folds 4]

Labels come from aligning the lines of each page with its gold body (`pages.py`). Everything a later step learns
from is made by an earlier step that has not seen the page's site: the words are weighed, and the first scores
given, by models of the other folds. So the figures this prints are of sites no model has seen. `--report` stops
there. The order of everything is fixed: the same pages give the same weights.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import random
import re
import statistics
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import lightgbm
import numpy
import pages

from reader.core.article.lines import choice, context, echo, headline, judge, shape
from reader.core.article.lines.furniture import Furniture
from reader.devices.files import resources

FIRST = {"trees": 300, "learning_rate": 0.05, "feature_fraction": 0.4, "min_data_in_leaf": 60}
SECOND = {"trees": 140, "learning_rate": 0.05, "feature_fraction": 0.5, "min_data_in_leaf": 150}
TITLE_TREES = 80
NEWS = 2.0
"""How much a page of the news set counts; there are few of them."""
UNASKED = frozenset(
    (
        "start", "marks", "digits", "address", "tabs", "personal", "by", "numbered", "dates", "quotes", "commas", "pairs",
        "to prose above", "length after", "length after 2", "length before 2", "end before", "start before",
        "furniture after", "said again",
    )
)  # fmt: skip
"""What the first look does without: it gained next to nothing there, and every number asked for costs time."""
KEEP = 0.48
WORDS = 700
"""How many words are weighed."""
TEXT_FOR_WORDS = 25
"""Sites on which a word must stand to be weighed."""

SOURCE = (
    "learned from the Web Content Extraction Benchmark (Murrough Foley, CC BY 4.0), the article extraction benchmark of "
    "Scrapinghub (MIT) and the test pages of Mozilla Readability (Apache-2.0)"
)

_spec = importlib.util.spec_from_file_location("score", pages.BENCH / "score.py")
assert _spec is not None
assert _spec.loader is not None
score: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(score)


@dataclass
class Table:
    """Every line of every page as numbers, and what there is to learn about it."""

    pages: list[pages.Sample]
    fold: list[int]
    shapes: list[list[shape.Shape]]
    rows: list[Any]
    labels: list[Any]
    chosen: list[Any]
    weights: list[Any]
    words: dict[str, float]
    """The weights of words, from all pages."""


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--report", action="store_true", help="only print figures of unseen sites")
    asked.add_argument("--folds", type=int, default=4)
    options = asked.parse_args()
    begun = time.time()

    def say(*what: Any) -> None:
        print(f"{time.time() - begun:6.0f} s", *what, flush=True)

    table = prepare(options.folds)
    say(len(table.pages), "pages,", sum(map(len, table.labels)), "lines")
    seen = narrowed(table.rows)
    first = unseen(table, seen, FIRST)
    say("first look", figures(table, first, KEEP))
    heard = listen(table, first)
    second = unseen(table, heard, SECOND)
    say("second look", figures(table, second, KEEP))
    both = [numpy.vectorize(judge.mean)(a, b) for a, b in zip(first, second, strict=True)]
    for keep in (KEEP - 0.05, KEEP, KEEP + 0.05):
        say("both looks", round(keep, 2), figures(table, both, keep))
    asked_lines = candidates(table, heard)
    titled = [learned_title(table, heard, asked_lines, k) for k in sorted(set(table.fold))]
    say("headline", title_figures(table, heard, asked_lines, titled))
    if options.report:
        return
    everything = list(range(len(table.pages)))
    fields = [*shape.FIELDS, *context.FIELDS]
    model = {
        "keep": KEEP,
        "first": exported(learn(table, seen, everything, FIRST), fields),
        "headline": exported(
            learned_title(table, heard, asked_lines, -1), [*shape.FIELDS, *echo.FIELDS, *context.FIELDS]
        ),
        "second": exported(learn(table, heard, everything, SECOND), [*shape.FIELDS, *echo.FIELDS]),
    }
    to = resources.path("article/lines")
    (to / "words.json").write_text(json.dumps(table.words, ensure_ascii=False, indent=0) + "\n", "utf-8")
    (to / "weights.json").write_text(_readable(model), "utf-8")
    say("written")


def prepare(count: int) -> Table:
    """The lines of all pages as numbers; the words of a page are weighed by the other folds."""
    some = [
        s for kind in ("text", "html") for name in pages.SETS for s in pages.samples(kind, name) if s.lines
    ]
    some += shortened([s for s in some if s.kind == "text"])
    fold = folds([s.site for s in some], count)
    furniture = Furniture(resources.read_json("article/lines/furniture.json"))
    cues = resources.read_json("article/lines/cues.json")
    plain = shape.Shaper(furniture, shape.Vocabulary({}), cues)
    said = [
        (s, [plain.shape(line).words for line in s.lines], f)
        for s, f in zip(some, fold, strict=True)
        if s.kind == "text"
    ]
    vocabularies = [weigh([(s, words) for s, words, f in said if f != k]) for k in range(count)]
    shaped, rows, labels, taken, weights = [], [], [], [], []
    chance = numpy.random.default_rng(3)
    for s, f in zip(some, fold, strict=True):
        shaper = shape.Shaper(furniture, shape.Vocabulary(vocabularies[f]), cues)
        shapes = [shaper.shape(line) for line in s.lines]
        around = context.surroundings(s.lines, shapes, s.links, s.tags)
        row = numpy.array(
            [(*a.numbers, *b) for a, b in zip(shapes, around, strict=True)], dtype=numpy.float64
        )
        label = numpy.array(s.labels)
        take, weight = chosen(s, row, label, chance)
        shaped.append(shapes)
        rows.append(row)
        labels.append(label)
        taken.append(take)
        weights.append(weight)
    return Table(
        some, fold, shaped, rows, labels, taken, weights, weigh([(s, words) for s, words, _ in said])
    )


def shortened(some: list[pages.Sample]) -> list[pages.Sample]:
    """Each page once more with less around the story and less of it, as people select, and as short pages are."""
    dice = random.Random(4)  # noqa: S311 - the same cuts every time
    out = []
    for s in some:
        story = [i for i, label in enumerate(s.labels) if label >= 0.5]
        if len(story) < 2:
            continue
        first, last = story[0], story[-1]
        top = list(range(max(0, first - dice.randint(0, 18)), first))
        middle = list(range(first, min(last + 1, first + dice.randint(3, 16))))
        end = list(range(last + 1, min(len(s.lines), last + 1 + dice.randint(0, 14))))
        at = top + middle + end
        out.append(
            pages.Sample(
                s.name, s.site, "short", {**s.gold, "body": "\n".join(s.lines[i].text for i in at if s.labels[i] >= 0.5)},
                [s.lines[i] for i in at], [-1.0] * len(at), [""] * len(at), [s.labels[i] for i in at],
            )
        )  # fmt: skip
    return out


def narrowed(rows: list[Any]) -> list[Any]:
    """The rows without the numbers that the first look does not ask for."""
    fields = [*shape.FIELDS, *context.FIELDS]
    asked = numpy.array([0.0 if field in UNASKED else 1.0 for field in fields])
    return [row * asked for row in rows]


def listen(table: Table, scores: list[Any]) -> list[Any]:
    """The numbers of the second look: a line's own, and what it hears of the first scores."""
    own = len(shape.FIELDS)
    return [
        numpy.hstack([row[:, :own], numpy.array(echo.echoes(list(p), list(row[:, 0])))])
        for row, p in zip(table.rows, scores, strict=True)
    ]


def learn(table: Table, rows: list[Any], of: list[int], wanted: dict[str, Any]) -> Any:
    """Trees learned from the pages `of`."""
    settings = {
        "objective": "cross_entropy", "num_leaves": 8, "bagging_fraction": 0.7, "bagging_freq": 1, "lambda_l2": 5.0,
        "verbose": -1, "num_threads": 1, "max_bin": 63, "seed": 5, "deterministic": True, **wanted,
    }  # fmt: skip
    trees = settings.pop("trees")
    made = lightgbm.Dataset(
        numpy.vstack([rows[i][table.chosen[i]] for i in of]),
        numpy.concatenate([table.labels[i][table.chosen[i]] for i in of]),
        weight=numpy.concatenate([table.weights[i][table.chosen[i]] for i in of]),
    )
    return lightgbm.train(settings, made, trees)


def unseen(table: Table, rows: list[Any], wanted: dict[str, Any]) -> list[Any]:
    """The scores of every page by a model that has not seen its site."""
    out: list[Any] = [None] * len(rows)
    for k in sorted(set(table.fold)):
        model = learn(table, rows, [i for i, f in enumerate(table.fold) if f != k], wanted)
        for i, f in enumerate(table.fold):
            if f == k:
                out[i] = model.predict(rows[i])
    return out


def candidates(table: Table, heard: list[Any]) -> list[list[tuple[int, float]]]:
    """The lines of each page that might be its headline, each with whether it is, as far as the gold tells."""
    out = []
    for s, row in zip(table.pages, heard, strict=True):
        title = Counter(score.folded(s.gold.get("title")).split())
        some = headline.candidates([tuple(line) for line in row]) if title and s.kind == "text" else []
        like = []
        for i in some:
            words = Counter(score.folded(s.lines[i].text).split())
            like.append(2 * sum((words & title).values()) / (sum(words.values()) + sum(title.values()) or 1))
        best = max(like, default=0.0)
        out.append(
            [(i, float(share >= 0.75 and share >= best - 0.02)) for i, share in zip(some, like, strict=True)]
        )
    return out


def learned_title(table: Table, heard: list[Any], some: list[list[tuple[int, float]]], without: int) -> Any:
    """Trees that tell headlines, learned from all pages but those of one fold (-1: from all)."""
    own = len(shape.FIELDS)
    rows, labels = [], []
    for row, around, lines, f in zip(heard, table.rows, some, table.fold, strict=True):
        if lines and f != without and any(label for _, label in lines):
            at = [i for i, _ in lines]
            rows.append(numpy.hstack([row[at], around[at][:, own:]]))
            labels += [label for _, label in lines]
    settings = {
        "objective": "cross_entropy", "num_leaves": 8, "learning_rate": 0.1, "min_data_in_leaf": 25, "lambda_l2": 5.0,
        "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "verbose": -1, "num_threads": 1,
        "max_bin": 63, "seed": 5, "deterministic": True,
    }  # fmt: skip
    return lightgbm.train(settings, lightgbm.Dataset(numpy.vstack(rows), numpy.array(labels)), TITLE_TREES)


def title_figures(
    table: Table, heard: list[Any], some: list[list[tuple[int, float]]], models: list[Any]
) -> str:
    """The share of pages with a known title whose best line is it, by the bench's own comparison."""
    own = len(shape.FIELDS)
    right: dict[str, list[bool]] = {}
    for s, row, around, lines, f in zip(table.pages, heard, table.rows, some, table.fold, strict=True):
        if s.kind != "text" or not s.gold.get("title"):
            continue
        found = ""
        if lines:
            at = [i for i, _ in lines]
            told = models[f].predict(numpy.hstack([row[at], around[at][:, own:]]))
            if max(told) >= headline.SURE:
                found = s.lines[at[int(numpy.argmax(told))]].text
        right.setdefault(s.name.split("/")[0], []).append(
            score.folded(found) == score.folded(s.gold["title"])
        )
    return ", ".join(f"{name} {statistics.mean(x):.3f} of {len(x)}" for name, x in right.items())


def folds(sites: list[str], count: int) -> list[int]:
    """A fold a page; the pages of a site are in one fold, in both renderings."""
    order = sorted(set(sites))
    random.Random(1).shuffle(order)  # noqa: S311 - the same folds every time
    of = {site: at % count for at, site in enumerate(order)}
    return [of[site] for site in sites]


def chosen(s: pages.Sample, row: Any, label: Any, chance: Any) -> tuple[Any, Any]:
    """Which lines are learned from, and how much each counts: its share of the page's story.

    Short lines far from any story are learned from in part, with the weight of the rest.
    """
    size = numpy.array([len(re.findall(r"\w+", line.text)) for line in s.lines], dtype=float)
    story = max(20, len(re.findall(r"\w+", s.gold["body"])))
    weight = numpy.minimum((size + 1.5) / (story + 30), 1.0) * 100
    easy = (label < 0.1) & (row[:, 0] < 40)
    share = numpy.where(easy, 0.25, 1.0) if s.kind != "html" else numpy.where(easy, 0.08, 0.4)
    take = chance.random(len(label)) < share
    weight *= NEWS if s.name.startswith("sh/") else 1.0
    return take, weight * numpy.where(easy, 4.0, 1.0) * {"text": 1.0, "short": 0.4, "html": 0.8}[s.kind]


def weigh(some: list[tuple[pages.Sample, list[tuple[str, ...]]]]) -> dict[str, float]:
    """The words whose lines are clearly more often inside, or outside, a story: log odds over all words."""
    inside: Counter[str] = Counter()
    outside: Counter[str] = Counter()
    sites: dict[str, set[str]] = {}
    for s, words in some:
        here_in: Counter[str] = Counter()
        here_out: Counter[str] = Counter()
        for said, label in zip(words, s.labels, strict=True):
            if 3 <= len(said) <= 80:
                (here_in if label >= 0.5 else here_out).update(set(said))
        for word, times in here_in.items():
            inside[word] += min(times, 4)
            sites.setdefault(word, set()).add(s.site)
        for word, times in here_out.items():
            outside[word] += min(times, 4)
            sites.setdefault(word, set()).add(s.site)
    known = [w for w, where in sites.items() if len(where) >= TEXT_FOR_WORDS]
    a, b = sum(inside[w] for w in known), sum(outside[w] for w in known)
    weight = {w: math.log((inside[w] + 5) / (a + 5)) - math.log((outside[w] + 5) / (b + 5)) for w in known}
    best = sorted(known, key=lambda w: (-abs(weight[w]) * math.sqrt(inside[w] + outside[w]), w))[:WORDS]
    return {w: round(weight[w], 2) for w in sorted(best)}


def figures(table: Table, scores: list[Any], keep: float) -> str:
    """F1 (precision, recall) a set and rendering, chosen as the program does, by the bench's own definition."""
    told: dict[tuple[str, str], list[Any]] = {}
    for s, shapes, p in zip(table.pages, table.shapes, scores, strict=True):
        kept = choice.kept(shapes, list(p), keep)
        body = "\n\n".join(line.text for line, ok in zip(s.lines, kept, strict=True) if ok)
        told.setdefault((s.kind, s.name.split("/")[0]), []).append(score.overlap(s.gold["body"], body))
    out = []
    for (kind, name), xs in told.items():
        p = statistics.mean(score.page_prf(x)[0] for x in xs if x[0] + x[1] > 0)
        r = statistics.mean(score.page_prf(x)[1] for x in xs if x[0] + x[2] > 0)
        out.append(f"{kind} {name} {2 * p * r / (p + r):.4f} ({p:.3f}/{r:.3f})")
    return ", ".join(out)


def exported(model: Any, fields: list[str]) -> dict[str, Any]:
    """The trees as nested lists; leaves already count in log odds."""

    def tree(node: dict[str, Any]) -> Any:
        if "leaf_value" in node:
            return round(node["leaf_value"], 4)
        assert node["decision_type"] == "<="
        assert node.get("missing_type", "None") == "None"
        threshold = float(f"{node['threshold']:.5g}")
        return [fields[node["split_feature"]], threshold, tree(node["left_child"]), tree(node["right_child"])]

    return {"fields": fields, "trees": [tree(t["tree_structure"]) for t in model.dump_model()["tree_info"]]}


def _readable(model: dict[str, Any]) -> str:
    """JSON with one tree a line."""
    looks = []
    for name in ("first", "second", "headline"):
        trees = ",\n".join(json.dumps(t, separators=(",", ":")) for t in model[name]["trees"])
        looks.append(f'"{name}": {{"fields": {json.dumps(model[name]["fields"])},\n"trees": [\n{trees}\n]}}')
    return f'{{"source": {json.dumps(SOURCE)},\n"keep": {model["keep"]},\n' + ",\n".join(looks) + "}\n"


if __name__ == "__main__":
    main()
