"""Turns the options of a command into the values that the app floor takes."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from reader.app.wording import tr
from reader.cli.printing import print_error, print_shortfall, print_text
from reader.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.app.opening import Opening
    from reader.core.document import Document, Span
    from reader.core.speech.values import Prosody
    from reader.core.summary.length import Length


def prosody(asked: argparse.Namespace) -> Prosody:
    """How to speak; what was not asked for keeps its default."""
    from reader.core.speech.values import Prosody  # start-up time: most commands say nothing aloud

    default = Prosody()
    return Prosody(
        rate=default.rate if asked.rate is None else asked.rate,
        pitch=default.pitch if asked.pitch is None else asked.pitch,
        volume=default.volume if asked.volume is None else asked.volume,
        pauses=default.pauses if asked.pauses is None else asked.pauses,
    )


def say_as_asked(asked: argparse.Namespace) -> None:
    """From now on numbers and punctuation are said as was asked for; tells where the own dictionary is broken."""
    from reader.app import build
    from reader.core.speech.spoken import HowMuch, Numbers, Punctuation

    build.spoken().set_how(HowMuch(Numbers(asked.numbers), Punctuation(asked.punctuation)))
    if (fault := build.pronouncing().fault) is not None:
        print_error(fault)


def length(asked: argparse.Namespace) -> Length | None:
    """How long a summary may be, or `None` where nothing was asked for."""
    from reader.core.speech.values import Prosody  # start-up time, as above
    from reader.core.summary.length import Length, Unit

    for unit in Unit:
        amount = getattr(asked, unit.value)
        if amount is not None:
            return Length(amount, unit, _rate(asked) if unit is Unit.MINUTES else Prosody().rate)
    return None


def _rate(asked: argparse.Namespace) -> int:
    """The rate that was asked for; else the one that will sound; else, where nothing sounds, the person's own."""
    if asked.rate is not None:
        return int(asked.rate)
    if hasattr(asked, "voice"):
        from reader.core.speech.values import Prosody  # start-up time, as above

        return Prosody().rate
    from reader.app import build

    return build.settings().number("voice.rate")


def stretches(asked: argparse.Namespace, document: Document) -> tuple[tuple[Span, ...] | None, str]:
    """What is to be read of a document, `None` for all of it, and what a person is told of that, or ""."""
    from reader.app import build

    wanted = length(asked)
    if not asked.summary and wanted is None:
        return None, ""
    summary = build.summarizing().summarize(document, wanted)
    return summary.spans, summary.notice


def joined(asked: argparse.Namespace) -> Sequence[str]:
    """The inputs that are a story each; with --join, the first one stands for all."""
    inputs: list[str] = asked.inputs
    return inputs[:1] if asked.join else inputs


def opened(opening: Opening, asked: argparse.Namespace, named: str) -> Document:
    """The story of an input; with --join, of all inputs, which are its pages. Raises what `Opening.open` raises.

    A person is told where a page kept some of it back.
    """
    document = opening.open_all(asked.inputs) if asked.join else opening.open(named)
    if not asked.json:
        print_shortfall(document)
    return document


def check_inputs(inputs: Sequence[str]) -> None:
    """Tells a person who is to type that we wait for it.

    Raises:
        UsageError: standard input is named twice, and it can be read once only.
    """
    if inputs.count("-") > 1:
        raise UsageError("Standard input can be read only once.", "Give - once, and files for the rest.")
    if "-" in inputs and sys.stdin.isatty():
        print_text(
            tr("Type or paste the text, then end it with Ctrl+D (on Windows Ctrl+Z and Enter)."), error=True
        )
