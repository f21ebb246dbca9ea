from __future__ import annotations

import pytest

from reader.core.settings import THEMES, Settings
from reader.ui.colours import EDGE_PAIRS, TEXT_PAIRS, contrast
from reader.ui.own_theme import theme_of

NAMES = [c.value for c in THEMES if c.value != "system"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_every_text_of_every_theme_stands_seven_to_one_from_its_ground(
    name: str, front: str, back: str
) -> None:
    theme = theme_of(Settings().having("colours.theme", name))
    assert contrast(getattr(theme, front), getattr(theme, back)) >= 7


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("front", "back"), EDGE_PAIRS)
def test_every_meaningful_shape_stands_three_to_one_from_what_is_around_it(
    name: str, front: str, back: str
) -> None:
    theme = theme_of(Settings().having("colours.theme", name))
    assert contrast(getattr(theme, front), getattr(theme, back)) >= 3


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_contrast_and_the_colours_of_the_system_are_followed_live(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As Qt tells of them; with a real portal it was looked at by hand."""
    from types import SimpleNamespace

    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication

    seen = []
    for dark, strong in ((False, False), (True, False), (False, True), (True, True)):
        scheme = Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light
        wanted = Qt.ContrastPreference.HighContrast if strong else Qt.ContrastPreference.NoPreference
        accessibility = SimpleNamespace(contrastPreference=lambda wanted=wanted: wanted)
        hints = SimpleNamespace(
            colorScheme=lambda scheme=scheme: scheme, accessibility=lambda a=accessibility: a
        )
        monkeypatch.setattr(QGuiApplication, "styleHints", lambda hints=hints: hints)
        seen.append(theme_of(Settings()).name)
    assert seen == ["Light", "Dark", "Black on white", "White on black"]
