"""What is said for what is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.speech.spoken import Speaking
from reader.devices.files.resources import read_json

SPEAKING = Speaking({"en": read_json("language/spoken/en.json")})


def say(text: str) -> str:
    return SPEAKING.spoken(text, "en").text


@pytest.mark.parametrize("text", ["Yes, you may.", "", "  two  spaces ", "mother-in-law", "A — b"])
def test_text_without_special_forms_is_unchanged(text: str) -> None:
    spoken = SPEAKING.spoken(text, "en")
    assert spoken.text == text
    assert [a.spoken for a in spoken.anchors] == [a.written for a in spoken.anchors]
    assert [a.spoken.of(text) for a in spoken.anchors] == text.split()


@given(st.text(alphabet="ab,.-12$%€ \n/", max_size=40))
def test_every_spoken_word_leads_back_to_its_place(text: str) -> None:
    spoken = SPEAKING.spoken(text, "en")
    assert [(a.spoken.start, a.spoken.end) for a in spoken.anchors] == [
        m.span() for m in re.finditer(r"\S+", spoken.text)
    ]
    last = None
    for anchor in spoken.anchors:
        assert 0 <= anchor.written.start < anchor.written.end <= len(text)
        if last is not None and anchor.written != last:
            assert anchor.written.start >= last.end
        last = anchor.written
