"""A desktop to throw away: a screen nobody sees, its own D-Bus, accessibility switched on, a window manager, a sound card of air.

Everything it starts it ends by its process id; home and settings are a temporary folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

NEEDED = ("Xvfb", "dbus-daemon", "gdbus", "openbox", "xdotool")
SPOKEN_TOO = ("orca", "speech-dispatcher", "pulseaudio")
_LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")


def missing(*programs: str) -> str:
    """What a test would need and is not here, for the reason of a skip; empty when all is there."""
    lacking = [p for p in programs if shutil.which(p) is None]
    return ", ".join(lacking if _LAUNCHER.exists() else [*lacking, _LAUNCHER.name])


class Desktop:
    """Use as a context; `env` is what a program needs to appear on it."""

    def __init__(self, size: str = "1280x900x24") -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="reader-desktop-"))
        self._size = size
        self._running: list[subprocess.Popen[bytes]] = []
        self.env = dict(os.environ)

    def __enter__(self) -> Desktop:
        try:
            self._begin()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._running):
            process.terminate()
        for process in reversed(self._running):
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *command: str, output: str = "") -> subprocess.Popen[bytes]:
        """Starts a program on this desktop; `output` names a file for what it prints."""
        with (self.folder / output if output else Path(os.devnull)).open("wb") as file:
            process = subprocess.Popen(
                command, env=self.env, stdin=subprocess.DEVNULL, stdout=file, stderr=file
            )
        self._running.append(process)
        return process

    def run(self, *command: str) -> str:
        """Runs a program to its end; what it printed comes back."""
        return subprocess.run(
            command, env=self.env, capture_output=True, text=True, timeout=60, check=True
        ).stdout

    def succeeds(self, *command: str) -> bool:
        """Whether a program ends well."""
        return (
            subprocess.run(command, env=self.env, capture_output=True, timeout=20, check=False).returncode
            == 0
        )

    def press(self, key: str) -> None:
        """Presses keys as `xdotool` writes them: `ctrl+shift+s`."""
        self.run("xdotool", "key", "--delay", "60", key)

    def wait(self, holds: Callable[[], bool], what: str, seconds: float = 30) -> None:
        """Waits until something holds."""
        end = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < end, f"waited {seconds} s for {what}"
            time.sleep(0.05)

    def show(self, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Starts the window and waits until it is shown; `command` is given `--ready FILE`."""
        ready = self.folder / "ready"
        ready.unlink(missing_ok=True)
        window = self.start(*command, "--ready", str(ready), output="window.log")
        self.wait(ready.exists, "the window")
        return window

    def _begin(self) -> None:
        for name, value in (
            ("HOME", "home"),
            ("XDG_RUNTIME_DIR", "run"),
            ("XDG_CONFIG_HOME", "home/.config"),
            ("XDG_DATA_HOME", "home/.local/share"),
            ("XDG_CACHE_HOME", "home/.cache"),
        ):
            folder = self.folder / value
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self.env[name] = str(folder)
        for name in (
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "DBUS_SESSION_BUS_ADDRESS",
            "AT_SPI_BUS_ADDRESS",
            "QT_SCALE_FACTOR",
        ):
            self.env.pop(name, None)
        self.env |= {
            "QT_QPA_PLATFORM": "xcb",
            "QT_ACCESSIBILITY": "1",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "NO_AT_BRIDGE": "0",
        }
        self._screen()
        self._bus()
        self.start("openbox")

    def _screen(self) -> None:
        read, write = os.pipe()
        with os.fdopen(read) as answer:
            server = subprocess.Popen(
                [
                    "Xvfb",
                    "-displayfd",
                    str(write),
                    "-screen",
                    "0",
                    self._size,
                    "-nolisten",
                    "tcp",
                    "-noreset",
                ],
                pass_fds=[write],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            os.close(write)
            self._running.append(server)
            self.env["DISPLAY"] = f":{answer.readline().strip()}"

    def _bus(self) -> None:
        address = self.folder / "bus"
        self.start("dbus-daemon", "--session", "--nofork", "--print-address", output="bus")
        self.wait(lambda: "unix:" in address.read_text(), "D-Bus")
        lines = address.read_text().splitlines()  # it may complain in the same file
        self.env["DBUS_SESSION_BUS_ADDRESS"] = next(line for line in lines if line.startswith("unix:"))
        self.start(str(_LAUNCHER), "--launch-immediately")
        self.set_status("IsEnabled")

    def set_status(self, name: str) -> None:
        """Sets a property of the accessibility bus, such as that a screen reader is on."""
        call = (
            "gdbus",
            "call",
            "--session",
            "--dest",
            "org.a11y.Bus",
            "--object-path",
            "/org/a11y/bus",
            "--method",
        )

        def tried() -> bool:
            set_it = (*call, "org.freedesktop.DBus.Properties.Set", "org.a11y.Status", name, "<true>")
            return (
                subprocess.run(set_it, env=self.env, capture_output=True, timeout=20, check=False).returncode
                == 0
            )

        self.wait(tried, "the accessibility bus")
