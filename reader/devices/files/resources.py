"""Finds and reads what is shipped with the program: word lists, weights, examples, fonts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import reader


@cache
def root() -> Path:
    """The folder of resources: inside an installed package, or beside it in a checkout."""
    package = Path(reader.__file__).parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def path(name: str) -> Path:
    """Where the resource `name` is, such as `examples/market.html`."""
    return root() / name


def read_json(name: str) -> Any:
    """The parsed resource `name`, such as `language/abbreviations.json`."""
    return json.loads(path(name).read_text("utf-8"))
