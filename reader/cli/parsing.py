"""Turns the words of a command line into the command that runs them.

Modules of commands are imported when their command is given, because start-up time counts.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import Any, NoReturn

import reader
from reader.app import wording
from reader.app.wording import told, tr
from reader.cli.asked import check_inputs
from reader.cli.export_options import add_export
from reader.cli.library_options import add_library
from reader.cli.options import In, add_inputs
from reader.cli.printing import print_error
from reader.core.errors import UsageError
from reader.core.wording import said
from reader.devices.desktop.languages import system_languages


def parse(words: Sequence[str]) -> argparse.Namespace:
    """What was asked for; `command` is one of `COMMANDS`."""
    words = list(words)
    if not words or (words[0] not in COMMANDS and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "open")
    return _parser(words[0]).parse_args(_json_first(words))


def _json_first(words: list[str]) -> list[str]:
    """The words with `--json` before the others of a queue or of feeds.

    argparse takes the word that may be left out and all behind it in one go, up to the first option: in
    `queue add --json 7` nothing would be left that takes the 7.
    """
    if words[:2] not in (["library", "queue"], ["library", "feeds"]) or "--json" not in words:
        return words
    at = words.index("--json")
    return words if "--" in words[:at] else [*words[:2], "--json", *words[2:at], *words[at + 1 :]]


def run(words: Sequence[str]) -> int:
    """Runs one command line and gives its exit status."""
    _speak_utf8()
    wording.use(system_languages())
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


_REFUSALS = (
    said("the following arguments are required: {names}"),
    said("argument {name}: expected one argument"),
    said("argument {name}: expected at least one argument"),
    said("argument {name}: {why}"),
    said("argument {name}: not allowed with argument {other}"),
    said("argument {name}: invalid choice: {value} (choose from {names})"),
    said("argument {name}: invalid {kind} value: {value}"),
)
"""What argparse says, for the catalogues."""


class _Help(argparse.HelpFormatter):
    """The help in the person's language."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, tr("usage: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(tr(heading or ""))

    def add_text(self, text: str | None) -> None:
        # None and not an empty text, which would put a heading over nothing.
        super().add_text(tr(text or "") or None)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        return tr(action.help or "")


