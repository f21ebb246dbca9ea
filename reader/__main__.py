"""Starts Reader from the command line: `reader` or `python -m reader`."""

from __future__ import annotations


def main() -> int:
    """Runs the command line; the exit status comes back."""
    return 0
