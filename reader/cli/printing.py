"""Prints results and errors, for people or as one JSON object a line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from reader.core.errors import ReaderError

_LINE_ENDS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What JSON lets stand as it is and some readers of lines take for an end."""


def print_json(value: Any) -> None:
    """One line, written out at once so that a script can follow."""
    print(json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS), flush=True)


def print_error(error: ReaderError) -> None:
    """The sentence and the advice, on standard error."""
    print(f"reader: {error.message}\n        {error.advice}", file=sys.stderr, flush=True)


def error_record(named: str, error: ReaderError) -> dict[str, Any]:
    """An error the way scripts get it."""
    return {"input": named, "error": {"code": error.code, "message": error.message, "advice": error.advice}}


def each(inputs: Sequence[str], *, as_json: bool, work: Callable[[str], Mapping[str, Any] | None]) -> int:
    """Does the work for every input in order; one that fails is told of and the rest go on.

    `work` gives the JSON object, or prints for a person by itself and gives `None`. The exit
    status comes back: 1 where any input failed.
    """
    failed = False
    for named in inputs:
        try:
            record = work(named)
        except ReaderError as error:
            failed = True
            if as_json:
                print_json(error_record(named, error))
            else:
                print_error(error)
        else:
            if record is not None:
                print_json(record)
    return 1 if failed else 0
