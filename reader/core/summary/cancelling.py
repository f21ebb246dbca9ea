"""Lets long work stop soon after nobody wants its answer any more, and lets others work meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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


@contextmanager
def uncollected() -> Iterator[None]:
    """Work that makes no circles, and so needs no collector of garbage.

    While a million words are ranked, each full collection holds every thread for up to 170 ms (measured);
    without them no pause is longer than 80 ms. When two threads are here, the first to leave lets it run again.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
