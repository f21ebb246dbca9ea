"""Plain text stays whole: what an editor wrapped is joined, what is marked gets its kind."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article.lines.cut import clean, cut
from reader.core.article.lines.plain import bulk, plain
from reader.core.document import Kind

WRAPPED = """The ferry to the outer islands leaves at seven, and whoever comes late waits
until noon. Nobody has ever complained about it, for the harbour has a bakery
with four tables and the best view of the tide.

On Sundays it does not leave at all. The captain says that the sea needs a day
without him, and the islanders say that he needs one without them.
"""


def parts(text: str) -> list[tuple[str, str]]:
    return [(part.kind.value, part.text) for part in plain(cut(clean(text))).parts]


def test_lines_wrapped_by_an_editor_become_paragraphs_again() -> None:
    told = parts(WRAPPED)
    assert [kind for kind, _ in told] == ["paragraph", "paragraph"]
    assert "waits until noon" in told[0][1]
    assert "needs a day without him" in told[1][1]


def test_the_lines_of_a_poem_stay_apart() -> None:
    poem = "The lamp is low,\nthe ink is thin,\nand still the night\nwill not come in.\n\nI wrote one word\nand crossed it out."
    assert [text for _, text in parts(poem)] == [line for line in poem.split("\n") if line]


def test_a_letter_keeps_its_address_and_its_greeting() -> None:
    letter = "Dear Mrs Adeyemi,\n\nthank you for the seeds, which came up last week.\n\nYours sincerely\nTom Baker\n"
    assert [text for _, text in parts(letter)] == [line for line in letter.split("\n") if line]


def test_markdown_becomes_kinds_and_its_link_addresses_go_to_the_ledger() -> None:
    story = plain(
        cut(
            clean(
                "# The well\n\nIt is **deep** and _old_; see [the map](https://example.org/map).\n\n## Depth\n\n"
                "- nine fathoms\n- no *echo*\n\n> Nobody came back up.\n> Nobody went down.\n\n1. Look.\n2. Listen.\n\n"
                "```\nlet down(rope)\n```\n\n| stone | weight |\n|---|---|\n| flint | 2 |\n"
            )
        )
    )
    assert [(p.kind, p.text, p.level) for p in story.parts] == [
        (Kind.TITLE, "The well", 1),
        (Kind.PARAGRAPH, "It is deep and old; see the map.", 0),
        (Kind.HEADING, "Depth", 2),
        (Kind.ITEM, "nine fathoms", 1),
        (Kind.ITEM, "no echo", 1),
        (Kind.QUOTE, "Nobody came back up.", 0),
        (Kind.QUOTE, "Nobody went down.", 0),
        (Kind.ITEM, "1. Look.", 1),
        (Kind.ITEM, "2. Listen.", 1),
        (Kind.CODE, "let down(rope)", 0),
        (Kind.ROW, "stone, weight", 0),
        (Kind.ROW, "flint, 2", 0),
    ]
    assert [(piece.text, piece.reason) for piece in story.about.removed] == [
        ("https://example.org/map", "link address"),
        ("|---|---|", "rule"),
    ]


@pytest.mark.parametrize(
    ("link", "removed"),
    [
        ("[the crane](https://example.org/Crane_(bird))", "https://example.org/Crane_(bird)"),
        ('[the crane](/crane "A large (grey) bird")', '/crane "A large (grey) bird"'),
        ('![the crane](crane.png "Grey")', 'crane.png "Grey"'),
        ("[the crane]()", ""),
    ],
)
def test_the_whole_of_a_links_address_goes_to_the_ledger(link: str, removed: str) -> None:
    story = plain(cut(clean(f"# The well\n\nWe saw {link} there.\n")))
    assert story.parts[1].text == "We saw the crane there."
    assert [piece.text for piece in story.about.removed] == ([removed] if removed else [])


FENCED = [
    ("```python\nlet(rope)\n```", "python", "let(rope)"),
    ("~~~ sh\nlet\n\nrope\n~~~~~", "sh", "let\nrope"),
    ("````\n```python\nrope\n```\n````", "", "```python\nrope\n```"),
    ("```\nlet\n``` this is no end\n```", "", "let\n``` this is no end"),
]


@pytest.mark.parametrize(("block", "language", "code"), FENCED)
def test_a_fence_takes_nothing_away(block: str, language: str, code: str) -> None:
    story = plain(cut(clean(f"# The well\n\nBefore.\n\n{block}\n\nAfter.\n\n## Depth\n\nDeep.\n")))
    assert [part.text for part in story.parts] == ["The well", "Before.", code, "After.", "Depth", "Deep."]
    assert language in "".join(piece.text for piece in story.about.removed)


@pytest.mark.parametrize("line", ["```let down``` lowers the rope.", "~~~ Chapter two ~~~"])
def test_what_only_begins_as_a_fence_does_is_text(line: str) -> None:
    story = plain(cut(clean(f"# The well\n\n## Rope\n\n{line}\n\nAfter.\n")))
    words = re.findall(r"\w+", " ".join(part.text for part in story.parts))
    assert words == re.findall(r"\w+", f"The well Rope {line} After")
    assert all(part.kind is not Kind.CODE for part in story.parts)


def test_underlined_and_capital_lines_are_headings() -> None:
    told = parts("The Well\n========\n\nIt is deep.\n\nDEPTH AND WIDTH\n\nNobody knows either.\n")
    assert [kind for kind, _ in told] == ["title", "paragraph", "heading", "paragraph"]


def test_chinese_lines_are_joined_without_a_space() -> None:
    line = "海风从码头吹来带着盐和柴油的味道老船长坐在木箱上数着归航的渔船一艘也没有少"
    told = parts("\n".join([line[:30], line[:30], line[:30], line[:12] + "。"]))
    assert told == [("paragraph", line[:30] * 3 + line[:12] + "。")]


def test_a_hyphen_at_the_end_of_a_line_goes_only_where_the_word_stands_elsewhere() -> None:
    text = (
        "The keeper of the lighthouse counted every ship that passed his light-\n"
        "house in the night, and the well-known ones he greeted with his well-\n"
        "known lamp. No ship ever answered, but he kept a list of all of them.\n"
    )
    told = parts(text)
    assert len(told) == 1
    assert "his lighthouse in" in told[0][1]
    assert "well-known lamp" in told[0][1]


@pytest.mark.parametrize("text", ["", "\n\n\n", "\x00\x01\x02", "\u200b\ufeff"])
def test_text_without_anything_to_see_has_no_parts(text: str) -> None:
    assert plain(cut(clean(text))).parts == ()


@given(st.text(alphabet=st.sampled_from("ab Zé字,.!?-\n\n\t0"), max_size=400))
def test_no_letter_of_a_plain_text_is_lost_or_added(text: str) -> None:
    told = "".join(part.text for part in plain(cut(clean(text))).parts)
    letters = r"[^\W\d_]"
    assert re.findall(letters, told) == re.findall(letters, text)


def test_millions_of_lines_are_bundled_and_complete() -> None:
    text = "a\n" * 1_300_000
    story = bulk(text)
    assert len(story.parts) <= 300_001
    assert sum(part.text.count("a") for part in story.parts) == 1_300_000


def test_a_date_an_author_or_a_heading_may_stand_between_the_title_and_the_prose():
    prose = "The council decided on Monday night that the harbour of Westmole will close for two years from March."
    told = parts("Harbour to close\n\nTuesday, March 8, 2011\n\nBackground\n\n" + prose)
    assert told[0] == ("title", "Harbour to close")
    assert parts("Dear Anna,\n\nMonday\n\n" + prose)[0][0] == "paragraph"
    assert parts("Milk\n\nBread\n\nButter\n\nSalt\n\nEggs")[0][0] == "paragraph"
