"""Lets whoever waits for the network go at once: a machine that never answers wakes nobody."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, wait
from threading import Event, Thread
from typing import TypeVar

from reader.core.protocols import Progress

T = TypeVar("T")

GLANCE = 0.05
"""Seconds after which whoever waits is asked again whether to go on."""


class _Left(Exception):
    """Nobody waits any more."""


def leaving(work: Callable[[Progress], T], progress: Progress) -> T:
    """What `work` gives or raises, done in another thread; an exception out of `progress` leaves it behind.

    It then ends when it next tells its progress, or with this process.
    """
    answer: Future[T] = Future()
    left = Event()
    told = (0, 0)

    def tell(done: int, whole: int) -> None:
        nonlocal told
        if left.is_set():
            raise _Left
        told = done, whole

    def run() -> None:
        try:
            answer.set_result(work(tell))
        except BaseException as error:
            answer.set_exception(error)

    Thread(target=run, name="leaving", daemon=True).start()
    try:
        while not wait([answer], GLANCE).done:
            progress(*told)
        progress(*told)
        return answer.result()
    finally:
        left.set()
