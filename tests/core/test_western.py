"""Words, letters and classes found in bytes are those found in characters."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from reader.core import western
from reader.core.article.lines import shape
from reader.core.article.markup.words import words_of

TEXTS = st.text(alphabet="abz AZ09'’“”–—…é è ñßŠƒªµ²½\xa0.,!€łя灯_-()", max_size=200)


@given(TEXTS)
def test_words_are_runs_of_letters_and_runs_of_digits(text: str) -> None:
    long = text + " and then it was still, as everybody on the quay knew that it would be"
    assert [w for w in words_of(long) if w] == re.findall(r"[^\W\d_]+|\d+", long.lower())


@given(TEXTS)
def test_letters_are_counted(text: str) -> None:
    octets = western.octets(text)
    assert octets is None or western.count_letters(octets) == len(re.findall(r"[^\W\d_]", text))


@given(TEXTS)
def test_the_classes_and_words_of_a_line_are_the_same(text: str) -> None:
    assert shape._marks(text) == text.translate(shape._CLASSES)
    assert shape._words(text.lower()) == text.lower().translate(shape._LETTERS).split()
