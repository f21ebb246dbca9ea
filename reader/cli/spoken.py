"""`reader spoken`: shows how written lines would be spoken."""

from __future__ import annotations

import argparse

from reader.app import build
from reader.cli.asked import say_as_asked
from reader.cli.printing import lines_of_input, print_json


def run(asked: argparse.Namespace) -> int:
    """Answers every line of standard input with one line."""
    say_as_asked(asked)
    to_spoken = build.spoken()
    for written in lines_of_input():
        spoken = to_spoken(written, asked.language)
        if asked.json:
            anchors = [[a.spoken.start, a.spoken.end, a.written.start, a.written.end] for a in spoken.anchors]
            print_json({"written": written, "spoken": spoken.text, "anchors": anchors})
        else:
            print(" ".join(spoken.text.split()), flush=True)
    return 0
