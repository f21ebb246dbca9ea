"""A document becomes utterances: all of it, once, in order, from any offset."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from reader.core.document import Document, Kind, Part, Span, compose
from reader.core.speech.plan import AFTER, LONGEST, SENTENCE, plan
from reader.core.speech.values import Utterance
from reader.core.speech.written import as_written
from reader.core.words import words


def by_line(text: str, language: str = "") -> Sequence[Span]:
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Span(at, at + len(line)))
        at += len(line) + 1
    return found


def said_of(document: Document, utterances: Sequence[Utterance]) -> list[str]:
    """The written words that are said, from the document, through the anchors."""
    return [
        anchor.written.shifted(u.span.start).of(document.text)
        for u in utterances
        for anchor in u.spoken.anchors
    ]


STORY = compose(
    [
        Part(Kind.TITLE, "A quiet harbour"),
        Part(Kind.PARAGRAPH, "The boats came in.\nThe gulls — all of them — followed."),
        Part(Kind.PARAGRAPH, "Il pleut.", language="fr"),
    ],
    by_line,
)


def test_every_sentence_is_an_utterance_of_its_own() -> None:
    found = list(plan(STORY, as_written))
    assert [u.spoken.text for u in found] == [s.of(STORY.text) for s in STORY.sentences]


def test_the_pause_is_longer_after_a_block_than_after_a_sentence() -> None:
    assert [u.pause_after for u in plan(STORY, as_written)] == [
        AFTER[Kind.TITLE],
        SENTENCE,
        AFTER[Kind.PARAGRAPH],
        AFTER[Kind.PARAGRAPH],
    ]


def test_a_block_in_another_language_says_so() -> None:
    assert [u.language for u in plan(STORY, as_written)] == ["", "", "", "fr"]


def test_from_the_middle_of_a_sentence_only_its_rest_is_said() -> None:
    start = STORY.text.index("of them")
    first = next(plan(STORY, as_written, start))
    assert first.spoken.text == "of them — followed."
    assert first.span.start == start


def test_from_the_middle_of_a_word_the_whole_word_is_said() -> None:
    first = next(plan(STORY, as_written, STORY.text.index("lowed")))
    assert first.spoken.text == "followed."


def test_chosen_sentences_are_said_alone() -> None:
    found = plan(STORY, as_written, spans=(STORY.sentences[0], STORY.sentences[3]))
    assert [u.spoken.text for u in found] == ["A quiet harbour", "Il pleut."]


def test_what_no_sentence_covers_is_said_too() -> None:
    text = "One two. three four. Five"
    document = Document(text, sentences=(Span(0, 8), Span(21, 25)))
    assert said_of(document, list(plan(document, as_written))) == ["One", "two", "three", "four", "Five"]


def test_a_text_without_blocks_or_sentences_is_said() -> None:
    assert [u.spoken.text for u in plan(Document("Just words"), as_written)] == ["Just words"]


def test_a_megabyte_without_a_stop_begins_as_fast_as_a_headline() -> None:
    document = Document("word " * 200_000)
    first = list(islice(plan(document, as_written), 3))
    assert all(len(u.span) <= LONGEST for u in first)


def test_a_long_sentence_is_cut_after_a_clause() -> None:
    document = Document("so it went on and on, and then again; " * 40)
    assert all(u.spoken.text.rstrip()[-1] in ",;" for u in plan(document, as_written))


TEXT = st.text(alphabet="ab ,.\n—日", max_size=3000)


@given(TEXT, st.integers(0, 3000))
def test_every_word_from_any_offset_on_is_said_once_and_in_order(text: str, start: int) -> None:
    document = Document(text, sentences=tuple(by_line(text)))
    expected = [word.of(text) for word in words(text) if word.end > start]
    found = list(plan(document, as_written, start))
    assert "".join(said_of(document, found)).endswith("".join(expected))
    if not start:
        assert "".join(said_of(document, found)) == "".join(expected)
    assert all(len(u.span) <= LONGEST for u in found)
