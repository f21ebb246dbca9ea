"""`reader open`: opens the window; where there is no screen it does the same job in the terminal."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from reader.app import build, instance
from reader.app.wording import told, tr
from reader.cli.ending import clean_up_when_ended
from reader.cli.printing import each, print_error, print_shortfall, print_text
from reader.core.errors import ReaderError, UsageError
from reader.devices.desktop.screen import lack_of_screen

LONGEST = 60
"""Characters of a title in the name of a file: with four bytes each, fewer than any system allows."""


def run(asked: argparse.Namespace) -> int:
    """Shows the inputs in the window, or in the terminal where no window can be shown."""
    inputs = [str(build.example()), *asked.inputs] if asked.example else asked.inputs
    play = asked.play or asked.example
    if asked.queue and not inputs:
        raise UsageError("Nothing was named for the queue.", "Give files or addresses after --queue.")
    lack = lack_of_screen()
    if lack is None:
        door = None
        # Standard input is read by the window itself, and a measurement wants a window of its own.
        if not asked.ready and "-" not in inputs:
            wanted = instance.asked(inputs, play=play, queue=asked.queue)
            door = instance.enter(build.library_file().parent, wanted)
            if door is None:
                return 0
        if not asked.queue:
            # Start-up time: a terminal must not wait for Qt.
            from reader.ui.start import run as show

            return show(inputs, ready=asked.ready, play=play, door=door)
        if door is not None:
            door.close()
    if asked.queue:
        return _queue(inputs)
    assert lack is not None  # noqa: S101 - otherwise the window was shown
    if not inputs:
        # A line of its own: the one before it may be a command to copy.
        what_works = tr("Run: {program} --help", program="reader")
        raise UsageError(lack.message, f"{told(lack.advice)}\n        {what_works}")
    print_error(UsageError(lack.message, lack.advice))
    return in_terminal(inputs)


def _queue(inputs: list[str]) -> int:
    """Puts the inputs into the queue where no window does it."""

    def work(named: str) -> None:
        document = build.opening().open(named)
        kept = build.library().add(document, asked=named, queue=True)
        print_text(tr("In the queue: {title}", title=kept.title or kept.address))

    return each(inputs, as_json=False, work=work)


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
    print_shortfall(document)
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
