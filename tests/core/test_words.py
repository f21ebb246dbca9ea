"""The written words of a text."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.words import sounding, words


def written(text: str) -> list[str]:
    return [span.of(text) for span in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don't stop—the well-known dogs' bowls, 'twas so--called.",
         ["Don't", "stop", "the", "well-known", "dogs", "bowls", "twas", "so", "called"]),
        ("It cost 1,234.50, or 12\u00a0000, at 10:30.", ["It", "cost", "1,234.50", "or", "12\u00a0000", "at", "10:30"]),
        ("The U.S. firm AT&T, e.g. www.example.com.", ["The", "U.S", "firm", "AT&T", "e.g", "www.example.com"]),
        ("It ended.Then it began.", ["It", "ended", "Then", "it", "began"]),
        ("snake_case and/or [1] «mot»", ["snake", "case", "and", "or", "1", "mot"]),
        ("L'été, qu’il col·lega", ["L'été", "qu’il", "col·lega"]),
        ("हिन्दी में यह है।", ["हिन्दी", "में", "यह", "है"]),
        ("می\u200cخواهم، سلام؟", ["می\u200cخواهم", "سلام"]),
        ("我们2024年。", ["我", "们", "2024", "年"]),
        ("東京でカレーをたべる", ["東", "京", "で", "カレー", "をたべる"]),
        ("cafe\u0301 nai\u0308ve", ["cafe\u0301", "nai\u0308ve"]),
        ("… — ¡! € 👍🏽", []),
        ("", []),
    ],
)  # fmt: skip
def test_words_are_counted_as_a_listener_counts_them(text: str, expected: list[str]) -> None:
    assert written(text) == expected


JOINTS = st.text(alphabet="aB1.,:'’-&_ \u00a0\u0301क्हि漢かカ。!", max_size=40)


@given(st.one_of(st.text(max_size=60), JOINTS))
def test_every_letter_and_digit_is_in_exactly_one_word(text: str) -> None:
    spans = list(words(text))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for at, character in enumerate(text):
        if character.isalnum():
            assert sum(s.covers(at) for s in spans) == 1


@given(st.one_of(st.text(max_size=60), JOINTS))
def test_a_word_begins_with_a_letter_or_digit_and_holds_no_space(text: str) -> None:
    for word in written(text):
        assert word[0].isalnum() or category(word[0]) == "Cn"  # Chinese characters newer than this Python
        assert not any(c.isspace() and c not in "\u00a0\u202f" for c in word)


@given(st.lists(JOINTS, max_size=5))
def test_lines_have_no_words_in_common(lines: list[str]) -> None:
    apart = [w for line in lines for w in written(line)]
    assert written("\n".join(lines)) == apart


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Well,” he—she (too) said.", ["Well", "he", "she", "too", "said"]),
        ("50% of C++, +5 °C", ["50%", "of", "C++", "+5", "°C"]),
        ("… — ¡! € 👍", ["€", "👍"]),
        ("a \u202e\x01 b", ["a", "b"]),
        ("\U0002ebe1\xad", ["\U0002ebe1\xad"]),  # a Han character that this Python does not know yet
    ],
)
def test_signs_sound_with_the_word_they_touch(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span in sounding(text)] == expected


@given(st.one_of(st.text(max_size=60), JOINTS))
def test_every_word_lies_in_one_stretch_that_sounds(text: str) -> None:
    stretches = list(sounding(text))
    assert all(a.end <= b.start for a, b in pairwise(stretches))
    for word in words(text):
        assert sum(s.start <= word.start and word.end <= s.end for s in stretches) == 1
