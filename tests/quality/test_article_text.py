"""How much of the story, and how little else, comes out of copied page text: floors that may only rise.

Measured on the dev half of the bench by its own scorer, which is where the weights were learned, too; what sites
show that no model has seen is printed by `training/line_judge.py --report`.
"""

from __future__ import annotations

import importlib.util
import json
import statistics
from pathlib import Path
from typing import Any

import pytest

from reader.core.article.lines import FILES, LineReader
from reader.core.document import AROUND, Kind
from reader.devices.files import resources

BENCH = Path(__file__).parents[3] / "shared" / "bench" / "extract"
FLOORS = {"sh": 0.963, "wcxb": 0.941, "moz": 0.942}
TITLES = {"wcxb": 0.74}

pytestmark = pytest.mark.skipif(not BENCH.exists(), reason="the bench is not beside this checkout")


@pytest.fixture(scope="module")
def score() -> Any:
    spec = importlib.util.spec_from_file_location("score", BENCH / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reader() -> LineReader:
    return LineReader({name: resources.read_json(f"article/lines/{name}.json") for name in FILES})


@pytest.mark.parametrize("name", FLOORS)
def test_copied_pages_give_their_story(name: str, score: Any, reader: LineReader) -> None:
    told, titles = [], []
    for path in sorted((BENCH / name / "gold").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        page = BENCH / name / "text" / f"{gold['id']}.txt"
        if not page.exists():
            continue
        story = reader.read(page.read_text("utf-8"))
        body = "\n\n".join(part.text for part in story.parts if part.kind not in AROUND)
        told.append(score.overlap(gold["body"], body))
        if gold.get("title"):
            title = next((part.text for part in story.parts if part.kind is Kind.TITLE), "")
            titles.append(score.folded(title) == score.folded(gold["title"]))
    precision = statistics.mean(score.page_prf(x)[0] for x in told if x[0] + x[1] > 0)
    recall = statistics.mean(score.page_prf(x)[1] for x in told if x[0] + x[2] > 0)
    assert 2 * precision * recall / (precision + recall) >= FLOORS[name]
    if name in TITLES:
        assert statistics.mean(titles) >= TITLES[name]


def test_bodies_pasted_alone_stay_whole(reader: LineReader) -> None:
    """A story without its page is plain text: of its letters next to none may go to the ledger."""
    kept = whole = 0
    for path in sorted((BENCH / "wcxb" / "gold").glob("*.json"))[:200]:
        body = json.loads(path.read_text("utf-8"))["body"]
        story = reader.read(body)
        kept += sum(c.isalpha() for part in story.parts for c in part.text)
        whole += sum(map(str.isalpha, body))
    assert kept / whole >= 0.99
