"""Text that was encoded twice is read as it was meant, and text that only looks a little like it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article.markup.decoding import decode
from reader.core.article.markup.twice import once, perhaps_twice


def twice(text: str) -> str:
    """What a server makes of UTF-8 that it takes for windows-1252, the way browsers read its open bytes."""
    return "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in text.encode("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "“It’s the café,” she said – and the naïve façade…",
        "Ça va être très compliqué à Orléans, déjà.",
        "Müller fährt über die Brücke nach Köln.",
        "Паром вышел из гавани в девять часов.",
        "灯台は光る。港は静かだ。",
        "غادرت العبارة الميناء",
        "The ferry 🚢 left — nobody’s fault…",
    ],
)
def test_what_was_encoded_twice_is_read_once(text: str) -> None:
    assert twice(text) != text
    assert once(twice(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "Plain English.",
        "“It’s the café,” she said – and the naïve façade…",
        "SÃO PAULO E MARANHÃO: A SITUAÇÃO É DE ATENÇÃO.",
        "Where it said cafÃ©, it should have said café; déjà vu, être, à, ç, ü, ö — all of it right.",
        "Паром вышел из гавани.",
        "灯台は光る。",
        "Â£5 or Â£6",
    ],
)
def test_other_text_stays_as_it_is(text: str) -> None:
    assert once(text) == text


def test_what_was_encoded_twice_as_latin_1_is_read_once() -> None:
    text = "“It’s here,” she said – nobody’s fault 🚢"
    assert once(text.encode("utf-8").decode("latin-1")) == text


@given(st.text(alphabet="éèàüößñçøåÀÉ’“”–€лжгцי灯🚢", min_size=3))
def test_any_letters_come_back(text: str) -> None:
    assert once(twice(text)) == text


def test_a_page_that_was_encoded_twice_is_read_once() -> None:
    page = "<meta charset=utf-8><p>It’s Zoë’s café – “closed”.</p>"
    assert decode(twice(page).encode("utf-8"), "text/html; charset=utf-8") == page


@given(st.text(alphabet="éèàüößñçøåÀÉ’“”–€лжгцי灯🚢\xa0« a", min_size=3))
def test_nothing_that_would_change_is_passed_over(text: str) -> None:
    for shown in (text, twice(text)):
        assert perhaps_twice(shown.encode("utf-8")) or once(shown) == shown
