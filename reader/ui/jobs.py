"""Does what blocks in a small pool of threads and brings the value, or the error, back to the window."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from reader.core.errors import ReaderError

T = TypeVar("T")
_log = logging.getLogger(__name__)


class GivenUp(ReaderError):
    """Nobody waits for it any more."""


class Jobs(QObject):
    """Values in, values out; answers come in the thread of the window, never after `close`."""

    _done = Signal(object)

    def __init__(self, parent: QObject | None = None, workers: int = 3) -> None:
        """With one worker everything is done in the order in which it was asked."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="job")
        self._open = True
        self._done.connect(lambda answer: answer(), Qt.ConnectionType.QueuedConnection)

    def do(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[ReaderError], None]
    ) -> None:
        """Calls `done` with what `work` returned, or `failed` with our error; a defect is logged and told too."""

        def finish(future: Future[T]) -> None:
            if self._open and not future.cancelled():
                self._done.emit(lambda: self._answer(future, done, failed))

        self._pool.submit(work).add_done_callback(finish)

    @property
    def closed(self) -> bool:
        """Whether nobody waits for answers any more. Any thread may ask."""
        return not self._open

    def look(self, _here: int, _whole: int) -> None:
        """A `Progress` for what may take long: gives up once these jobs are closed."""
        if self.closed:
            raise GivenUp("", "")

    def close(self) -> None:
        """Waits for nothing: what is still at work is forgotten."""
        self._open = False
        self._pool.shutdown(wait=False, cancel_futures=True)

    def finish(self) -> None:
        """Waits until everything that was asked is done, without answers."""
        self._open = False
        self._pool.shutdown(wait=True)

    def _answer(
        self, future: Future[T], done: Callable[[T], None], failed: Callable[[ReaderError], None]
    ) -> None:
        if not self._open:
            return
        try:
            value = future.result()
        except ReaderError as error:
            failed(error)
            return
        except Exception:
            _log.exception("a job of the window failed")
            failed(
                ReaderError(
                    "A fault in Reader itself stopped this.",
                    "Try again, or with another text; what was open stays open.",
                )
            )
            return
        done(value)
