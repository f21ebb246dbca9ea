"""Makes files in the background, and tells the window's thread how far it is."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic

from PySide6.QtCore import QObject, Qt, Signal

from reader.app.exporting import Cancelled, Choice, Reins
from reader.app.exporting.left import TimeLeft
from reader.app.exporting.parcels import Item
from reader.app.exporting.taking import Wanted
from reader.core.errors import ReaderError
from reader.core.export.made import Failure
from reader.ui.needs import Parts
from reader.ui.words import tr

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be taken along."""

    label: str
    """As the person is asked; may be empty where there is nothing else."""
    title: str
    """What the file is called, unless the person says otherwise."""
    items: Callable[[Reins], Sequence[Item]]
    """What goes into it; called in another thread."""
    several: bool = False
    """Sounds of several texts become a folder."""
    as_it_is: bool = False
    """It is a summary already: nobody asks what goes into it."""
    remark: Callable[[], str] = str
    """What is to be told of it once it is done."""


class TakingAlong(QObject):
    """One file at a time. Its signals come in the thread of the window."""

    progressed = Signal(int, object)
    """Per cent, and the seconds that are left or None."""
    doubted = Signal(int)
    """So many sentences could not be spoken; it waits for `decide`."""
    done = Signal(object)
    """What was `Exported`."""
    cancelled = Signal()
    failed = Signal(str, str)
    """Message and advice."""
    _told = Signal(object)

    def __init__(self, parts: Parts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts = parts
        self._thread: Thread | None = None
        self._ended = Event()
        self._paused = Event()
        self._answered = Event()
        self._choice = Choice.STOP
        self._left = TimeLeft(monotonic)
        self._told.connect(lambda tell: tell(), Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> bool:
        """Whether a file is being made."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, wanted: Wanted) -> None:
        """Begins; what was begun before for the same file is gone on with."""
        self._ended, self._paused = Event(), Event()
        self._left = TimeLeft(monotonic)
        self._thread = Thread(target=self._work, args=(wanted,), name="taking along", daemon=True)
        self._thread.start()

    def pause(self, paused: bool) -> None:
        """Holds it, or lets it go on."""
        if paused:
            self._left.pause()
            self._paused.set()
        else:
            self._left.go_on()
            self._paused.clear()

    def cancel(self) -> None:
        """Ends it; nothing stays."""
        self._ended.set()
        self._answered.set()

    def decide(self, choice: Choice) -> None:
        """What to do about sentences that failed."""
        self._choice = choice
        self._answered.set()

    def _work(self, wanted: Wanted) -> None:
        reins = Reins(self._progress, self._ended.is_set, self._paused.is_set, self._ask)
        try:
            exported = self._parts.take_along(wanted, reins)
        except Cancelled:
            self._told.emit(self.cancelled.emit)
        except ReaderError as error:
            message, advice = error.message, error.advice
            self._told.emit(lambda: self.failed.emit(message, advice))
        except Exception:
            _log.exception("making a file failed")
            self._told.emit(
                lambda: self.failed.emit(
                    tr("A fault in Reader itself stopped this."), tr("Try again, or with another text.")
                )
            )
        else:
            self._told.emit(lambda: self.done.emit(exported))

    def _progress(self, done: int, total: int) -> None:
        left = self._left.seconds(done, total)
        self._told.emit(lambda: self.progressed.emit(100 * done // max(1, total), left))

    def _ask(self, failures: Sequence[Failure]) -> Choice:
        self._answered.clear()
        if not self._ended.is_set():
            self._told.emit(lambda: self.doubted.emit(len(failures)))
            self._answered.wait()
        if self._ended.is_set():
            raise Cancelled
        return self._choice
