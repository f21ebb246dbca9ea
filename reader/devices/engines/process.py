"""Keeps one engine alive in a child process, and asks it one thing at a time.

States: not started → starting → idle ⇄ asked → (crashed, hung or closed) not started. Everything is
called from one thread, but for `kill`, which any thread may call. A watchdog thread, shared by all,
kills a process that lets more than its patience pass between two frames; the read then ends as it
does after a crash, so that there is one way to fail.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Timer
from typing import Any, BinaryIO, cast

import reader
from reader.devices.engines.wire import Garbled, receive, send

STARTING = 20.0
"""Seconds of patience with an engine that starts: the system's voices may come from a cold disk."""


class Failed(Exception):
    """The engine crashed, hung or sent rubbish. It is not running any more."""


class Complained(Exception):
    """The engine answered that it cannot; it is still running. Holds the kind of fault."""


def command(engine: str) -> list[str]:
    """How the worker for `engine` is started, from a checkout, an installation or a frozen program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--engine", engine]
    return [sys.executable, "-P", "-m", "reader.devices.engines.worker", engine]


class Process:
    """One engine process; it is started when it is first asked."""

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self._child is not None and self._child.poll() is None

    def start(self) -> None:
        """Starts the engine and waits until it is ready.

        Raises:
            Failed: it did not come up.
            Complained: it says that it does not work here.
        """
        environment = dict(os.environ)
        places = (str(Path(reader.__file__).parent.parent), environment.get("PYTHONPATH", ""))
        environment["PYTHONPATH"] = os.pathsep.join(place for place in places if place)
        try:
            self._child = subprocess.Popen(  # noqa: S603 - our own program
                command(self.engine),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as wrong:
            raise Failed from wrong
        try:
            self._next(STARTING)
        except Complained:
            self.kill()
            raise

    def ask(self, request: dict[str, Any], patience: float) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Frames of the answer up to the last one, which says `done`.

        Raises:
            Failed, Complained
        """
        if not self.running:
            self.start()
        try:
            send(cast("BinaryIO", cast("subprocess.Popen[bytes]", self._child).stdin), request)
        except (OSError, ValueError) as wrong:
            self.kill()
            raise Failed from wrong
        while True:
            header, body = self._next(patience)
            yield header, body
            if "done" in header:
                return

    def kill(self) -> None:
        """Ends the process at once, whatever it does."""
        child = self._child
        if child is None:
            return
        self._child = None
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                _close(pipe.close)

    def _next(self, patience: float) -> tuple[dict[str, Any], bytes]:
        child = self._child
        if child is None or child.stdout is None:
            raise Failed
        watchdog = Timer(patience, child.kill)
        watchdog.daemon = True
        watchdog.start()
        try:
            header, body = receive(cast("BinaryIO", child.stdout))
        except (EOFError, Garbled, OSError, ValueError) as wrong:
            self.kill()
            raise Failed from wrong
        finally:
            watchdog.cancel()
        if "error" in header:
            raise Complained(str(header["error"]))
        return header, body


def _close(close: Callable[[], None]) -> None:
    try:
        close()
    except OSError:
        return  # what was not yet written has nowhere to go
