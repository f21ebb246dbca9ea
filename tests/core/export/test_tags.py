"""Tags and chapters come from the document and the time of its words."""

from __future__ import annotations

import pytest

from reader.core.document import About, Document, Kind, Part, Span, compose
from reader.core.export.parts import Story
from reader.core.export.tags import Chapter, chapters, tags, three_letters
from reader.core.export.timeline import Timed
from reader.core.words import words


def document(*parts: tuple[Kind, str], **about: str) -> Document:
    return compose([Part(k, t) for k, t in parts], lambda text, _: [Span(0, len(text))], About(**about))


def second_a_word(document: Document, begin: float = 0.0) -> list[Timed]:
    return [Timed(word, begin + at, begin + at + 1) for at, word in enumerate(words(document.text))]


STORY = document(
    (Kind.TITLE, "Low tide"),
    (Kind.PARAGRAPH, "Nobody calls."),
    (Kind.HEADING, "Evening"),
    (Kind.PARAGRAPH, "Lamps."),
)


def test_headings_begin_chapters_that_leave_no_gap() -> None:
    assert chapters([(Story(STORY), second_a_word(STORY))], 7.5) == (
        Chapter("Low tide", 0.0, 4.0),
        Chapter("Evening", 4.0, 7.5),
    )


def test_what_stands_before_the_first_heading_is_a_chapter_too() -> None:
    story = document((Kind.PARAGRAPH, "Before."), (Kind.HEADING, "Evening"), (Kind.PARAGRAPH, "Lamps."))
    assert chapters([(Story(story), second_a_word(story))], 3.0) == (
        Chapter("1", 0.0, 1.0),
        Chapter("Evening", 1.0, 3.0),
    )


def test_a_heading_that_is_not_read_begins_nothing() -> None:
    heard = [word for word in second_a_word(STORY) if word.span.start != STORY.text.index("Evening")]
    assert chapters([(Story(STORY), heard)], 7.0) == ()


def test_every_story_begins_a_chapter() -> None:
    second = document((Kind.PARAGRAPH, "Somebody sings."))
    timed = [(Story(STORY), second_a_word(STORY)), (Story(second), second_a_word(second, 8.0))]
    assert [(c.title, c.begins) for c in chapters(timed, 10.0)] == [
        ("Low tide", 0.0),
        ("Evening", 4.0),
        ("3", 8.0),
    ]


def test_one_chapter_alone_is_none() -> None:
    story = document((Kind.PARAGRAPH, "Somebody sings."))
    assert chapters([(Story(story), second_a_word(story))], 2.0) == ()
    assert chapters([(Story(story), [])], 0.0) == ()


def test_only_what_is_known_becomes_a_tag() -> None:
    story = document((Kind.TITLE, "Low\ntide"), published="2026-01-06", language="en")
    assert tags(story) == {"title": "Low tide", "date": "2026-01-06", "language": "en", "genre": "Speech"}


def test_where_a_file_lay_stays_on_this_machine() -> None:
    assert "comment" not in tags(document(address="/home/ann/secret/story.txt"))
    assert tags(document(address="https://example.org/a"))["comment"] == "https://example.org/a"


def test_a_summary_is_one_chapter_by_its_own_name() -> None:
    summary = Story(STORY, STORY.sentences[:2], "In short")
    timed = [(summary, second_a_word(STORY)[:4]), (Story(STORY), second_a_word(STORY, 6.0))]
    assert [c.title for c in chapters(timed, 11.0)] == ["In short", "Low tide", "Evening"]


@pytest.mark.parametrize(
    ("language", "code"),
    [("en", "eng"), ("de-AT", "deu"), ("zh_TW", "zho"), ("fil", "fil"), ("", ""), ("x", "")],
)
def test_languages_have_the_code_that_files_have(language: str, code: str) -> None:
    assert three_letters(language) == code
