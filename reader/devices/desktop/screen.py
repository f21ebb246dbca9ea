"""Tells whether a window can be shown here, and if not, what is missing and how to get it."""

from __future__ import annotations

import ctypes
import os
import sys
from dataclasses import dataclass

LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
}
"""What Qt's wheels expect from a Linux system, and Debian's package for each."""

SOUND_LIBRARIES = {"libpulse.so.0": "libpulse0"}
"""What Qt's multimedia wheel expects besides."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Why no window can be shown."""

    message: str
    advice: str


def missing_libraries() -> list[str]:
    """Debian's names of the packages that Qt needs and this system lacks; empty outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for library, package in (LIBRARIES | SOUND_LIBRARIES).items() if not _loads(library)]


def lack_of_screen() -> Lack | None:
    """What keeps a window from being shown, or `None` where nothing does. Costs a few milliseconds."""
    if not sys.platform.startswith("linux"):
        return None
    offscreen = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal", "vnc")
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or offscreen):
        return Lack("There is no screen here.", "Start Reader from a desktop session to get the window.")
    if missing := missing_libraries():
        return Lack(
            "The window needs libraries of the system that are not here.",
            f"Install them with: sudo apt-get install {' '.join(missing)}",
        )
    return None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
