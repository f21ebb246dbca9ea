"""Finds the best sink of this machine, again each time one is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.core.errors import SoundError
from reader.core.protocols import AudioSink, Device
from reader.devices.audio.silent import SilentSink


def _system_sink() -> AudioSink:
    # Start-up time: nobody pays for Qt's multimedia who does not listen.
    from reader.devices.audio.qt import QtSink

    try:
        return QtSink()
    except ImportError:
        # Qt's wheels expect libraries that a machine without a desktop may lack; export works all the same.
        return SilentSink()


class BestSink:
    """The system's sound device where there is one, a silent sink where there never was.

    A device that vanishes later, or that a person chose and is not here, is an error and not a reason to read on unheard. Made in the main thread,
    early: what takes long to load then loads in the background.
    """

    def __init__(self, device: Callable[[], AudioSink] = _system_sink) -> None:
        self._device = device()
        self._silent = SilentSink()
        self._sink: AudioSink = self._device
        self._had_device = False
        self._chosen = False

    @property
    def silent(self) -> bool:
        return self._sink.silent

    def open(self, sample_rate: int) -> None:
        try:
            self._device.open(sample_rate)
        except SoundError:
            if self._had_device or self._chosen:
                raise
            self._sink = self._silent
            self._silent.open(sample_rate)
        else:
            self._had_device = True
            self._sink = self._device

    def write(self, pcm: bytes) -> None:
        self._sink.write(pcm)

    def pause(self) -> None:
        self._sink.pause()

    def resume(self) -> None:
        self._sink.resume()

    def flush(self) -> None:
        self._sink.flush()

    def splice(self, frame: int, pcm: bytes) -> None:
        self._sink.splice(frame, pcm)

    def frames_heard(self) -> int:
        return self._sink.frames_heard()

    def frames_committed(self) -> int:
        return self._sink.frames_committed()

    def devices(self) -> Sequence[Device]:
        return self._device.devices()

    def choose(self, device: str) -> None:
        self._chosen = bool(device)
        self._device.choose(device)

    def close(self) -> None:
        self._device.close()
        self._silent.close()
