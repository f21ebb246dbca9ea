"""`reader doctor`: tells what works on this machine, and what to do about the rest."""

from __future__ import annotations

import argparse

from reader.app.checking import check
from reader.app.wording import told, tr
from reader.cli.printing import print_json, print_text


def run(asked: argparse.Namespace) -> int:
    """Prints one part a line, as soon as it is known. The status is 1 where speech or stories fail."""
    essential = True
    for one in check():
        essential &= one.works or one.name in ("library", "sound", "screen", "words", "fonts")
        if asked.json:
            print_json({"name": one.name, "works": one.works, "message": one.message, "advice": one.advice})
        else:
            print_text(f"{tr('works ') if one.works else tr('FAILS ')} {one.name:8} {told(one.message)}")
            if one.advice:
                print_text(f"{'':16}{told(one.advice)}")
    return 0 if essential else 1
