"""Pages of our own writing, each stating one rule: `input.txt` is pasted, `expected.json` says what comes out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader.core.article.lines import FILES, LineReader
from reader.core.document import AROUND, Kind
from reader.devices.files import resources

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/expected.json"))


@pytest.fixture(scope="module")
def reader() -> LineReader:
    return LineReader({name: resources.read_json(f"article/lines/{name}.json") for name in FILES})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_rule_of_the_case_holds(case: Path, reader: LineReader) -> None:
    expected: dict[str, Any] = json.loads((case / "expected.json").read_text("utf-8"))
    text = (case / "input.txt").read_text("utf-8")
    story = reader.read(text)
    kinds = {part.text: part.kind.value for part in story.parts}
    told = {piece.text: piece.reason for piece in story.about.removed}
    body = [part.text for part in story.parts if part.kind not in AROUND]
    if expected.get("whole"):
        assert [part.text for part in story.parts] == [line for line in text.split("\n") if line]
        assert not story.about.removed
    if "title" in expected:
        assert [part.text for part in story.parts if part.kind is Kind.TITLE] == [expected["title"]]
    if "body" in expected:
        assert body == expected["body"]
    if "count" in expected:
        assert len(body) == expected["count"], body
    if "credit" in expected:
        assert story.parts[-1].kind is Kind.CREDIT
        assert story.parts[-1].text == expected["credit"]
    assert story.about.byline == expected.get("byline", "")
    assert story.about.published == expected.get("published", "")
    assert {text: kinds.get(text) for text in expected.get("kinds", {})} == expected.get("kinds", {})
    assert {text: told.get(text) for text in expected.get("removed", {})} == expected.get("removed", {})


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_line_is_either_in_the_story_or_in_the_ledger(case: Path, reader: LineReader) -> None:
    text = (case / "input.txt").read_text("utf-8")
    story = reader.read(text)
    left = "".join(c for c in text if c.isalnum())
    heard = [part.text for part in story.parts] + [piece.text for piece in story.about.removed]
    assert sorted(left) == sorted(c for piece in heard for c in piece if c.isalnum())
