"""Sees to it that there is one window: a later start hands over what it names, and ends."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reader.app.opening import full_name
from reader.devices.desktop.handing import Asked, hand_over, meeting_place
from reader.devices.files.locking import take

COMING = 4.0
"""Seconds in which a window that has begun to start must listen; then it counts as stuck."""
_PAUSE = 0.02


@dataclass(frozen=True, slots=True)
class Door:
    """The right to be the one window, for as long as this value is held."""

    place: str
    """Where to listen; empty where no place is safe."""
    lock: BinaryIO | None
    """Held until the program ends; `None` where another window holds it and does not answer."""

    def close(self) -> None:
        """Another start may be the one window."""
        if self.lock is not None:
            self.lock.close()


def asked(inputs: Sequence[str], *, play: bool, queue: bool) -> Asked:
    """What this start asks for, in words that do not depend on its folder."""
    token = os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID") or ""
    return Asked(tuple(full_name(one) for one in inputs), play, queue, token)


def enter(folder: Path, asked: Asked) -> Door | None:
    """Hands over to the window that is there, or opens the door for a new one; `None` where it was taken.

    `folder` holds the library; who reads from another one has another window.
    """
    place = meeting_place(folder)
    if place and hand_over(place, asked):
        return None
    try:
        lock = take(folder / "window.lock")
    except OSError:
        return Door("", None)  # a folder that cannot be written: no window is the only one
    if lock is None and place:
        # A window holds the lock and is about to listen.
        end = time.monotonic() + COMING
        while time.monotonic() < end:
            if hand_over(place, asked):
                return None
            if (lock := take(folder / "window.lock")) is not None:
                break  # it ended meanwhile
            time.sleep(_PAUSE)
    return Door(place if lock is not None else "", lock)
