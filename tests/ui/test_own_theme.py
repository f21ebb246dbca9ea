"""Own colours: whatever is chosen, the window can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("PySide6.QtGui")
from reader.ui.colours import EDGE_PAIRS, TEXT_PAIRS, contrast
from reader.ui.own_theme import own_theme

COLOURS = st.integers(0, 0xFFFFFF).map(lambda n: f"#{n:06x}")
CONTROLS = [p for p in TEXT_PAIRS if not {"page", "page_text", "sentence", "word"} & set(p)]


@given(COLOURS, COLOURS, COLOURS)
def test_controls_can_be_read_whatever_was_chosen(page: str, text: str, word: str) -> None:
    theme = own_theme(page, text, word)
    for above, below in CONTROLS:
        assert contrast(getattr(theme, above), getattr(theme, below)) >= 7, (above, below)
    assert (theme.page, theme.page_text, theme.word) == (page, text, word), "the page has what was chosen"


def channels(low: int, high: int) -> st.SearchStrategy[str]:
    one = st.integers(low, high)
    return st.tuples(one, one, one).map(lambda c: "#" + "".join(f"{n:02x}" for n in c))


DARK, LIGHT = channels(0, 50), channels(225, 255)
GOOD = st.tuples(DARK, LIGHT, LIGHT) | st.tuples(LIGHT, DARK, DARK)


@given(GOOD)
def test_a_good_choice_holds_in_every_pair(chosen: tuple[str, str, str]) -> None:
    theme = own_theme(*chosen)
    for above, below in TEXT_PAIRS:
        assert contrast(getattr(theme, above), getattr(theme, below)) >= 7, (above, below)
    for above, below in EDGE_PAIRS:
        assert contrast(getattr(theme, above), getattr(theme, below)) >= 3, (above, below)
