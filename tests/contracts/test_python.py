"""What every supported Python must be able to run alike."""

from __future__ import annotations

import re
from pathlib import Path

SOURCES = sorted((Path(__file__).parents[2] / "reader").rglob("*.py"))


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 matches `(?:ab)*+` wrongly (gh-106052); Debian 12 has 3.11.2."""
    assert SOURCES
    possessive = re.compile(r"(?<!\\)\)(?:[*+?]|\{\d*,?\d*\})\+")
    found = [
        f"{source.name}: {line.strip()}"
        for source in SOURCES
        for line in source.read_text("utf-8").splitlines()
        if possessive.search(line)
    ]
    assert found == []
