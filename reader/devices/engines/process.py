"""Keeps one engine alive in a child process, and asks it one thing at a time.

States: not running → starting → idle ⇄ asked, and from any of them, by a crash, a hang, rubbish on the
pipe or `kill`, back to not running. Everything is called from one thread, but `kill`, which any thread
may call. What lets more than its patience pass between two frames is killed by the watchdog; the read
then ends as it does after a crash, so that there is one way to fail.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from shutil import rmtree
from tempfile import gettempdir
from threading import Lock
from typing import Any, BinaryIO, cast

import reader
from reader.devices.engines.watchdog import Watchdog
from reader.devices.engines.wire import Garbled, receive, send

STARTING = 20.0
"""Seconds of patience with an engine that starts: the system's voices may come from a cold disk."""


FOLDER = "READER_ENGINE_FOLDER"
"""The variable that names a folder to the worker. It may make it, and it is removed with the worker."""


class Failed(Exception):
    """The engine crashed, hung or sent rubbish. It is not running any more."""


class Complained(Exception):
    """The engine answered that it cannot. It may be running or not."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind
        """The name of the exception in the engine: its words might be the text that was read."""


def command(engine: str) -> list[str]:
    """How the worker for `engine` is started, from a checkout, an installation or a frozen program.

    A frozen program has no interpreter to ask: its own start must hand `--engine NAME` to
    `reader.devices.engines.worker.main`.
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, "--engine", engine]
    return [sys.executable, "-P", "-m", "reader.devices.engines.worker", engine]


class Process:
    """One engine process; it is started when it is first asked."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self.started = 0
        """How often it was started."""
        self._rates = (0, 0)
        self._phonemes = False
        self._folder = Path(gettempdir()) / f"reader-{token_hex(8)}"
        self._child: subprocess.Popen[bytes] | None = None
        self._ending = Lock()
        self._watchdog = Watchdog(self._bite)

    @property
    def running(self) -> bool:
        child = self._child
        return child is not None and child.poll() is None

    @property
    def pid(self) -> int | None:
        child = self._child
        return None if child is None else child.pid

    def start(self) -> None:
        """Starts the engine and waits until it is ready.

        Raises:
            Failed: it did not come up.
            Complained: it says that it does not work here.
        """
        self.kill()
        self.started += 1
        try:
            self._child = subprocess.Popen(  # noqa: S603 - our own program
                command(self.engine),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(self._folder),
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as wrong:
            raise Failed from wrong
        _widen(cast("BinaryIO", self._child.stdout))
        header, _ = self._next(STARTING)
        slowest, fastest = header.get("rates", (1, 10_000))
        self._rates = (int(slowest), int(fastest))
        self._phonemes = header.get("phonemes") is True

    def limits(self) -> tuple[int, int]:
        """The slowest and fastest rate of the engine, in its own words a minute. Starts it.

        Raises:
            Failed, Complained
        """
        if not self._rates[1]:
            self.start()
        return self._rates

    def phonemes(self) -> bool:
        """Whether the engine understands phonemes between [[ and ]]. Starts it.

        Raises:
            Failed, Complained
        """
        if not self._rates[1]:
            self.start()
        return self._phonemes

    def ask(self, request: dict[str, Any], patience: float) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Frames of the answer, up to the one that says `done`; the engine is started where needed.

        An answer that is not read to its end leaves the process unusable: `kill` it then.

        Raises:
            Failed, Complained
        """
        if not self.running:
            self.start()
        child = self._child
        if child is None:
            raise Failed
        try:
            send(cast("BinaryIO", child.stdin), request)
        except (OSError, ValueError) as wrong:
            self.kill()
            raise Failed from wrong
        while True:
            header, body = self._next(patience)
            if "done" in header:
                return
            yield header, body

    def kill(self) -> None:
        """Ends the process at once, whatever it does."""
        with self._ending:
            child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        rmtree(self._folder, ignore_errors=True)
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                with suppress(OSError):  # what was not yet written has nowhere to go
                    pipe.close()

    def close(self) -> None:
        """Ends the process and what watches it."""
        self._watchdog.close()
        self.kill()

    def _next(self, patience: float) -> tuple[dict[str, Any], bytes]:
        child = self._child
        if child is None:
            raise Failed
        self._watchdog.watch(patience)
        try:
            header, body = receive(cast("BinaryIO", child.stdout))
        except (EOFError, Garbled, OSError, ValueError) as wrong:
            self.kill()
            raise Failed from wrong
        finally:
            self._watchdog.rest()
        if "error" in header:
            raise Complained(str(header["error"]))
        return header, body

    def _bite(self) -> None:
        child = self._child
        if child is not None:
            child.kill()


def _widen(pipe: BinaryIO) -> None:
    """Lets a whole sentence into a pipe at once, so that the engine goes on while we are elsewhere."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):  # the system's limit is lower
            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, 1 << 20)


def _environment(folder: Path) -> dict[str, str]:
    """Ours, with the place of this package first, so that a checkout starts its own worker."""
    environment = dict(os.environ) | {FOLDER: str(folder)}
    places = (str(Path(reader.__file__).parent.parent), environment.get("PYTHONPATH", ""))
    environment["PYTHONPATH"] = os.pathsep.join(place for place in places if place)
    return environment
