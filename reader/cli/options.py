"""Declares options that several commands have."""

from __future__ import annotations

import argparse
import os

from reader.app.wording import tr


def add_inputs(parser: argparse.ArgumentParser, *, at_least_one: bool = True) -> None:
    parser.add_argument(
        "inputs",
        nargs="+" if at_least_one else "*",
        metavar="INPUT",
        help="a file, an address, or - for standard input",
    )


def words(text: str) -> str:
    """What is no name of a file, for argparse: bytes that are no text are replaced, for nothing can keep them."""
    return os.fsencode(text).decode("utf-8", "replace")


class In:
    """A number between two bounds, for argparse."""

    def __init__(self, kind: type[int] | type[float], least: float, most: float) -> None:
        self._kind, self._least, self._most = kind, least, most

    def __call__(self, text: str) -> int | float:
        try:
            number = self._kind(text)
        except ValueError:
            what = tr("“{text}” is not a whole number", text=text)
            if self._kind is not int:
                what = tr("“{text}” is not a number", text=text)
            raise argparse.ArgumentTypeError(what) from None
        if not self._least <= number <= self._most:
            raise argparse.ArgumentTypeError(
                tr(
                    "give a number from {least} to {most}, not {text}",
                    least=f"{self._least:g}",
                    most=f"{self._most:g}",
                    text=text,
                )
            )
        return number
