"""Processes of an export answer, fail and end without anybody waiting for ever."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Future
from multiprocessing import active_children
from time import monotonic, sleep
from typing import Any, cast

import pytest

from reader.app.exporting.processes import Processes

LONG = 100_000_000
"""Bytes of an answer that takes its time on the way."""

MOMENTS = [0.0, 0.3, 0.4, 0.5, 0.6]
"""Seconds after which something happens: processes start, work, or are in the middle of their answer."""


@pytest.fixture
def processes() -> Iterator[Processes]:
    # What is done is done with the shop, which travels with it: here some bytes, to be multiplied.
    processes = Processes(2, cast(Any, b"."))
    yield processes
    processes.close()
    assert active_children() == []


def ended(futures: list[Future[bytes]]) -> list[bool]:
    """Whether each gave its answer, or told that its process was lost."""
    deadline = monotonic() + 30
    while not all(future.done() for future in futures):  # `wait` does not count those that nobody will begin
        assert monotonic() < deadline
        sleep(0.01)
    return [_whole(future) for future in futures]


def _whole(future: Future[bytes]) -> bool:
    if future.cancelled():
        return False
    try:
        return len(future.result()) == LONG
    except BrokenExecutor:
        return False


def test_each_piece_of_work_is_answered(processes: Processes) -> None:
    futures = [processes.submit(operator.mul, count) for count in range(20)]
    assert [len(future.result(30)) for future in futures] == [*range(20)]
    assert len(active_children()) == 2


def test_little_work_starts_few_processes(processes: Processes) -> None:
    assert processes.submit(operator.mul, 3).result(30) == b"..."
    assert len(active_children()) == 1


def test_a_defect_is_raised_with_the_place_where_it_was(processes: Processes) -> None:
    with pytest.raises(TypeError) as caught:
        processes.submit(operator.mul, "x").result(30)
    assert "_answer" in caught.value.__notes__[0]
    assert processes.submit(operator.mul, 3).result(30) == b"..."


@pytest.mark.parametrize("moment", MOMENTS)
def test_one_that_is_killed_in_the_middle_of_its_answer_is_known_to_be_lost(
    processes: Processes, moment: float
) -> None:
    futures = [processes.submit(operator.mul, LONG) for _ in range(2)]
    while len(active_children()) < 2:
        sleep(0.01)
    sleep(moment)
    active_children()[0].kill()
    whole = ended(futures)
    assert any(whole)
    assert moment or not all(whole)
    processes.renew()
    assert processes.submit(operator.mul, 3).result(30) == b"..."


@pytest.mark.parametrize("moment", MOMENTS)
def test_closing_ends_all_of_them_at_once(processes: Processes, moment: float) -> None:
    futures = [processes.submit(operator.mul, LONG) for _ in range(5)]
    sleep(moment)
    processes.close()
    assert active_children() == []
    assert not all(ended(futures))
