"""Furniture is known by name in many languages and by shape in none."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from reader.core.article.lines.cut import Line
from reader.core.article.lines.furniture import Furniture
from reader.core.article.lines.shape import NAMES, Shaper, Vocabulary
from reader.devices.files import resources

PHRASES = resources.read_json("article/lines/furniture.json")
SHAPER = Shaper(Furniture(PHRASES), Vocabulary({}), resources.read_json("article/lines/cues.json"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Share on LinkedIn", "share row"),
        ("SHARE", "share row"),
        ("Teilen", "share row"),
        ("分享到", "share row"),
        ("Skip to main content", "navigation"),
        ("Lesen Sie auch: Die Bäckerei am Hafen", "related"),
        ("関連記事一覧", "related"),
        ("RELATED POSTS", "related"),
        ("Читайте также:", "related"),
        ("12 Comments", "comments"),
        ("1,204 views", "share row"),
        ("Get Alerts", "newsletter"),
        ("[tta_listen_btn]", "shortcode"),
        ('[gallery ids="1,2,3"]', "shortcode"),
        ("{{ page.title }}", "shortcode"),
        ("AB 12.1▲ 0.2 (1%) CD 9.7▼ -0.1 (1%) EF 3▲ 0 (0%)", "stock ticker"),
        ("© 2023 The Harbour Post", "copyright"),
        ("We use cookies to make this page better.", "cookie"),
        ("• • •", "no words"),
    ],
)
def test_furniture_has_a_name(text: str, name: str) -> None:
    assert SHAPER.shape(Line(text)).name == name


@pytest.mark.parametrize(
    "text",
    [
        "Moreover, the crane had never been insured.",
        "Homeless people slept under the pier that winter.",
        "The minister said [sic] that nobody had asked.",
        "Sharing the keys was the captain's idea, and he regretted it by Tuesday.",
        "Prices rose by 3 (10%) in May and fell by 2 (5%) in June.",
        "Closed doors do not stop the tide.",
    ],
)
def test_prose_has_none(text: str) -> None:
    assert SHAPER.shape(Line(text)).name == ""


def test_every_name_in_the_lists_has_a_number() -> None:
    told = {name for sort in ("whole", "start", "inside") for name in PHRASES[sort]}
    assert told <= set(NAMES)


def test_no_phrase_has_two_names() -> None:
    names = Counter(phrase for some in PHRASES["whole"].values() for phrase in set(some))
    assert [phrase for phrase, times in names.items() if times > 1] == []


def test_phrases_are_written_in_lower_case() -> None:
    told = json.dumps(PHRASES, ensure_ascii=False)
    assert told == told.lower()
