"""Trees answer as if each had been walked from its root."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.article.lines.trees import LEAVES, Trees

FIELDS = ("height", "weight", "age")
number = st.floats(-5, 5, allow_nan=False).map(lambda x: round(x, 2))


def trees(leaves: int) -> st.SearchStrategy[Any]:
    if leaves == 1:
        return number
    return st.integers(1, leaves - 1).flatmap(
        lambda low: st.tuples(st.sampled_from(FIELDS), number, trees(low), trees(leaves - low)).map(list)
    )


def walk(tree: Any, row: tuple[float, ...]) -> float:
    while isinstance(tree, list):
        name, threshold, low, high = tree
        tree = low if row[FIELDS.index(name)] <= threshold else high
    return float(tree)


@given(st.lists(st.integers(1, LEAVES).flatmap(trees), max_size=6), st.tuples(number, number, number))
def test_the_sum_of_the_reached_leaves_is_told(forest: list[Any], row: tuple[float, ...]) -> None:
    told = Trees({"fields": FIELDS, "trees": forest}).raw(row)
    assert told == pytest.approx(sum(walk(tree, row) for tree in forest), abs=1e-9)


def test_a_number_on_a_threshold_takes_the_low_side() -> None:
    forest = Trees({"fields": FIELDS, "trees": [["age", 3.0, -1.0, 1.0]]})
    assert [forest.raw((0, 0, age)) for age in (2.99, 3.0, 3.01)] == [-1.0, -1.0, 1.0]


def test_a_tree_too_big_for_its_byte_is_refused() -> None:
    tree: Any = 0.0
    for at in range(LEAVES):
        tree = ["age", float(at), tree, 1.0]
    with pytest.raises(ValueError, match="9 leaves"):
        Trees({"fields": FIELDS, "trees": [tree]})
