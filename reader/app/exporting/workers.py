"""Those who do the work of an export: a thread, a process for each core, or any executor that a caller has."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from reader.app.exporting.work import OpenShop, close_shop
from reader.core.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

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

    def forget(self, futures: Sequence[Future[Any]]) -> None:
        """Nobody waits for these any more."""
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

    def forget(self, futures: Sequence[Future[Any]]) -> None:
        _cancel(futures)

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

    def forget(self, futures: Sequence[Future[Any]]) -> None:
        _cancel(futures)

    def renew(self) -> None:
        """Its owner's business."""

    def close(self) -> None:
        """What waits is cancelled by the export itself."""


class Processes:
    """A process for each core, each with its own engines. They end with this process, however it ends."""

    def __init__(self, count: int, open_shop: OpenShop) -> None:
        self.count = count
        self._open_shop = open_shop
        self._pool: Executor | None = None
        self._lifeline: Connection | None = None

    def submit(self, work: Callable[..., T], *given: Any) -> Future[T]:
        if self._pool is None:
            self._start()
        assert self._pool is not None  # noqa: S101 - started above
        return self._pool.submit(work, self._open_shop, *given)

    def forget(self, futures: Sequence[Future[Any]]) -> None:
        """They are left to be done: a pool that loses its processes fails over futures cancelled before (Python 3.11)."""

    def renew(self) -> None:
        self.close()

    def close(self) -> None:
        pool, line, self._pool, self._lifeline = self._pool, self._lifeline, None, None
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)
        if line is not None:
            line.close()
        # Python 3.11 holds this end open, so that its thread, which writes to workers that have gone, waits for ever
        # for room in the pipe, and the program with it (github.com/python/cpython/issues/94777).
        reader = getattr(getattr(pool, "_call_queue", None), "_reader", None)
        if reader is not None:
            reader.close()

    def _start(self) -> None:
        from concurrent.futures import ProcessPoolExecutor  # start-up time
        from multiprocessing import get_context

        # Sound goes back to the system when it is done with: glibc would keep up to 32 MB of it in each process.
        # 153 MB with two at work became 133 (10,000 words). Nobody else reads it.
        os.environ.setdefault("MALLOC_MMAP_THRESHOLD_", "131072")
        context = get_context("spawn")
        theirs, self._lifeline = context.Pipe(duplex=False)
        self._pool = ProcessPoolExecutor(
            self.count, mp_context=context, initializer=_live_on, initargs=(theirs,)
        )


def _live_on(line: Connection) -> None:
    """Lives as long as the other end of the line is held: cancelling, and the death of our parent, cut it."""
    from signal import SIG_IGN, SIGINT, signal
    from threading import Thread

    signal(SIGINT, SIG_IGN)  # Ctrl+C in the terminal is for the one that asked

    def wait() -> None:
        try:
            line.recv_bytes()
        finally:
            os._exit(0)

    Thread(target=wait, daemon=True).start()


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

    def forget(self, futures: Sequence[Future[Any]]) -> None:
        _cancel(futures)

    def renew(self) -> None:
        """The scheduler gives lost work to others by itself."""

    def close(self) -> None:
        self._client.close(timeout=1)


def _cancel(futures: Sequence[Future[Any]]) -> None:
    for future in futures:
        future.cancel()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


__all__ = ["BrokenExecutor", "Cluster", "Elsewhere", "Here", "Processes", "Workers", "cores"]
