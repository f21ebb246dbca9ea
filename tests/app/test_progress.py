from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.app.progress import Measure
from reader.core.document import Document, Span

TEXT = "One two three. Four five. Six."
SENTENCES = (Span(0, 14), Span(15, 25), Span(26, 30))


def test_it_counts_what_is_left_from_the_sentence_on() -> None:
    p = Measure(Document(TEXT, sentences=SENTENCES)).at(16)
    assert (p.sentence, p.of, p.words_left, p.words, p.percent) == (2, 3, 3, 6, 50)
    assert p.minutes_left(180) == 3 / 180


def test_a_summary_is_measured_by_its_own_sentences() -> None:
    p = Measure(Document(TEXT, sentences=SENTENCES), [SENTENCES[0], SENTENCES[2]]).at(26)
    assert (p.sentence, p.of, p.words_left) == (2, 2, 1)


def test_a_text_without_sentences_has_no_place() -> None:
    assert Measure(Document("")).at(0).of == 0


@given(st.integers(-5, 50))
def test_what_is_left_never_grows_on_the_way(offset: int) -> None:
    measure = Measure(Document(TEXT, sentences=SENTENCES))
    assert 0 <= measure.at(offset + 1).words_left <= measure.at(offset).words_left <= 6
