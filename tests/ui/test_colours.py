from __future__ import annotations

import pytest

from reader.core.settings import THEMES
from reader.ui.colours import EDGE_PAIRS, TEXT_PAIRS, contrast, read_theme

NAMES = [c.value for c in THEMES if c.value != "system"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_every_text_of_every_theme_stands_seven_to_one_from_its_ground(
    name: str, front: str, back: str
) -> None:
    theme = read_theme(name)
    assert contrast(getattr(theme, front), getattr(theme, back)) >= 7


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("front", "back"), EDGE_PAIRS)
def test_every_meaningful_shape_stands_three_to_one_from_what_is_around_it(
    name: str, front: str, back: str
) -> None:
    theme = read_theme(name)
    assert contrast(getattr(theme, front), getattr(theme, back)) >= 3


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
