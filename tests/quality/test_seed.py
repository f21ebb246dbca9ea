"""The page that Reader began with comes out exactly, whatever else changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.core.article.lines import FILES, read_lines
from reader.core.article.story import Story
from reader.core.document import Kind
from reader.devices.files import resources

SEED = Path(__file__).parents[3] / "shared" / "seed"
DATA = {name: resources.read_json(f"article/lines/{name}.json") for name in FILES}
CLUTTER = (
    "Share",
    "Tweet",
    "WhatsApp",
    "Share on Linkedin",
    "[tta_listen_btn]",
    "Related Posts",
    "Get Alerts",
)


def read(text: str) -> Story:
    return read_lines(text, DATA)


def texts(story: Story, kind: Kind) -> list[str]:
    return [part.text for part in story.parts if part.kind is kind]


@pytest.fixture(scope="module")
def seed() -> Story:
    path = SEED / "kazakhstan-page.txt"
    if not path.exists():
        pytest.skip("the seed page is not beside this checkout")
    return read(path.read_text("utf-8"))


@pytest.fixture(scope="module")
def harbour() -> Story:
    return read(resources.path("examples/harbour-page.txt").read_text("utf-8"))


def test_the_seed_page_comes_out_exactly(seed: Story) -> None:
    gold = json.loads((SEED / "kazakhstan-gold.json").read_text("utf-8"))
    assert texts(seed, Kind.TITLE) == [gold["title"]]
    assert texts(seed, Kind.STANDFIRST) == [gold["standfirst"]]
    assert texts(seed, Kind.PARAGRAPH) == gold["paragraphs"]
    assert texts(seed, Kind.CREDIT) == [gold["credit"]]
    assert len(seed.parts) == len(gold["paragraphs"]) + 3


def test_every_piece_of_the_seed_clutter_is_in_the_ledger_with_its_reason(seed: Story) -> None:
    told = [(piece.text, piece.reason) for piece in seed.about.removed]
    assert told[0][1] == "stock ticker"
    assert told[1:] == [
        ("Share", "share row"),
        ("Tweet", "share row"),
        ("WhatsApp", "share row"),
        ("Share on Linkedin", "share row"),
        ("[tta_listen_btn]", "shortcode"),
        ("Related Posts", "related"),
        ("Get Alerts", "newsletter"),
    ]


def test_our_own_example_page_comes_out_exactly(harbour: Story) -> None:
    assert [part.kind.value for part in harbour.parts] == [
        "title",
        "standfirst",
        *["paragraph"] * 7,
        "credit",
    ]
    assert harbour.parts[0].text == "Old harbour crane sings again after 40 silent years"
    assert harbour.parts[1].text == "Volunteers rebuilt its steam whistle from a drawing found in an attic"
    assert harbour.parts[-2].text.endswith("“It is a neighbour that had lost its voice.”")
    assert harbour.parts[-1].text == "Harbour News Service"
    assert [piece.text for piece in harbour.about.removed[1:]] == list(CLUTTER)
