"""Starts Reader from the command line: `reader` or `python -m reader`."""

from __future__ import annotations

import os
import sys


def main() -> int:
    """Runs the command line; the exit status comes back. Ctrl+C ends with 130 and no traceback."""
    from reader.cli.parsing import run
    from reader.cli.printing import print_error
    from reader.core.errors import ReaderError

    try:
        return run(sys.argv[1:])
    except ReaderError as error:
        print_error(error)
        return 1
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our output has gone; nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


if __name__ == "__main__":
    sys.exit(main())
