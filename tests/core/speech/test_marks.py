"""Raw word events become clean marks on the written words."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from reader.core.document import Span
from reader.core.speech.marks import marks
from reader.core.speech.values import Anchor, Spoken
from reader.core.speech.written import as_written


def spans(text: str, *words: str) -> list[Span]:
    return [Span(text.index(word), text.index(word) + len(word)) for word in words]


def test_each_word_begins_where_its_event_says() -> None:
    text = "Red fox ran"
    found = marks(as_written(text), 100, [(0, 0, 3), (50, 4, 3), (90, 8, 3)], 120)
    assert [(m.begin, m.end) for m in found] == [(0, 50), (50, 90), (90, 120)]
    assert [m.span.shifted(-100) for m in found] == spans(text, "Red", "fox", "ran")


def test_swallowed_words_share_the_time_by_length() -> None:
    found = marks(as_written("of them all"), 0, [(0, 0, 2), (60, 8, 3)], 100)
    assert [m.begin for m in found] == [0, 20, 60]


def test_a_word_first_in_the_text_without_an_event_shares_the_time_before_the_next() -> None:
    found = marks(as_written("of them all"), 0, [(0, 3, 4), (60, 8, 3)], 100)
    assert [m.begin for m in found] == [0, 20, 60]


def test_several_events_for_one_written_word_make_one_mark() -> None:
    found = marks(
        as_written("was 1,200 dollars"), 0, [(0, 0, 3), (10, 4, 2), (20, 5, 2), (30, 6, 3), (50, 10, 7)], 70
    )
    assert [m.begin for m in found] == [0, 10, 50]


def test_several_spoken_words_of_one_written_word_make_one_mark() -> None:
    said = Spoken(
        "in twenty twenty two now",
        (
            Anchor(Span(0, 2), Span(0, 2)),
            Anchor(Span(3, 9), Span(3, 7)),
            Anchor(Span(10, 16), Span(3, 7)),
            Anchor(Span(17, 20), Span(3, 7)),
            Anchor(Span(21, 24), Span(8, 11)),
        ),
    )
    found = marks(said, 0, [(0, 0, 2), (10, 3, 6), (20, 10, 6), (30, 17, 3), (40, 21, 3)], 60)
    assert [(m.begin, m.span) for m in found] == [(0, Span(0, 2)), (10, Span(3, 7)), (40, Span(8, 11))]


def test_what_goes_backwards_or_lies_outside_is_not_believed() -> None:
    found = marks(
        as_written("one two three"), 0, [(0, 0, 3), (30, 4, 3), (20, 8, 5), (900, 8, 5), (-4, 8, 5)], 60
    )
    assert [m.begin for m in found][:2] == [0, 30]
    assert 30 < found[2].begin < 60


WRITTEN = st.text(alphabet="ab1,.'-— \n日हि", max_size=60)
EVENTS = st.lists(st.tuples(st.integers(-5, 500), st.integers(-3, 70), st.integers(0, 9)), max_size=40)


@given(WRITTEN, EVENTS, st.integers(0, 400))
def test_every_word_has_one_mark_in_order_inside_the_sound_whatever_an_engine_reports(
    text: str, events: list[tuple[int, int, int]], frames: int
) -> None:
    said = as_written(text)
    found = marks(said, 7, events, frames)
    assert [m.span.shifted(-7) for m in found] == [anchor.written for anchor in said.anchors]
    edges = [edge for mark in found for edge in (mark.begin, mark.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= frames for edge in edges)
    assert all(one.end == other.begin for one, other in itertools.pairwise(found))
