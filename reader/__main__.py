"""Starts Reader from the command line: `reader` or `python -m reader`."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TextIO


def main() -> int:
    """Runs the command line; the exit status comes back. Ctrl+C ends with 130 and no traceback."""
    if getattr(sys, "frozen", False):
        if sys.argv[1:2] == ["--engine"]:
            return _be_engine(sys.argv[2])
        _be_worker()
    try:
        _fill_streams()
        try:
            return _run()
        finally:
            # Here and not at the end of the interpreter, where a failure could only be shown as a traceback.
            sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return _output_failed(error)
    finally:
        # What nobody takes must not be tried again by the interpreter, whose exit status would then be another.
        try:
            sys.stderr.flush()
        except (OSError, ValueError):
            _throw_away(sys.stderr)


def _be_engine(name: str) -> int:
    """A packaged program has no interpreter to ask, so it starts itself for the process of an engine."""
    # By its name, as native voices are loaded in that process and nowhere else.
    from importlib import import_module

    import_module("reader.devices.engines.worker").main(name)
    return 0


def _be_worker() -> None:
    """The same for a process that makes parts of an export: where this is one, it does not come back."""
    from multiprocessing import freeze_support

    freeze_support()


def _run() -> int:
    from reader.cli.parsing import run
    from reader.cli.printing import print_error, tell_defect
    from reader.core.errors import ReaderError

    try:
        return run(sys.argv[1:])
    except ReaderError as error:
        print_error(error)
    except OSError:
        raise
    except Exception as error:
        print_error(tell_defect(error))
    return 1


def _fill_streams() -> None:
    """A stream that the caller closed, or that a program without a terminal never had, holds nothing.

    Opening the null device also takes the number of the closed stream, which a file of ours must not get.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 - until the end


def _output_failed(error: OSError) -> int:
    """Whoever read our output has gone, and nothing more can be said to them; or its disk is full."""
    from reader.cli.printing import is_of_output, print_error, tell_defect
    from reader.core.errors import ExportError

    _throw_away(sys.stdout)
    if not is_of_output(error):
        print_error(tell_defect(error))
    elif error.errno not in (errno.EPIPE, errno.EINVAL):
        print_error(
            ExportError(
                f"The output cannot be written: {error.strerror}.", "Make room, or send it elsewhere."
            )
        )
    return 1


def _throw_away(stream: TextIO) -> None:
    """From now on whatever is written there goes nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    sys.exit(main())