_HEADINGS = (
    said("positional arguments"),
    said("options"),
    said("show this help message and exit"),
    said("show program's version number and exit"),
)


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence and one advice, as every error here, without the whole usage before it."""

    def __init__(self, **given: Any) -> None:
        super().__init__(formatter_class=_Help, **given)

    def error(self, message: str) -> NoReturn:
        advice = tr("Run: {program} --help", program=self.prog)
        if message.startswith("unrecognized arguments: "):
            strange = message.partition(": ")[2]
            message = tr("This is not understood: {strange}", strange=strange)
            if not strange.startswith("-"):
                advice = f"{tr('Put all inputs side by side, before or after the options.')} {advice}"
        message = told(message)
        print_error(UsageError(f"{message[:1].upper()}{message[1:]}.", advice))
        sys.exit(2)


def _parser(asked: str) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="reader",
        description="Turns any page into a clean story, sums it up and reads it aloud, offline.",
        epilog="`reader FILE_OR_ADDRESS` opens it in the window. `reader COMMAND --help` tells more.",
    )
    parser.add_argument("--version", action="version", version=f"reader {reader.__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (what, declare) in _COMMANDS.items():
        command = commands.add_parser(name, help=what)
        if name == asked:
            declare(command)
    return parser


def _add_open(parser: argparse.ArgumentParser) -> None:
    add_inputs(parser, at_least_one=False)
    parser.add_argument("--play", action="store_true", help="start reading aloud at once")
    parser.add_argument(
        "--queue", action="store_true", help="put the inputs at the end of the queue, without showing them"
    )
    parser.add_argument(
        "--example", action="store_true", help="open a page that comes with Reader and read it aloud"
    )
    parser.add_argument("--ready", metavar="FILE", help="create FILE once the window is shown")


def _add_text(parser: argparse.ArgumentParser) -> None:
    add_inputs(parser)
    _add_join(parser)
    parser.add_argument(
        "--json",
        action="store_true",
        help="one JSON object a line, for scripts; where that is so, with the next page and what the page kept back",
    )
    parser.add_argument("--removed", action="store_true", help="also print what was removed, and why")


def _add_summary(parser: argparse.ArgumentParser) -> None:
    add_inputs(parser)
    _add_join(parser)
    parser.add_argument("--json", action="store_true", help="one JSON object a line, for scripts")
    parser.add_argument(
        "--briefing",
        action="store_true",
        help="all inputs as one, each with headline and source; the same story once",
    )
    parser.add_argument(
        "--rewrite",
        action="store_true",
        help="let a model on this machine say it more plainly; each sentence is checked against the story",
    )
    parser.add_argument(
        "--model", default="", metavar="ADDRESS", help="where it answers (http://127.0.0.1:8080/v1)"
    )
    parser.add_argument(
        "--rewrite-elsewhere",
        action="store_true",
        help="allow a model that is not on this machine; the story is sent there",
    )
    parser.add_argument(
        "--algorithm",
        default="",
        metavar="NAME",
        help="choose as an algorithm of sumy does, such as edmundson or lexrank",
    )
    _add_length(parser)
    parser.add_argument(
        "--rate",
        type=In(int, 70, 900),
        default=None,
        metavar="N",
        help="words a minute for --minutes; otherwise the speed that is chosen in the window",
    )


def _add_speak(parser: argparse.ArgumentParser) -> None:
    add_inputs(parser)
    _add_join(parser)
    parser.add_argument(
        "--json", action="store_true", help="print when each word was heard, one JSON object a line"
    )
    parser.add_argument("--summary", action="store_true", help="read the summary")
    parser.add_argument(
        "--briefing", action="store_true", help="read the summaries of all inputs as one; the same story once"
    )
    parser.add_argument("--quiet", action="store_true", help="no line that shows how far it is")
    _add_voice(parser)
    _add_length(parser)


def _add_export(parser: argparse.ArgumentParser) -> None:
    add_export(parser)
    _add_join(parser)
    _add_voice(parser)
    _add_length(parser)


def _add_serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", help="made by `reader export --parcel`")
    parser.add_argument(
        "--network", action="store_true", help="let other machines of this network in too, with the token"
    )
    parser.add_argument(
        "--port", type=In(int, 0, 65_535), default=0, metavar="N", help="the port (any that is free)"
    )
    parser.add_argument("--json", action="store_true", help="print the addresses as JSON")


def _add_spoken(parser: argparse.ArgumentParser) -> None:
    _add_how(parser)
    parser.add_argument("--language", default="en", metavar="XX", help="the language of the lines (en)")
    parser.add_argument(
        "--json", action="store_true", help="one JSON object a line, with the way back to the written words"
    )


def _add_sentences(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", default="", metavar="XX", help="the language of the lines")
    parser.add_argument(
        "--json", action="store_true", help="lines of {language, text} in, lists of [start, end) out"
    )


def _add_voices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--language", default="", metavar="XX", help="only voices for this language")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a line")


def _add_pronunciation(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, what: str) -> argparse.ArgumentParser:
        added = actions.add_parser(name, help=what)
        added.add_argument("--json", action="store_true", help="one JSON object a line, for scripts")
        return added

    action("list", "all entries, the first that fits counts")
    added = action("add", "say a word, a phrase or a pattern otherwise")
    added.add_argument("written", metavar="WRITTEN", help="as it is written; with a capital, only so")
    added.add_argument(
        "spoken", metavar="SPOKEN", help="as it is to be said, or phonemes of eSpeak NG: [[h@l'oU]]"
    )
    added.add_argument("--kind", choices=("word", "phrase", "pattern"), help="a word or phrase by itself")
    added.add_argument("--language", default="*", metavar="XX", help="only in this language (all)")
    removed = action("remove", "forget an entry")
    removed.add_argument("written", metavar="WRITTEN")
    removed.add_argument("--language", default="", metavar="XX", help="only the one of this language")
    add_inputs(action("import", "add the entries of a file, before your own"))
    exported = action("export", "write all entries as a plain file")
    exported.add_argument("file", metavar="FILE", help="a new file, or -")
    exported.add_argument("--force", action="store_true", help="replace a file that is there already")


def _add_join(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--join", action="store_true", help="the inputs are the pages of one story, in this order"
    )


def _add_voice(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--voice", default="", metavar="ID", help="a voice of `reader voices`, such as espeak:en-us"
    )
    parser.add_argument(
        "--rate", type=In(int, 70, 900), default=None, metavar="N", help="true words a minute, 70 to 900"
    )
    parser.add_argument(
        "--pitch", type=In(int, 0, 100), default=None, metavar="N", help="0 to 100; 50 is the voice's own"
    )
    parser.add_argument("--volume", type=In(int, 0, 100), default=None, metavar="N", help="per cent")
    parser.add_argument(
        "--pauses", type=In(int, 0, 300), default=None, metavar="N", help="per cent of the usual pauses"
    )
    parser.add_argument(
        "--skip",
        default="",
        metavar="KIND[,KIND]",
        help="do not read these aloud: lists, tables, quotes, code, captions",
    )
    _add_how(parser)


def _add_how(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--numbers", choices=("natural", "digits"), default="natural", help="how numbers are said"
    )
    parser.add_argument(
        "--punctuation", choices=("natural", "all"), default="natural", help="how punctuation is said"
    )


def _add_length(parser: argparse.ArgumentParser) -> None:
    length = parser.add_mutually_exclusive_group()
    length.add_argument("--sentences", type=In(int, 1, 100_000), metavar="N", help="at most N sentences")
    length.add_argument("--words", type=In(int, 1, 10_000_000), metavar="N", help="about N words")
    length.add_argument(
        "--minutes", type=In(float, 0.05, 10_000), metavar="M", help="about M minutes of listening"
    )
    length.add_argument(
        "--share", type=In(float, 0.001, 1.0), metavar="P", help="a share of the story, 0.1 for a tenth"
    )


_COMMANDS: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = MappingProxyType(
    {
        "open": (said("open the window"), _add_open),
        "text": (said("print the clean story"), _add_text),
        "summary": (said("print the sentences that tell the story"), _add_summary),
        "speak": (said("read aloud in the terminal"), _add_speak),
        "export": (said("make files to take along: sound, books, parcels"), _add_export),
        "serve": (said("hand a listening parcel to players and phones"), _add_serve),
        "spoken": (said("show how lines of standard input would be spoken"), _add_spoken),
        "sentences": (said("find the sentences of lines of standard input"), _add_sentences),
        "voices": (said("list the voices of this machine"), _add_voices),
        "pronunciation": (said("your own dictionary: how words are said"), _add_pronunciation),
        "library": (said("what is kept: list, find, show, forget, queue"), add_library),
        "doctor": (said("tell what works on this machine, and what to do about the rest"), _add_doctor),
    }
)
"""What each is for, and what declares its words. Only those of the command that is asked for are: all took 8 ms."""
COMMANDS = tuple(_COMMANDS)
"""Without one of these words first, what is named is opened in the window."""
