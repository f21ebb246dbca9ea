"""Shows how far something is on one line of the terminal, which the next news overwrites."""

from __future__ import annotations

import shutil
import sys
from unicodedata import combining, east_asian_width

from reader.cli.printing import visible

_CLEAR = "\r\x1b[K"


def show_progress(head: str, text: str = "") -> None:
    """The head, and of the text the end that fits beside it."""
    room = shutil.get_terminal_size().columns - 1 - len(head)
    print(f"{_CLEAR}{head}{_end(visible(' '.join(text.split())), room)}", end="", file=sys.stderr, flush=True)


def clear_progress() -> None:
    """Takes the line away."""
    print(_CLEAR, end="", file=sys.stderr, flush=True)


def _end(text: str, room: int) -> str:
    """As much of the end of `text` as has room in so many columns."""
    for at in range(len(text) - 1, -1, -1):
        room -= 0 if combining(text[at]) else 2 if east_asian_width(text[at]) in "WF" else 1
        if room < 0:
            return text[at + 1 :]
    return text
