"""Turns the signals by which a system ends programs into an ordinary end, after which nothing is left behind."""

from __future__ import annotations

import signal
import sys
from types import FrameType


def clean_up_when_ended() -> None:
    """From now on a request to end, or a terminal that closes, runs what cleans up; exit status as shells have it.

    For the main thread of a command in the terminal; the window has its own way to end.
    """
    for name in ("SIGTERM", "SIGHUP"):
        # A signal that our caller lets us ignore, as nohup does, stays ignored.
        if (number := getattr(signal, name, None)) and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def _end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - what Python hands over
    sys.exit(128 + number)
