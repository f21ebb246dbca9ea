"""The judge gives one score a line, needs no page to be whole, and believes HTML where there is some."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.core.article.lines import FILES, Extras, Judge, Line
from reader.devices.files import resources

PROSE = (
    "The ferry left at seven, as it has done since the war, and nobody on the pier waved.",
    "On deck stood a man with a cello, who had asked twice whether it might rain, and had been told twice that it might.",
    "“It always might,” said the captain, and went below to look at the stove, which had been lit in May.",
)
MENU = ("Home", "News", "Sport", "Weather", "Sign in", "Subscribe", "Share", "Facebook")


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge({name: resources.read_json(f"article/lines/{name}.json") for name in FILES})


def test_prose_scores_above_the_menu_around_it(judge: Judge) -> None:
    lines = [Line(text) for text in (*MENU, *PROSE, *MENU)]
    scores = judge.scores(lines)
    menu = scores[: len(MENU)] + scores[-len(MENU) :]
    assert min(scores[len(MENU) : -len(MENU)]) > judge.keep > max(menu)


def test_a_shortcode_is_never_story(judge: Judge) -> None:
    scores = judge.scores([Line(PROSE[0]), Line("[audio_player_big]"), Line(PROSE[1]), Line(PROSE[2])])
    assert scores[1] == 0.0


def test_links_speak_against_a_block(judge: Judge) -> None:
    lines = [
        Line(text) for text in (*MENU, *PROSE, "The pier that lost its clock", "A cello in the rain", *MENU)
    ]
    plain = judge.scores(lines, [Extras(0.0, "p")] * len(lines))
    linked = judge.scores(lines, [Extras(1.0, "li")] * len(lines))
    assert sum(linked) < sum(plain)


def test_no_lines_no_scores(judge: Judge) -> None:
    assert judge.scores([]) == []


@settings(max_examples=60)
@given(st.lists(st.sampled_from((*MENU, *PROSE, "—", "…", "12", "海", "a\tb")), max_size=30))
def test_every_line_has_a_score_between_0_and_1(judge: Judge, texts: list[str]) -> None:
    scores = judge.scores([Line(text) for text in texts])
    assert len(scores) == len(texts)
    assert all(0.0 <= score <= 1.0 for score in scores)
