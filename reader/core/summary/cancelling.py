"""Lets long work stop soon after nobody wants its answer any more."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

EVERY = 128
"""So many sentences are worked on between two questions; about 5 ms, measured on the slowest step."""

Asked = Callable[[], bool]
"""True from the moment on when the answer is no longer wanted."""


class Cancelled(Exception):
    """The answer is no longer wanted."""


def watched(items: Sequence[T], cancelled: Asked, every: int = EVERY) -> Iterator[T]:
    """The items, asking before each `every`th.

    Raises:
        Cancelled: the answer was yes.
    """
    for at, item in enumerate(items):
        if at % every == 0 and cancelled():
            raise Cancelled
        yield item
