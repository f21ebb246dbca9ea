"""Finds and reads what is shipped with the program: word lists, weights, examples, fonts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
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


class JsonFolder(Mapping[str, Any]):
    """A folder of JSON resources as a mapping from name to parsed content, each read when it is asked for.

    A folder inside it is such a mapping again.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._names = {
            entry.stem: entry.is_dir()
            for entry in sorted(path(name).iterdir())
            if entry.is_dir() or entry.suffix == ".json"
        }
        self._read: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._read:
            inside = f"{self._name}/{key}"
            self._read[key] = JsonFolder(inside) if self._names[key] else read_json(f"{inside}.json")
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)
