"""How near the stories told of HTML pages come to those people marked by hand; the floors may only rise.

Measured with the scorer of `../shared/bench/extract` in process. The weights of the judge were learned on
these pages; what they reach on sites not seen in learning is printed by `training/html_judge.py`.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import statistics
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reader.core.article.extractor import ArticleExtractor
from reader.core.document import Page, Span
from reader.core.errors import ReaderError
from reader.core.language import LanguageDetector
from reader.devices.files.resources import JsonFolder

BENCH = Path(__file__).resolve().parents[3] / "shared/bench/extract"
pytestmark = pytest.mark.skipif(not BENCH.is_dir(), reason="the pages are not here")

EVERY = {"sh": 1, "moz": 2, "wcxb": 5}
"""Of the larger sets every so-manieth page, for the time it takes."""
FLOORS = {
    "sh": {"f1": 0.987, "good": 0.98},
    "moz": {"f1": 0.987, "good": 0.99, "title": 0.87, "author": 0.66, "date": 0.89},
    "wcxb": {"f1": 0.971, "good": 0.985, "title": 0.895, "author": 0.72, "date": 0.924},
}


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", BENCH / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", list(FLOORS))
def test_stories_come_as_near_as_they_did(name: str, scorer: ModuleType) -> None:
    golds = [json.loads(p.read_text("utf-8")) for p in sorted((BENCH / name / "gold").glob("*.json"))]
    golds = golds[:: EVERY[name]]
    told = [_told(name, gold["id"]) for gold in golds]
    scores = [
        scorer.page_prf(scorer.overlap(g["body"], t.get("body", "")))
        for g, t in zip(golds, told, strict=True)
    ]
    precision, recall = (statistics.mean(s[i] for s in scores) for i in (0, 1))
    found = {
        "f1": 2 * precision * recall / (precision + recall),
        "good": statistics.mean(s[2] >= 0.5 for s in scores),
    }
    for key, field, same in (
        ("title", "title", lambda a, b: scorer.folded(a) == scorer.folded(b)),
        ("author", "byline", lambda a, b: scorer.names(a) == scorer.names(b)),
        ("date", "published", lambda a, b: scorer.day(a) == scorer.day(b)),
    ):
        known = [
            (g, t)
            for g, t in zip(golds, told, strict=True)
            if g.get(key) and (key != "date" or scorer.day(g[key]))
        ]
        if known:
            found[key] = statistics.mean(same(g[key], t.get(field)) for g, t in known)
    low = {key: (round(found[key], 4), floor) for key, floor in FLOORS[name].items() if found[key] < floor}
    assert not low, f"{name}: measured, floor: {low}"


@cache
def _extractor() -> ArticleExtractor:
    data = JsonFolder("article")
    return ArticleExtractor(data, lambda text, language: [Span(0, len(text))], LanguageDetector().detect)


def _told(name: str, page: str) -> dict[str, Any]:
    content = gzip.decompress((BENCH / name / "html" / f"{page}.html.gz").read_bytes())
    try:
        document = _extractor().extract(Page(content, f"{page}.html"))
    except ReaderError:
        return {}
    fields = ("body", "title", "byline", "published")
    return {field: getattr(document, field) for field in fields}
