"""Processes that make the parts of an export, each with its own engines and its own line to us.

Those of `concurrent.futures` share one pipe for all that they answer. One that ends in the middle of an answer,
killed by us or for its memory, leaves half of it there, and whoever waits for the rest waits for ever. Here the
death of a process is the end of its line, which is seen at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import BrokenExecutor, Future, ThreadPoolExecutor
from contextlib import suppress
from pickle import dumps, loads
from queue import SimpleQueue
from threading import Lock, Thread, local
from traceback import format_exception
from typing import TYPE_CHECKING, Any, TypeVar

from reader.app.exporting.work import OpenShop
from reader.core.errors import ReaderError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")


class Processes:
    """A process for each core, started when there is work for it. They end with this process, however it ends."""

    def __init__(self, count: int, open_shop: OpenShop) -> None:
        self.count = count
        self._open_shop = open_shop
        self._crew: _Crew | None = None

    def submit(self, work: Callable[..., T], *given: Any) -> Future[T]:
        """The future raises BrokenExecutor where its process was lost."""
        if self._crew is None:
            # Sound goes back to the system when it is done with: glibc would keep up to 32 MB of it in each process.
            # 153 MB with two at work became 133 (10,000 words). Nobody else reads it.
            os.environ.setdefault("MALLOC_MMAP_THRESHOLD_", "131072")
            self._crew = _Crew(self.count)
        return self._crew.submit(work, self._open_shop, *given)

    def renew(self) -> None:
        self.close()

    def close(self) -> None:
        crew, self._crew = self._crew, None
        if crew is not None:
            crew.end()


class _Crew:
    """As many threads as processes: each hands work to its own, and waits for the answer."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="export")
        self._mine = local()
        self._hands: list[_Hand] = []
        self._changing = Lock()
        self._ended = False

    def submit(self, work: Callable[..., T], *given: Any) -> Future[T]:
        return self._threads.submit(self._ask, work, given)

    def end(self) -> None:
        """Whatever is being done: their processes are gone afterwards."""
        with self._changing:
            self._ended = True
            for hand in self._hands:
                hand.kill()
        self._threads.shutdown(cancel_futures=True)
        for hand in self._hands:
            hand.close()

    def _ask(self, work: Callable[..., T], given: Sequence[Any]) -> T:
        hand: _Hand | None = getattr(self._mine, "hand", None)
        if hand is None:
            with self._changing:
                if self._ended:
                    raise BrokenExecutor
                hand = self._mine.hand = _Hand()
                self._hands.append(hand)
        answer: T = hand.ask(work, given)
        return answer


class _Hand:
    """One process, and the line to it."""

    def __init__(self) -> None:
        from multiprocessing import get_context  # start-up time

        context = get_context("spawn")
        self._line, theirs = context.Pipe()
        # As a daemon it is ended even where nobody says `end`; it may have no children of this kind, and has none.
        self._process: BaseProcess = context.Process(target=_serve, args=(theirs,), daemon=True)
        try:
            self._process.start()
        except BaseException:
            self._line.close()
            raise
        finally:
            theirs.close()

    def ask(self, work: Callable[..., Any], given: Sequence[Any]) -> Any:
        """What `work` gives or raises there. Raises BrokenExecutor if the process is lost."""
        try:
            self._line.send_bytes(dumps((work, given)))
            well, answer = loads(self._line.recv_bytes())  # noqa: S301 - of our own process
        except (EOFError, OSError) as error:
            raise BrokenExecutor from error
        if not well:
            raise answer
        return answer

    def kill(self) -> None:
        """Whoever waits for its answer learns of it at once."""
        self._process.kill()

    def close(self) -> None:
        """To be called when it was killed and nobody asks any more."""
        self._process.join()
        self._process.close()
        self._line.close()


def _serve(line: Connection) -> None:
    """Lives as long as the other end of the line is held: cancelling, and the death of our parent, cut it."""
    from signal import SIG_IGN, SIGINT, signal

    signal(SIGINT, SIG_IGN)  # Ctrl+C in the terminal is for the one that asked
    asked: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(line, asked), daemon=True).start()
    with suppress(OSError):  # nobody is there for the answer: `_listen` ends us
        while True:
            line.send_bytes(_answer(asked.get()))


def _listen(line: Connection, asked: SimpleQueue[bytes]) -> None:
    try:
        while True:
            asked.put(line.recv_bytes())
    finally:
        os._exit(0)


def _answer(asked: bytes) -> bytes:
    try:
        work, given = loads(asked)  # noqa: S301 - of our own parent
        return dumps((True, work(*given)))
    except Exception as error:
        if not isinstance(error, ReaderError):
            error.add_note(
                "".join(format_exception(error))
            )  # a defect: where it was does not travel otherwise
        return dumps((False, error))
