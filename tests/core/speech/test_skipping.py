"""Kinds of blocks that a person does not want to hear are passed over by voice and export, and it is told."""

from __future__ import annotations

import pytest

from reader.app.progress import Measure
from reader.core.document import Document, Kind, Part, Span, compose
from reader.core.errors import UsageError
from reader.core.export.book import chapter, chaptered
from reader.core.export.parts import Story, parts
from reader.core.export.timeline import Words
from reader.core.playback.script import Script, Unit
from reader.core.settings import Settings
from reader.core.speech.skipping import KINDS, chosen, named, notices
from reader.core.speech.values import Mark


def whole(text: str, _: str) -> list[Span]:
    return [Span(0, len(text))] if text else []


STORY = compose(
    [
        Part(Kind.TITLE, "Boats"),
        Part(Kind.PARAGRAPH, "Two came."),
        Part(Kind.ROW, "Name: Gull. Length: 9 m."),
        Part(Kind.ROW, "Name: Tern. Length: 7 m."),
        Part(Kind.PARAGRAPH, "They left."),
        Part(Kind.CAPTION, "The quay."),
    ],
    whole,
)
TABLES = frozenset({Kind.ROW})


def read(script: Script) -> list[str]:
    return [piece.of(script.text) for piece in script.pieces]


def test_what_is_skipped_is_not_read_and_the_rest_is() -> None:
    assert read(Script.of(STORY, skipped=TABLES)) == ["Boats", "Two came.", "They left.", "The quay."]
    assert len(Script.of(STORY).pieces) == 6


def test_a_jump_into_what_is_skipped_leads_to_the_next_that_is_read() -> None:
    script = Script.of(STORY, skipped=TABLES)
    word = script.word_from(STORY.text.index("Gull"))
    assert word is not None
    assert word.of(STORY.text) == "They"
    assert STORY.text.index("Name: Gull") not in script.starts(Unit.PARAGRAPH)


def test_a_stretch_is_read_without_what_is_skipped_in_it() -> None:
    stretch = Span(STORY.text.index("came"), STORY.text.index("left"))
    assert read(Script.of(STORY, [stretch], TABLES)) == ["came.", "They "]


def test_an_export_leaves_out_the_same_and_a_book_shows_it() -> None:
    story = Story(STORY, skipped=TABLES)
    said = [p.span.of(STORY.text) for part in parts([[story]]) for p in part.pieces]
    assert said == ["Boats", "Two came.", "They left.", "The quay."]
    (one,) = chaptered(story)
    assert [p.span.of(STORY.text) for part in parts([[one]]) for p in part.pieces] == said
    words = Words(1)
    for part in parts([[one]]):
        words.add((Mark(n, n + 1, piece.span) for n, piece in enumerate(part.pieces)), 0)
    made = chapter(one, words, 4.0)
    assert [unit.text for unit in made.units] == said
    assert "Name: Gull. Length: 9 m." in [piece for p in made.paragraphs for piece in p.pieces]


def test_what_is_left_to_hear_does_not_count_what_is_skipped() -> None:
    assert Measure(STORY).words - Measure(STORY, None, TABLES).words == 10
    assert Measure(STORY, None, TABLES).at(0).of == 4


def test_it_is_told_of_what_is_there_only() -> None:
    skipped = frozenset({Kind.ROW, Kind.CODE})
    assert notices(STORY, skipped) == ["Tables are not read aloud."]
    assert notices(STORY, skipped, [STORY.sentences[0]]) == []
    assert notices(STORY, frozenset()) == []
    assert notices(Document("Boats"), skipped, [Span(0, 5)]) == []


def test_each_kind_has_a_setting_that_is_on_at_first_and_a_name() -> None:
    assert chosen(Settings()) == frozenset()
    for name, kind in KINDS.items():
        assert chosen(Settings().having(f"speech.{name}", value=False)) == {kind} == named(name)
    assert named(" tables, code ") == {Kind.ROW, Kind.CODE}
    with pytest.raises(UsageError):
        named("tables,poems")
