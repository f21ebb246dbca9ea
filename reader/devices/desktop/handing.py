"""Hands what a second start of the program names over to the window that is there already.

The window listens at a place that only its own user can reach: a socket in a private folder, or a named pipe
on Windows. One line of JSON goes there and `TAKEN` comes back. Whoever finds nobody listening is the first:
a socket that a killed program left behind answers nobody and is replaced by the next window.
"""

from __future__ import annotations

import hashlib
import json
import os
import socket
import stat
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from reader.core.errors import UsageError

TAKEN = b"taken\n"
LARGEST = 1024 * 1024
"""Bytes of one message."""
PATIENCE = 5.0
"""Seconds that a busy window may take to answer; then the second start opens a window of its own."""
_LONGEST_NAME = 100
"""Bytes; a name of a socket may have 104 to 108, depending on the system."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a start of the program asks for."""

    inputs: tuple[str, ...] = ()
    """Addresses, and files by their full names."""
    play: bool = False
    queue: bool = False
    """The inputs go to the end of the queue and are not shown."""
    token: str = ""
    """With it the desktop lets the window come to the front."""

    def line(self) -> bytes:
        """As it is sent."""
        return json.dumps(asdict(self)).encode("ascii") + b"\n"


def asked_in(line: bytes) -> Asked:
    """What a line asks for.

    Raises:
        UsageError: it is no such line.
    """
    try:
        record = json.loads(line)
        asked = Asked(
            tuple(record["inputs"]), record["play"] is True, record["queue"] is True, record["token"]
        )
        words = "".join([*asked.inputs, asked.token])  # which only words can be
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise _strange() from error
    if "\0" in words:
        raise _strange()
    return asked


def _strange() -> UsageError:
    return UsageError("Something else than Reader spoke to the window.", "Nothing needs to be done.")


def meeting_place(folder: Path) -> str:
    """Where the window of the person whose library is in `folder` listens."""
    name = f"reader-aloud-{hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:12]}"
    if sys.platform == "win32":
        return rf"\\.\pipe\{name}"
    for private in (Path(os.environ.get("XDG_RUNTIME_DIR") or folder), folder):
        place = private / f"{name}.sock"
        if len(os.fsencode(place)) <= _LONGEST_NAME and _is_private(private):
            return str(place)
    short = Path(tempfile.gettempdir()) / f"reader-aloud-{os.getuid()}"
    return str(short / f"{name}.sock") if _is_private(short) else ""


def hand_over(place: str, asked: Asked) -> bool:
    """Whether a window took it. Costs less than a millisecond where nobody listens."""
    try:
        if sys.platform == "win32":
            with open(place, "r+b", buffering=0) as pipe:  # noqa: PTH123 - a pipe has no path
                pipe.write(asked.line())
                return pipe.read(len(TAKEN)) == TAKEN
        # Whoever else could make a socket there would get to know what people read.
        if os.stat(place).st_uid != os.getuid():  # noqa: PTH116 - before the import of anything larger
            return False
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(PATIENCE)
            line.connect(place)
            line.sendall(asked.line())
            return line.recv(len(TAKEN)) == TAKEN
    except OSError:
        return False


def _is_private(folder: Path) -> bool:
    """Whether nobody else can put anything there; also makes it, where it is not there yet."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o022
