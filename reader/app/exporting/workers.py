"""Those who do the work of an export: a thread, a process for each core, or any executor that a caller has."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from reader.app.exporting.work import OpenShop, close_shop
from reader.core.errors import ReaderError, UsageError

T = TypeVar("T")


class Workers(Protocol):
    """Where parts are made."""

    @property
    def count(self) -> int:
        """How many work at once."""
        ...

    def submit(self, work: Callable[..., T], *given: Any) -> Future[T]:
        """Raises BrokenExecutor, or has it raised by the future, where workers were lost."""
        ...

    def renew(self) -> None:
        """Puts workers in the place of those that were lost."""
        ...

    def close(self) -> None:
        """Ends at once, whatever is being done."""
        ...


class Here:
    """One thread of this process, with engines of its own: the least memory, and nothing to start."""

    count = 1

    def __init__(self, open_shop: OpenShop) -> None:
        self._open_shop = open_shop
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="export")
        self._used = False

    def submit(self, work: Callable[..., T], *given: Any) -> Future[T]:
        self._used = True
        return self._thread.submit(work, self._open_shop, *given)

    def renew(self) -> None:
        """A thread is not lost."""

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)
        if self._used:
            close_shop(self._open_shop)


class Elsewhere:
    """Any executor of `concurrent.futures`; whoever made it closes it."""

    def __init__(self, executor: Executor, count: int, open_shop: OpenShop) -> None:
        self._executor = executor
        self._open_shop = open_shop
        self.count = count

    def submit(self, work: Callable[..., T], *given: Any) -> Future[T]:
        return self._executor.submit(work, self._open_shop, *given)

    def renew(self) -> None:
        """Its owner's business."""

    def close(self) -> None:
        """What waits is cancelled by the export itself."""


class Cluster:
    """The workers of a Dask cluster, through its executor; each of their processes has Reader installed."""

    def __init__(self, address: str, open_shop: OpenShop) -> None:
        """Raises UsageError where the package is missing or no scheduler answers."""
        try:
            from distributed import Client
        except ImportError as error:
            raise UsageError(
                "Work for a cluster needs the package “distributed”, which is not installed.",
                "Leave out --dask, or install it: pip install 'reader-aloud[dask]'",
            ) from error
        try:
            self._client = Client(address, timeout=5, set_as_default=False)
            self.count = sum(self._client.ncores().values())
        except (OSError, ValueError, ReaderError) as error:
            raise UsageError(
                f"No Dask scheduler answers at {address}.", "Give an address such as tcp://127.0.0.1:8786."
            ) from error
        if not self.count:
            self._client.close()
            raise UsageError(f"The Dask cluster at {address} has no workers.", "Start some, then try again.")
        self._open_shop = open_shop
        self._executor = self._client.get_executor()

    def submit(self, work: Callable[..., T], *given: Any) -> Future[T]:
        future: Future[T] = self._executor.submit(work, self._open_shop, *given)
        return future

    def renew(self) -> None:
        """The scheduler gives lost work to others by itself."""

    def close(self) -> None:
        self._client.close(timeout=1)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


__all__ = ["BrokenExecutor", "Cluster", "Elsewhere", "Here", "Workers", "cores"]
