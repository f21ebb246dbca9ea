"""Texts into sentences."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.sentences import SentenceSplitter
from reader.devices.files.resources import read_json

SPLITTER = SentenceSplitter(read_json("language/sentences.json"))


def sentences(text: str, language: str = "en") -> list[str]:
    return [span.of(text) for span in SPLITTER.split(text, language)]


@given(
    st.one_of(st.text(max_size=80), st.text(alphabet="aB1.!?…\"')(»« \n。」،؟", max_size=60)),
    st.sampled_from(["", "en", "de", "zh", "ar", "xx"]),
)
def test_every_visible_character_is_in_exactly_one_sentence(text: str, language: str) -> None:
    spans = SPLITTER.split(text, language)
    assert all(s.start < s.end and s.of(text) == s.of(text).strip() for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {at for s in spans for at in range(s.start, s.end)}
    assert {at for at, c in enumerate(text) if not c.isspace()} <= covered


@pytest.mark.parametrize("language", ["en-GB", "EN", "en_US"])
def test_a_language_is_known_by_its_first_subtag_in_any_case(language: str) -> None:
    assert sentences("We met Mrs. Hale. She left.", language) == ["We met Mrs. Hale.", "She left."]


def test_an_unknown_language_follows_the_general_rules() -> None:
    assert sentences("Bir gün. İkinci gün!", "zz") == ["Bir gün.", "İkinci gün!"]
    assert sentences("", "zz") == []
