"""What the judge is told of a passage beyond its own words."""

from __future__ import annotations

from typing import Any

from reader.core.article.markup.features import NAMES, rows
from reader.core.article.markup.parsing import parse, prune
from reader.core.article.markup.passages import Passage, Walk

LINE = "The old crane on the quay lifted its last load of timber, and then it was still, as everybody knew it would be."
LETTER = "Join the thousands who get our newsletter in their inbox, and unsubscribe whenever you like, at the foot of it."


def passages(html: str) -> list[Passage]:
    root = parse(html)
    prune(root)
    return Walk(root.find("body")).passages


def told(html: str, weights: dict[str, Any]) -> list[dict[str, float]]:
    found = passages(html)
    votes = {p.number: p.pieces for p in found}
    return [dict(zip(NAMES, row, strict=True)) for row in rows(found, votes, "", weights) if row is not None]


def test_a_name_in_one_word_is_seen_as_what_it_is_made_of() -> None:
    found = passages('<div class="jp-relatedposts"><p class="share">One</p></div>')[0].place
    assert found.above is not None
    assert {"relatedposts", "related"} <= found.above.tokens
    assert found.tokens == {"share"}


def test_longer_passages_are_weighed_by_their_words_and_by_those_around() -> None:
    weights = {"words": {"newsletter": -3.0, "inbox": -2.0, "timber": 1.0}}
    story, letter, again = told(f"<p>{LINE}</p><p>{LETTER}</p><p>{LINE}</p>", weights)
    assert story["vocabulary"] > 0 > letter["vocabulary"]
    assert letter["vocabulary_low"] == -5.0
    assert story["near_vocabulary"] < letter["near_vocabulary"]
    assert again["vocabulary"] == story["vocabulary"]


def test_what_a_heading_says_holds_below_its_lower_headings_too() -> None:
    weights = {"wording": {"related": -4.0, "cranes": 1.0}}
    page = f"<h2>Related</h2><h3>Cranes</h3><p>{LINE}</p><h2>Cranes</h2><p>{LINE}</p>"
    _, _, below, _, after = told(page, weights)
    assert below["wording_heading"] > 0 > below["wording_section"] == -4.0
    assert after["wording_section"] == 1.0


def test_what_is_far_from_the_story_and_among_links_or_beside_the_page_is_passed_over() -> None:
    links = "".join(f"<p><a href=/{n}>Another page of ours</a></p>" for n in range(6))
    story = f"<article>{f'<p>{LINE}</p>' * 8}<p>Weather</p></article>"
    beside = f"<section>{links}<div><p>Weather</p></div></section><footer><p>All rights</p><p>{LETTER}</p></footer>"
    found = passages(story + beside)
    votes = {p.number: p.pieces for p in found if p.text == LINE}
    judged = [row is not None for row in rows(found, votes, "", {})]
    assert judged == [True] * 9 + [False] * 8 + [True]
    assert None not in rows(found, {}, "", {})
