"""`reader open`: opens the window; where there is no screen it does the same job in the terminal."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from reader.app import build
from reader.app.wording import tr
from reader.cli.ending import clean_up_when_ended
from reader.cli.printing import print_error, print_text
from reader.core.errors import ReaderError, UsageError
from reader.devices.desktop.screen import lack_of_screen

LONGEST = 60
"""Characters of a title in the name of a file: with four bytes each, fewer than any system allows."""


def run(asked: argparse.Namespace) -> int:
    """Shows the inputs in the window, or in the terminal where no window can be shown."""
    inputs = [str(build.example()), *asked.inputs] if asked.example else asked.inputs
    lack = lack_of_screen()
    if lack is None:
        # Start-up time: a terminal must not wait for Qt.
        from reader.ui.start import run as show

        return show(inputs, ready=asked.ready, play=asked.play or asked.example)
    if not inputs:
        raise UsageError(lack.message, lack.advice)
    print_error(UsageError(lack.message, lack.advice))
    return in_terminal(inputs)


def in_terminal(inputs: list[str]) -> int:
    """Prints each story and its summary and writes its sound file into this folder."""
    clean_up_when_ended()
    failed = False
    for named in inputs:
        try:
            _tell(named)
        except ReaderError as error:
            print_error(error)
            failed = True
    return 1 if failed else 0


def _tell(named: str) -> None:
    from reader.app.exporting import Story
    from reader.cli import summary, text

    document = build.opening().open(named)
    text.show(document)
    print_text(tr("In short") + "\n")
    summary.show(document, build.summarizing().summarize(document))
    file = free_name(Path(named).stem if Path(document.address).is_file() else document.title)
    with build.exporting() as exporting:
        written = exporting.export([Story(document)], file)
    print_text(
        tr("Read aloud in {file}, {seconds} seconds.", file=file.absolute(), seconds=f"{written.seconds:.0f}")
    )


def free_name(title: str) -> Path:
    """A file name in this folder that says what it is, and that nothing there has yet."""
    words = re.findall(r"\w+", title)
    name = "-".join(words)[:LONGEST].strip("-_").lower() or "story"
    number = 1
    while (file := Path(f"{name}{f'-{number}' if number > 1 else ''}.wav")).exists():
        number += 1
    return file
