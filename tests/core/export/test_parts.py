"""A text falls into parts in the same way each time, and nothing of it is lost between them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.document import Document, Kind, Part, Span, compose
from reader.core.export.book import LONGEST, chaptered
from reader.core.export.made import Entry, Failure, Made, entries, line
from reader.core.export.parts import MOST, Story, fingerprint, parts
from reader.core.speech.plan import pieces
from reader.core.speech.values import Mark, Precision

TEXTS = st.lists(st.text("ab .\n", max_size=900), max_size=8)


def document(texts: list[str], kind: Kind = Kind.PARAGRAPH) -> Document:
    def split(text: str, _: str) -> list[Span]:
        return [Span(at, min(at + 50, len(text))) for at in range(0, len(text), 50)]

    return compose([Part(kind, text, 1) for text in texts], split)


@given(TEXTS, TEXTS)
def test_the_pieces_of_all_parts_are_those_of_the_text(first: list[str], second: list[str]) -> None:
    tracks = [[Story(document(first)), Story(document(second))], [Story(document(second))]]
    made = list(parts(tracks))
    assert [part.number for part in made] == list(range(len(made)))
    for track, stories in enumerate(tracks):
        for number, story in enumerate(stories):
            own = [p for part in made if (part.track, part.story) == (track, number) for p in part.pieces]
            assert [p.span for p in own] == [p.span for p in pieces(story.document)]
        mine = [part for part in made if part.track == track]
        assert [part.last for part in mine] == [False] * (len(mine) - 1) + [True] * bool(mine)
    for part in made:
        assert sum(len(p.span) for p in part.pieces[:-1]) < MOST
    done = [part.done for part in made]
    assert done == sorted(done)
    assert not done or done[-1] <= sum(story.length for stories in tracks for story in stories)


def test_progress_ends_at_the_whole() -> None:
    told = [Story(document(["One. " * 400, "Two."])), Story(document(["Three."]))]
    assert list(parts([told]))[-1].done == sum(story.length for story in told)


def test_another_text_voice_or_order_is_other_work() -> None:
    one, two = Story(document(["One."])), Story(document(["Two."]))
    prints = [
        fingerprint([[one, two]], "a"),
        fingerprint([[one, two]], "b"),
        fingerprint([[two, one]], "a"),
        fingerprint([[one], [two]], "a"),
        fingerprint([[one, replace(two, spans=(Span(0, 3),))]], "a"),
    ]
    assert len(set(prints)) == len(prints)
    assert fingerprint([[one, two]], "a") == prints[0]


ENTRIES = [
    Entry(
        0,
        Made(0, 500, (Mark(0, 200, Span(3, 8)), Mark(200, 500, Span(9, 12))), Precision.EXACT),
        12,
        34,
    ),
    Entry(1, Made(1, 0, (), Precision.ESTIMATED, (Failure(Span(1, 2), "It “broke”.\n"),)), 0, 0),
]


def test_the_journal_gives_back_what_was_put_into_it() -> None:
    assert list(entries([line(entry) for entry in ENTRIES])) == ENTRIES


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "\n",
        "{",
        "[]\n",
        "null\n",
        line(ENTRIES[1])[:-1],
        line(ENTRIES[1])[:40],
        line(ENTRIES[0]),
        line(ENTRIES[1]).replace("broke", "broke\0"),
        line(ENTRIES[1]).replace('"marks": ""', '"marks": "AAAA"'),
        line(ENTRIES[1]).replace('"size": 0', '"size": -1'),
    ],
)
def test_what_follows_a_broken_line_does_not_count(broken: str) -> None:
    assert list(entries([line(ENTRIES[0]), broken, line(ENTRIES[1])])) == ENTRIES[:1]


def test_chapters_begin_at_headings_and_where_one_would_be_too_long() -> None:
    def split(text: str, _: str) -> list[Span]:
        return [Span(0, len(text))]

    long = [Part(Kind.PARAGRAPH, "a" * (LONGEST // 2)) for _ in range(4)]
    book = compose(
        [
            Part(Kind.PARAGRAPH, "Before."),
            Part(Kind.HEADING, "One", 1),
            Part(Kind.HEADING, "Deep", 3),
            *long,
            Part(Kind.HEADING, "Two", 2),
        ],
        split,
    )
    made = chaptered(Story(book, title=""))
    assert [story.title for story in made] == ["1", "One", "One", "Two"]
    assert [s for story in made for s in story.spans or ()] == list(book.sentences)
