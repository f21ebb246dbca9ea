"""A sound server of our own with a device that nobody hears, and a recorder at that device."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MISSING = [tool for tool in ("pulseaudio", "pactl", "parec") if shutil.which(tool) is None]
SETTLED = 0.5
"""Seconds of recording until a null sink follows its recorder: it begins by rendering 2 s ahead, and stalls
whoever plays in that time."""


class Pulse:
    """A private PulseAudio server with one null sink, `probe`, mono at `sample_rate`."""

    def __init__(self, folder: Path, sample_rate: int) -> None:
        self.sample_rate = sample_rate
        self._device = ("sink_name=probe", f"rate={sample_rate}", "channels=1")
        run = folder / "run"
        run.mkdir(mode=0o700)
        keep = {k: v for k, v in os.environ.items() if not k.startswith(("PULSE", "DBUS", "XDG", "DISPLAY"))}
        self.environment = {**keep, "HOME": str(folder), "XDG_RUNTIME_DIR": str(run)}
        self._log = (folder / "log").open("wb")
        self._server = subprocess.Popen(
            [
                *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes"),
                *("-L", "module-native-protocol-unix"),
                *("-L", f"module-null-sink {' '.join(self._device)}"),
            ],
            env=self.environment,
            stdout=self._log,
            stderr=self._log,
        )
        for _ in range(100):
            if self.control("info").returncode == 0:
                break
            time.sleep(0.05)
        else:
            raise RuntimeError((folder / "log").read_text())
        # Against the load of other programs; where it is not allowed, figures are worse and nothing fails.
        if shutil.which("chrt"):
            subprocess.run(
                ["chrt", "-a", "-f", "-p", "30", str(self._server.pid)], capture_output=True, check=False
            )

    @property
    def address(self) -> str:
        return f"unix:{self.environment['XDG_RUNTIME_DIR']}/pulse/native"

    def control(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["pactl", *arguments], env=self.environment, capture_output=True, check=False)

    def unplug(self) -> None:
        """The device vanishes."""
        for line in self.control("list", "short", "modules").stdout.decode().splitlines():
            if "sink_name=probe" in line:
                self.control("unload-module", line.split()[0])

    def add_loudspeakers(self) -> None:
        """Another device, to which the server moves what sounds when a device vanishes."""
        self.control("load-module", "module-null-sink", "sink_name=loudspeakers")
        self.control("load-module", "module-rescue-streams")
        self.control("set-default-sink", "probe")

    def plug(self) -> None:
        """The device is there again."""
        self.control("load-module", "module-null-sink", *self._device)
        self.control("set-default-sink", "probe")

    def close(self) -> None:
        self._server.kill()
        self._server.wait()
        self._log.close()


class Recorder:
    """What the device played, and when each frame of it was there."""

    def __init__(self, pulse: Pulse) -> None:
        self._rate = pulse.sample_rate
        self._process = subprocess.Popen(
            [
                "parec",
                "--latency-msec=5",
                "-d",
                "probe.monitor",
                "--format=s16le",
                "--channels=1",
                f"--rate={self._rate}",
                "--raw",
            ],
            env=pulse.environment,
            stdout=subprocess.PIPE,
        )
        self.sound = bytearray()
        self._arrivals: list[tuple[int, float]] = []
        self._thread = threading.Thread(target=self._read)
        self._thread.start()

    def frames(self) -> int:
        return len(self.sound) // 2

    def time_of(self, frame: int) -> float:
        """When a frame was played, by the machine's monotonic clock.

        Frames come in bursts. Within 2 s around, the earliest arrival for its place says when its like was
        there at the latest; what the recorder itself adds to that is below its latency of 5 ms.
        """
        near = [a for a in self._arrivals if abs(a[0] - frame) < 2 * self._rate]
        return min(when - at / self._rate for at, when in near) + frame / self._rate

    def close(self) -> None:
        self._process.terminate()
        self._thread.join()
        self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        while piece := os.read(self._process.stdout.fileno(), 4096):
            now = time.monotonic()
            self.sound += piece
            self._arrivals.append((len(self.sound) // 2, now))


@contextmanager
def recorded(sample_rate: int) -> Iterator[tuple[Pulse, Recorder]]:
    """A server whose device is being recorded."""
    folder = Path(tempfile.mkdtemp(prefix="reader-pulse-"))
    pulse = Pulse(folder, sample_rate)
    try:
        recorder = Recorder(pulse)
        try:
            until = time.monotonic() + 20
            while recorder.frames() < SETTLED * sample_rate and time.monotonic() < until:
                time.sleep(0.05)
            yield pulse, recorder
        finally:
            recorder.close()
    finally:
        pulse.close()
        shutil.rmtree(folder, ignore_errors=True)
