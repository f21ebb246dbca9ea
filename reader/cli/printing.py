"""Prints results and errors, for people or as one JSON object a line."""

from __future__ import annotations

import errno
import gc
import json
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext, suppress
from typing import Any

from reader.app.wording import told
from reader.core.document import Document
from reader.core.errors import Defect, ReaderError
from reader.core.shortfall import told_of

_IN_JSON = re.compile("[\x7f-\x9f\u2028\u2029]")
"""What JSON lets stand as it is, and some readers of lines take for an end or some terminals for a command."""

_VISIBLE = str.maketrans(
    {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\n\t"}
    | {0x7F: "\u2421"}
    | dict.fromkeys(range(0x80, 0xA0), "\ufffd")
)
"""Control characters as their pictures: a page must not give commands to the terminal that shows it."""


def print_json(value: Any) -> None:
    """One line, written out at once so that a script can follow."""
    line = json.dumps(value, ensure_ascii=False)
    while found := _IN_JSON.search(line):
        line = line.replace(found[0], f"\\u{ord(found[0]):04x}")
    print(line, flush=True)


def print_text(text: str, *, end: str = "\n", error: bool = False) -> None:
    """Prints for a person, at once, with control characters made visible.

    Where standard error takes nothing, nobody can be told, and what stands on standard output counts more.
    """
    with suppress(OSError) if error else nullcontext():
        print(visible(text), end=end, file=sys.stderr if error else sys.stdout, flush=True)


def visible(text: str) -> str:
    """The text with its control characters as pictures, and as long as before."""
    return text.translate(_VISIBLE)


def print_error(error: ReaderError) -> None:
    """The sentence and the advice, on standard error."""
    print_text(f"reader: {told(error.message)}\n        {told(error.advice)}", error=True)


def print_shortfall(document: Document) -> None:
    """What the page kept back of its story, on standard error; nothing where it kept nothing back."""
    if (lack := told_of(document.shortfall)) is not None:
        print_text("\n".join(map(told, lack)), error=True)


def lines_of_input() -> Iterator[str]:
    """The lines of standard input without their ends and without the mark that some programs begin a text with."""
    for number, line in enumerate(sys.stdin.buffer):
        yield line.decode("utf-8" if number else "utf-8-sig", "replace").rstrip("\r\n")


def is_of_output(error: Exception) -> bool:
    """Whether printing itself failed; every failure of a file of ours names it or is a `ReaderError`.

    Windows says "invalid argument" of a pipe that nobody reads.
    """
    of_streams = (errno.EPIPE, errno.EINVAL, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
    return isinstance(error, OSError) and not error.filename and error.errno in of_streams


def tell_defect(error: Exception) -> Defect:
    """What a person is told of an exception that nobody foresaw; where it arose goes to standard error."""
    # Without the exception's own words, which may be those of the page.
    traceback.print_tb(error.__traceback__)
    return Defect(
        f"Reader itself has a fault here ({type(error).__name__}).",
        "Report it with the lines above; they hold no text of the page.",
    )


def error_record(named: str, error: ReaderError) -> dict[str, Any]:
    """An error the way scripts get it: in English, whatever language the person speaks."""
    return {"input": named, "error": {"code": error.code, "message": error.message, "advice": error.advice}}


def each(inputs: Sequence[str], *, as_json: bool, work: Callable[[str], Mapping[str, Any] | None]) -> int:
    """Does the work for every input in order; one that fails is told of and the rest go on.

    `work` gives the JSON object, or prints for a person by itself and gives `None`. The exit
    status comes back: 1 where any input failed.
    """
    failed = False
    gc.set_threshold(
        100_000
    )  # a page makes many values and few circles: looking for these took 8 % of the time
    for named in inputs:
        try:
            record = work(named)
        except Exception as error:
            if is_of_output(error):
                raise
            failed = True
            told = error if isinstance(error, ReaderError) else tell_defect(error)
            if as_json:
                print_json(error_record(named, told))
            else:
                print_error(told)
        else:
            if record is not None:
                print_json(record)
    return 1 if failed else 0
