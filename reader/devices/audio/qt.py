"""Turns sound into sound: hands it to the system's audio server through Qt, and counts what was heard.

One thread owns the `QAudioSink`; callers only change a queue and read a count, so they never wait for the
server (`open` alone does, to learn whether there is a device). The sink is fed by hand ("push"): in a
thread without an event loop, Qt's pull mode stopped after 0.25 s.

The count is Qt's `processedUSecs`, which moves in steps of up to half a buffer; between two steps it is
carried on by the clock, never past the next step, so that it neither jumps nor runs away.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.core.errors import SoundError

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioDevice, QAudioSink, QtAudio

BUFFER = 0.25
"""Seconds that Qt and the server hold: so long may a busy interpreter keep our thread from feeding. With
0.1 a thread that held the interpreter for 0.1 s at a time tore five sentences of six, with 0.25 none; stop,
pause and the first sound took the same time with both."""
_FEED = 0.01
"""Seconds between two looks at the buffer while something plays."""
WATCH = 0.5
"""Seconds without progress after which the device is asked for again: PulseAudio says nothing when it goes.
A device that is there is only late; 2 s were seen from a null sink that nobody records."""
_START = 0.02
"""Seconds by which the first samples are handed over earlier than any later ones, against their sound; with
it the first word's light is as near as the others (PulseAudio: 37 ms early without, 12 ms the others)."""
_PATIENCE = 10.0
"""Seconds to wait for an answer to `open`; the first one loads Qt's multimedia (0.2 to 0.5 s)."""

_log = logging.getLogger(__name__)

_GONE = "The sound device is gone."
_ADVICE = "Connect headphones or speakers, choose them in the system's sound settings, and play again."


