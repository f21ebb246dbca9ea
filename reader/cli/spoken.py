"""`reader spoken`: shows how written lines would be spoken."""

from __future__ import annotations

import argparse
import sys

from reader.app import build
from reader.cli.asked import say_as_asked
from reader.cli.printing import print_json


def run(asked: argparse.Namespace) -> int:
    """Answers every line of standard input with one line."""
    say_as_asked(asked)
    to_spoken = build.spoken()
    for line in sys.stdin.buffer:
        written = line.decode("utf-8", "replace").rstrip("\r\n")
        spoken = to_spoken(written, asked.language)
        if asked.json:
            anchors = [[a.spoken.start, a.spoken.end, a.written.start, a.written.end] for a in spoken.anchors]
            print_json({"written": written, "spoken": spoken.text, "anchors": anchors})
        else:
            print(" ".join(spoken.text.split()), flush=True)
    return 0
