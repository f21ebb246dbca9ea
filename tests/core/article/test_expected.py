"""How good a choice can be expected to be decides how much is asked of the pieces of a page."""

import pytest

from reader.core.article.expected import SURE, doubt


def test_a_page_without_doubt_is_asked_for_everything() -> None:
    assert doubt([(0.99, 40.0), (0.98, 60.0), (0.02, 500.0)]) == 0.0


def test_a_page_whose_pieces_are_unsure_is_asked_for_less() -> None:
    # All is told: as much is right as is told wrongly, so the F1 is 2 · 0.5 / (1 + 0.5).
    assert doubt([(0.5, 10.0), (0.5, 30.0)]) == pytest.approx(SURE - 2 / 3)


def test_much_furniture_does_not_make_a_page_doubtful() -> None:
    story = [(0.97, 50.0), (0.96, 80.0)]
    assert doubt([*story, *[(0.1, 60.0)] * 500]) == doubt(story)


def test_size_matters_and_order_does_not() -> None:
    pieces = [(0.95, 300.0), (0.4, 5.0), (0.9, 200.0)]
    assert doubt(pieces) == doubt(pieces[::-1])
    assert doubt(pieces) < doubt([(0.95, 5.0), (0.4, 300.0), (0.9, 200.0)])


def test_nothing_is_expected_of_nothing() -> None:
    assert doubt([]) == SURE
    assert doubt([(0.1, 10.0)]) == SURE
