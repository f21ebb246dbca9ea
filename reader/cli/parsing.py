"""Turns the words of a command line into the command that runs them.

Modules of commands are imported when their command is given, because start-up time counts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import reader
from reader.cli.asked import check_inputs
from reader.cli.printing import print_error
from reader.core.errors import UsageError

COMMANDS = (
    "open",
    "text",
    "summary",
    "speak",
    "export",
    "serve",
    "spoken",
    "sentences",
    "voices",
    "library",
    "doctor",
)
"""Without one of these words first, what is named is opened in the window."""


def parse(words: Sequence[str]) -> argparse.Namespace:
    """What was asked for; `command` is one of `COMMANDS`."""
    words = list(words)
    if not words or (words[0] not in COMMANDS and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "open")
    return _parser().parse_args(words)


def run(words: Sequence[str]) -> int:
    """Runs one command line and gives its exit status."""
    _speak_utf8()
    asked = parse(words)
    check_inputs(getattr(asked, "inputs", ()))
    module = import_module(f"reader.cli.{asked.command}")
    status: int = module.run(asked)
    return status


def _speak_utf8() -> None:
    """Stories hold every script; a half character of a broken page is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence and one advice, as every error here, without the whole usage before it."""

    def error(self, message: str) -> NoReturn:
        advice = f"Run: {self.prog} --help"
        if message.startswith("unrecognized arguments: "):
            strange = message.partition(": ")[2]
            message = f"This is not understood: {strange}"
            if not strange.startswith("-"):
                advice = f"Put all inputs side by side, before or after the options. {advice}"
        print_error(UsageError(f"{message[:1].upper()}{message[1:]}.", advice))
        sys.exit(2)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="reader",
        description="Turns any page into a clean story, sums it up and reads it aloud, offline.",
        epilog="`reader FILE_OR_ADDRESS` opens it in the window. `reader COMMAND --help` tells more.",
    )
    parser.add_argument("--version", action="version", version=f"reader {reader.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    opened = commands.add_parser("open", help="open the window")
    _add_inputs(opened, at_least_one=False)
    opened.add_argument("--play", action="store_true", help="start reading aloud at once")
    opened.add_argument(
        "--example", action="store_true", help="open a page that comes with Reader and read it aloud"
    )
    opened.add_argument("--ready", metavar="FILE", help="create FILE once the window is shown")

    text = commands.add_parser("text", help="print the clean story")
    _add_inputs(text)
    text.add_argument("--json", action="store_true", help="one JSON object a line, for scripts")
    text.add_argument("--removed", action="store_true", help="also print what was removed, and why")

    summary = commands.add_parser("summary", help="print the sentences that tell the story")
    _add_inputs(summary)
    summary.add_argument("--json", action="store_true", help="one JSON object a line, for scripts")
    _add_length(summary)

    speak = commands.add_parser("speak", help="read aloud in the terminal")
    _add_inputs(speak)
    speak.add_argument(
        "--json", action="store_true", help="print when each word was heard, one JSON object a line"
    )
    speak.add_argument("--summary", action="store_true", help="read the summary")
    speak.add_argument("--quiet", action="store_true", help="no line that shows how far it is")
    _add_voice(speak)
    _add_length(speak)

    _add_export(commands.add_parser("export", help="make files to take along: sound, books, parcels"))

    serve = commands.add_parser("serve", help="hand a listening parcel to players and phones")
    serve.add_argument("folder", metavar="FOLDER", help="made by `reader export --parcel`")
    serve.add_argument(
        "--network", action="store_true", help="let other machines of this network in too, with the token"
    )
    serve.add_argument(
        "--port", type=_in(int, 0, 65_535), default=0, metavar="N", help="the port (any that is free)"
    )
    serve.add_argument("--json", action="store_true", help="print the addresses as JSON")

    spoken = commands.add_parser("spoken", help="show how lines of standard input would be spoken")
    spoken.add_argument("--language", default="en", metavar="XX", help="the language of the lines (en)")
    spoken.add_argument(
        "--json", action="store_true", help="one JSON object a line, with the way back to the written words"
    )

    sentences = commands.add_parser("sentences", help="find the sentences of lines of standard input")
    sentences.add_argument("--language", default="", metavar="XX", help="the language of the lines")
    sentences.add_argument(
        "--json", action="store_true", help="lines of {language, text} in, lists of [start, end) out"
    )

    voices = commands.add_parser("voices", help="list the voices of this machine")
    voices.add_argument("--language", default="", metavar="XX", help="only voices for this language")
    voices.add_argument("--json", action="store_true", help="one JSON object a line")

    _add_library(commands.add_parser("library", help="what is kept: list, find, show, forget, queue"))

    doctor = commands.add_parser(
        "doctor", help="tell what works on this machine, and what to do about the rest"
    )
    doctor.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser


def _add_export(export: argparse.ArgumentParser) -> None:
    _add_inputs(export)
    export.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help="its ending decides the format: .mp3, .m4b, .opus, .flac, .wav, .epub; a folder for a parcel",
    )
    export.add_argument(
        "--parcel",
        action="store_true",
        help="make a folder: a file for each input, playlist, page and podcast feed",
    )
    export.add_argument(
        "--format", default="mp3", metavar="KIND", help="of the files in a parcel: mp3, m4b, opus, … (mp3)"
    )
    export.add_argument("--title", default="", help="what the whole is called")
    what = export.add_mutually_exclusive_group()
    what.add_argument("--summary", action="store_true", help="the summary only")
    what.add_argument("--summary-first", action="store_true", help="the summary, then the whole")
    export.add_argument(
        "--by-word", action="store_true", help="in an .epub or in subtitles light up words, not sentences"
    )
    export.add_argument("--marks", metavar="FILE", help="also write when each word sounds, as JSON")
    export.add_argument("--subtitles", metavar="FILE", help="also write subtitles: .vtt, .srt or .lrc")
    export.add_argument("--force", action="store_true", help="replace files that are there already")
    export.add_argument(
        "--leave-out-failed",
        action="store_true",
        help="leave out sentences that no voice can say, and name them, instead of stopping",
    )
    export.add_argument(
        "--jobs",
        type=_in(int, 1, 512),
        default=0,
        metavar="N",
        help="how many processes work at it (one a core)",
    )
    export.add_argument(
        "--dask", default="", metavar="ADDRESS", help="let a Dask cluster work, such as tcp://127.0.0.1:8786"
    )
    export.add_argument("--quiet", action="store_true", help="no line that shows how far it is")
    export.add_argument("--json", action="store_true", help="print what was written as JSON")
    _add_voice(export)
    _add_length(export)


def _add_library(library: argparse.ArgumentParser) -> None:
    actions = library.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, what: str) -> argparse.ArgumentParser:
        parser = actions.add_parser(name, help=what)
        parser.add_argument("--json", action="store_true", help="one JSON object a line, for scripts")
        return parser

    listed = action("list", "what was opened last")
    listed.add_argument(
        "--limit", type=_in(int, 1, 1_000_000), default=100, metavar="N", help="at most N (100)"
    )
    listed.add_argument("--tag", default="", help="only what has this tag")
    search = action("search", "find words in everything that is kept")
    search.add_argument("words", nargs="+", metavar="WORD", help="all of them; the last may be unfinished")
    search.add_argument("--limit", type=_in(int, 1, 1_000), default=20, metavar="N", help="at most N (20)")
    added = action("add", "keep a page")
    _add_inputs(added)
    added.add_argument("--queue", action="store_true", help="and put it into the queue")
    for name, what in (
        ("show", "print a story that is kept"),
        ("remove", "forget a story, so that nothing of it stays"),
    ):
        action(name, what).add_argument(
            "ids", nargs="+", type=int, metavar="ID", help="its number in the list"
        )
    tagged = action("tag", "give a story tags")
    tagged.add_argument("id", type=int, metavar="ID", help="its number in the list")
    tagged.add_argument("tags", nargs="+", metavar="TAG")
    action("export", "write everything as JSON lines").add_argument(
        "file", metavar="FILE", help="a new file, or -"
    )
    _add_inputs(action("import", "add everything from such a file"))
    action("repair", "set a damaged library aside and save what can be read of it")
    queue = action("queue", "show or change what is to be heard next")
    queue.add_argument("change", nargs="?", choices=("show", "add", "remove", "first"), default="show")
    queue.add_argument("ids", nargs="*", type=int, metavar="ID", help="numbers in the list")


def _add_inputs(parser: argparse.ArgumentParser, *, at_least_one: bool = True) -> None:
    parser.add_argument(
        "inputs",
        nargs="+" if at_least_one else "*",
        metavar="INPUT",
        help="a file, an address, or - for standard input",
    )


def _add_voice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--voice", default="", metavar="ID", help="a voice of `reader voices`, such as espeak:en-us"
    )
    parser.add_argument(
        "--rate", type=_in(int, 70, 900), default=None, metavar="N", help="true words a minute, 70 to 900"
    )
    parser.add_argument(
        "--pitch", type=_in(int, 0, 100), default=None, metavar="N", help="0 to 100; 50 is the voice's own"
    )
    parser.add_argument("--volume", type=_in(int, 0, 100), default=None, metavar="N", help="per cent")


def _add_length(parser: argparse.ArgumentParser) -> None:
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--sentences", type=_in(int, 1, 100_000), metavar="N", help="at most N sentences")
    length.add_argument("--words", type=_in(int, 1, 10_000_000), metavar="N", help="about N words")
    length.add_argument(
        "--minutes", type=_in(float, 0.05, 10_000), metavar="M", help="about M minutes of listening"
    )
    length.add_argument(
        "--share", type=_in(float, 0.001, 1.0), metavar="P", help="a share of the story, 0.1 for a tenth"
    )


class _in:  # noqa: N801 - reads as a phrase where it is used
    """A number between two bounds, for argparse."""

    def __init__(self, kind: type[int] | type[float], least: float, most: float) -> None:
        self._kind, self._least, self._most = kind, least, most

    def __call__(self, text: str) -> int | float:
        try:
            number = self._kind(text)
        except ValueError:
            what = "a whole number" if self._kind is int else "a number"
            raise argparse.ArgumentTypeError(f"“{text}” is not {what}") from None
        if not self._least <= number <= self._most:
            raise argparse.ArgumentTypeError(
                f"give a number from {self._least:g} to {self._most:g}, not {text}"
            )
        return number