class QtSink:
    """Plays on the system's default device. Any thread may call it; the application object must exist."""

    silent = False

    def __init__(self) -> None:
        _need_application()
        self._changed = threading.Condition()
        self._jobs: deque[Callable[[], None]] = deque()
        self._queue: deque[memoryview] = deque()
        self._closing = False
        self._paused = False
        self._lost = ""
        self._lacking = ""
        """Why there can be no sound at all, once that is known."""
        self._flushes = 0
        self._clock = _Count()
        self._sink: QAudioSink | None = None
        self._io: QIODevice | None = None
        self._device: QAudioDevice
        self._sample_rate = 0
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    def open(self, sample_rate: int) -> None:
        opened = threading.Event()
        with self._changed:
            self._drop()
            self._paused = False
            self._lost = ""

            def job() -> None:
                try:
                    self._start(sample_rate)
                finally:
                    opened.set()

            self._jobs.append(job)
            self._changed.notify()
        if not opened.wait(_PATIENCE):
            raise SoundError("The sound system does not answer.", _ADVICE)
        self._check()

    def write(self, pcm: bytes) -> None:
        self._check()
        with self._changed:
            self._queue.append(memoryview(pcm))
            self._changed.notify()

    def pause(self) -> None:
        self._set_paused(paused=True)

    def resume(self) -> None:
        self._set_paused(paused=False)

    def flush(self) -> None:
        with self._changed:
            self._drop()
            self._jobs.append(self._restart)
            self._changed.notify()

    def frames_heard(self) -> int:
        self._check()
        with self._changed:
            return self._clock.frames(time.monotonic(), self._sample_rate)

    def close(self) -> None:
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join()

    def _check(self) -> None:
        if self._lost:
            raise SoundError(self._lost, _ADVICE)

    def _set_paused(self, *, paused: bool) -> None:
        with self._changed:
            self._paused = paused
            self._clock.hold(time.monotonic(), self._sample_rate)
            self._jobs.append(self._suspend if paused else self._unsuspend)
            self._changed.notify()

    def _drop(self) -> None:
        """From this moment on nothing of the old sound counts, whatever the sink's thread is doing."""
        self._queue.clear()
        self._flushes += 1
        self._clock = _Count()

    # ── from here on: the sink's own thread ──

    def _run(self) -> None:
        try:
            _load_qt()
        except ImportError as error:
            self._lacking = f"Sound needs a library of this system that is not here ({error})."
        while True:
            with self._changed:
                if not self._jobs and not self._closing:
                    self._changed.wait(self._rest())
                jobs, closing = tuple(self._jobs), self._closing
                self._jobs.clear()
            if closing:
                break
            for job in jobs:
                job()
            self._feed()
        self._end()

    def _rest(self) -> float | None:
        idle = self._sink is None or self._paused or (not self._queue and self._clock.all_heard)
        return None if idle else _FEED

    def _start(self, sample_rate: int) -> None:
        if self._lacking:
            self._lose(self._lacking)
            return
        from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QMediaDevices

        self._end()
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            self._lose("There is no sound device.")
            return
        form = QAudioFormat()
        form.setSampleRate(sample_rate)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._device = device
        self._sink = QAudioSink(device, form)
        self._sink.setBufferSize(2 * round(BUFFER * sample_rate))
        self._sample_rate = sample_rate
        self._begin()

    def _begin(self) -> None:
        if self._sink is None:
            return
        self._io = self._sink.start()
        if self._failed():
            self._lose(_GONE)
        elif self._paused:
            self._sink.suspend()

    def _restart(self) -> None:
        """Stop by reset: on PipeWire `stop` plays the buffer out first (244 ms)."""
        if self._sink is not None:
            self._sink.reset()
            self._begin()

    def _suspend(self) -> None:
        if self._sink is not None:
            self._sink.suspend()

    def _unsuspend(self) -> None:
        if self._sink is not None:
            self._sink.resume()

    def _feed(self) -> None:
        if self._sink is None or self._io is None:
            return
        with self._changed:
            flushes, clock = self._flushes, self._clock
        free = self._sink.bytesFree() // 2 * 2
        while free and not self._paused:
            with self._changed:
                # A job that waits may be a flush, and what is queued may belong after it.
                if self._jobs or flushes != self._flushes or not self._queue:
                    break
                piece = self._queue.popleft()
            taken = max(0, self._io.write(bytes(piece[:free])))
            free -= taken
            with self._changed:
                if flushes != self._flushes:
                    break
                clock.take(taken // 2, time.monotonic())
                if taken < len(piece):
                    self._queue.appendleft(piece[taken:])
            if not taken:
                break
        self._watch(flushes)

    def _watch(self, flushes: int) -> None:
        if self._sink is None:
            return
        if self._failed():
            self._lose(_GONE)
            return
        frames = round(self._sink.processedUSecs() * self._sample_rate / 1_000_000)
        now = time.monotonic()
        with self._changed:
            if flushes != self._flushes:
                return
            if self._paused:
                self._clock.moved = self._clock.asked = now
                return
            self._clock.see(frames, now)
            stuck = not self._clock.all_heard and now - self._clock.asked > WATCH
            self._clock.asked = now if stuck else self._clock.asked
        if stuck and not self._there():
            self._lose(_GONE)

    def _there(self) -> bool:
        """Whether the device takes a second stream, which it only does while it exists."""
        from PySide6.QtMultimedia import QAudioSink

        if self._sink is None:
            return False
        second = QAudioSink(self._device, self._sink.format())
        second.start()
        there = second.error() in _fine()
        second.reset()
        return there

    def _failed(self) -> bool:
        return self._sink is not None and self._sink.error() not in _fine()

    def _lose(self, why: str) -> None:
        self._lost = why
        self._end()

    def _end(self) -> None:
        if self._sink is not None:
            self._sink.reset()
        self._io = None
        self._sink = None


class _Count:
    """Frames heard, from a count that moves in steps."""

    def __init__(self) -> None:
        self.written = 0
        """Frames handed to Qt."""
        self.moved = time.monotonic()
        """When the last step was seen."""
        self.asked = self.moved
        """When it was last seen to be well."""
        self._seen = 0
        self._step = 0
        self._given = 0

    @property
    def all_heard(self) -> bool:
        return self._seen >= self.written

    def take(self, frames: int, now: float) -> None:
        if self.all_heard:
            self.moved = self.asked = now  # it stood still because there was nothing to play
            self._step = 0
        self.written += frames

    def see(self, frames: int, now: float) -> None:
        if frames > self._seen:
            self.moved = now if self._seen else now + _START
            self._step = frames - self._seen
            self._seen = frames
            self.asked = now

    def frames(self, now: float, sample_rate: int) -> int:
        between = max(0, min(round((now - self.moved) * sample_rate), self._step))
        self._given = max(self._given, self._seen - self._step + between)
        return self._given

    def hold(self, now: float, sample_rate: int) -> None:
        """The device pauses: what the clock has carried on so far stays, and no more comes."""
        self.frames(now, sample_rate)
        self._step = 0
        self.moved = self.asked = now


def _fine() -> tuple[QtAudio.Error, ...]:
    from PySide6.QtMultimedia import QtAudio

    return QtAudio.Error.NoError, QtAudio.Error.UnderrunError


def _need_application() -> None:
    """Qt's multimedia wants an application object, from the main thread, as the window has one anyway."""
    from PySide6.QtCore import QCoreApplication, qInstallMessageHandler

    if QCoreApplication.instance() is None:
        _applications.append(QCoreApplication([]))
        # A terminal is for people: what Qt says of a missing sound server, the player says in its own words.
        qInstallMessageHandler(lambda _kind, _where, message: _log.debug("Qt: %s", message))


_applications: list[object] = []
"""Keeps the one made here alive as long as the program."""


def _load_qt() -> None:
    """In the sink's thread, because it takes 0.2 s that nobody need wait for; without Qt's chatter."""
    from PySide6.QtCore import QLoggingCategory

    QLoggingCategory.setFilterRules("qt.multimedia.*=false")
    from PySide6.QtMultimedia import QMediaDevices

    # The first question for a device connects to the sound server, which takes 15 to 80 ms more.
    QMediaDevices.defaultAudioOutput()
