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


def test_what_lies_far_from_the_story_must_be_believed_by_itself() -> None:
    shapes = [line(60), line(80), *[line(15)] * 10, line(30), line(20)]
    scores = [0.6, 0.7, *[0.05] * 10, 0.52, 0.55]
    assert kept(shapes, scores, KEEP) == [True, True, *[False] * 12]


def test_a_part_of_the_story_far_below_stays_when_it_is_sure() -> None:
    shapes = [line(60), line(80), *[line(15)] * 10, line(30), line(20)]
    scores = [0.9, 0.9, *[0.05] * 10, 0.8, 0.7]
    assert kept(shapes, scores, KEEP) == [True, True, *[False] * 10, True, True]


def test_what_lies_near_the_story_need_not_be_believed() -> None:
    shapes = [line(60), line(80), line(15), line(30), line(20)]
    assert kept(shapes, [0.9, 0.9, 0.05, 0.52, 0.55], KEEP) == [True, True, False, True, True]
