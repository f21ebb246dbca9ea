"""Which lines are told, by their scores."""

from reader.core.article.lines.choice import kept
from reader.core.article.lines.shape import FIELDS, Shape

KEEP = 0.48


def line(words: int) -> Shape:
    numbers = [0.0] * len(FIELDS)
    numbers[FIELDS.index("length")] = 6.0 * words
    numbers[FIELDS.index("words")] = float(words)
    return Shape("", tuple(numbers), ("word",) * words)


def test_on_a_page_that_is_sure_of_itself_a_doubtful_line_is_not_told() -> None:
    shapes = [line(60), line(80), line(5), line(5), line(90)]
    assert kept(shapes, [0.98, 0.97, 0.1, 0.35, 0.99], KEEP) == [True, True, False, False, True]


def test_on_a_page_in_doubt_the_same_line_is_told() -> None:
    shapes = [line(20), line(25), line(5), line(20), line(30)]
    assert kept(shapes, [0.45, 0.55, 0.1, 0.35, 0.5], KEEP) == [True, True, False, True, True]
