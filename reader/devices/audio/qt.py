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
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.core.errors import SoundError
from reader.core.protocols import Device
from reader.devices.audio.count import Count
from reader.devices.audio.joining import joined

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioDevice, QAudioSink, QtAudio

BUFFER, LARGER = 0.1, 0.25
"""Seconds that Qt and the server hold. What they hold can no longer be changed, so a new rate is heard so much
later; and so long may a busy interpreter keep our thread from feeding. It is the smaller until the sound tore
once: with 0.1 a thread that held the interpreter for 0.1 s at a time tore five sentences of six, with 0.25
none. Stop, pause and the first sound take the same time with both."""
_FADE = 0.006
"""Seconds over which one sound gives way to another at a splice: shorter clicks, longer is heard as a dent."""
_LOOK = 0.1
"""Seconds between two looks whether the device is still listed: where it goes and others are there, the
server moves the sound to one of them, aloud, and calls that no error."""
_FEED = 0.01
"""Seconds between two looks at the buffer while something plays."""
WATCH = 0.5
"""Seconds without progress after which the device is asked for again: PulseAudio says nothing when it goes.
A device that is there is only late; 2 s were seen from a null sink that nobody records."""
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
        self._clock = Count()
        self._chosen = ""
        """The id of a device, or empty for the system's choice."""
        self._buffer = BUFFER
        self._looked = 0.0
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

    def splice(self, frame: int, pcm: bytes) -> None:
        self._check()
        with self._changed:
            into = memoryview(pcm)[2 * max(0, self._clock.written - frame) :]
            self._queue = joined(
                self._queue, max(0, frame - self._clock.written), into, round(_FADE * self._sample_rate)
            )
            self._changed.notify()

    def frames_heard(self) -> int:
        self._check()
        with self._changed:
            return self._clock.frames(time.monotonic(), self._sample_rate)

    def frames_committed(self) -> int:
        with self._changed:
            return self._clock.written

    def devices(self) -> Sequence[Device]:
        _load_qt()
        from PySide6.QtMultimedia import QMediaDevices

        return [Device(_id(one), one.description()) for one in QMediaDevices.audioOutputs()]

    def choose(self, device: str) -> None:
        with self._changed:
            self._chosen = device

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
        self._clock = Count()

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
        if self._chosen:
            fitting = [d for d in QMediaDevices.audioOutputs() if _id(d) == self._chosen]
            if not fitting:
                self._lose("The sound device that you chose is not here.")
                return
            device = fitting[0]
        if device.isNull():
            self._lose("There is no sound device.")
            return
        form = QAudioFormat()
        form.setSampleRate(sample_rate)
        form.setChannelCount(1)
        form.setSampleFormat(QAudioFormat.SampleFormat.Int16)
        self._device = device
        self._sink = QAudioSink(device, form)
        self._sample_rate = sample_rate
        self._begin()

    def _begin(self) -> None:
        if self._sink is None:
            return
        self._sink.setBufferSize(2 * round(self._buffer * self._sample_rate))
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
            if clock.written and clock.all_heard and self._queue and not self._paused:
                self._buffer = LARGER  # the sound tore; it holds from the next start on
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
        if now - self._looked > _LOOK:
            self._looked = now
            if not _listed(self._device):
                self._lose(f"The sound device {self._device.description()} is gone.")
                return
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


def _id(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode("utf-8", "replace")


def _listed(device: QAudioDevice) -> bool:
    from PySide6.QtMultimedia import QMediaDevices

    return any(one.id() == device.id() for one in QMediaDevices.audioOutputs())


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
