"""A hit of a search is shown with the words around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.folding import folded
from reader.core.keeping import HIT
from reader.core.snippets import LENGTH, snippet

LONG = "filler " * 100


def shown(text: str, *words: str, unfinished: bool = False) -> str:
    return snippet(text, words, unfinished=unfinished).replace(HIT[0], "[").replace(HIT[1], "]")


def test_the_hit_is_marked_in_the_letters_of_the_text() -> None:
    assert (
        shown("Der Bürgermeister kam zur Straße.", "burgermeister") == "Der [Bürgermeister] kam zur Straße."
    )
    assert shown("Der Bürgermeister kam.", "burg", unfinished=True) == "Der [Bürgermeister] kam."


def test_part_of_a_word_is_no_hit_unless_it_may_go_on() -> None:
    assert shown("A catalogue of cats.", "cat") == "A catalogue of cats."
    assert shown("A catalogue of cats.", "cat", unfinished=True) == "A [catalogue] of [cats]."


def test_the_stretch_with_most_of_the_words_is_shown() -> None:
    text = f"A whale. {LONG} A whale and a heron met. {LONG}"
    told = shown(text, "whale", "heron")
    assert "[whale] and a [heron]" in told
    assert told.startswith("…")
    assert told.endswith("…")


def test_letters_of_scripts_without_spaces_are_found_inside() -> None:
    assert shown("今天天气很好,我们去公园散步。", "公园") == "今天天气很好,我们去[公园]散步。"


def test_without_a_hit_the_beginning_is_shown() -> None:
    assert shown(f"It began. {LONG}", "whale").startswith("It began. filler")


@pytest.mark.parametrize(
    ("written", "plain"), [("Café", "cafe"), ("ŁÓDŹ", "lodz"), ("Ørsted", "orsted"), ("İstanbul", "istanbul")]
)
def test_case_and_accents_fall_away(written: str, plain: str) -> None:
    assert folded(written) == plain


@given(st.text())
def test_folding_keeps_places_and_is_done_once(text: str) -> None:
    assert len(folded(text)) == len(text)
    assert folded(folded(text)) == folded(text)


@given(st.text(), st.text(min_size=1), st.booleans())
def test_no_text_breaks_it_and_nothing_is_invented(text: str, word: str, unfinished: bool) -> None:
    told = snippet(text, [folded(word)], unfinished=unfinished)
    bare = told.strip("…").replace(HIT[0], "").replace(HIT[1], "")
    flat = "".join(text.split()).replace(HIT[0], "").replace(HIT[1], "")
    assert "".join(bare.split()).replace("…", "") in flat.replace("…", "")
    assert len(bare) <= LENGTH
