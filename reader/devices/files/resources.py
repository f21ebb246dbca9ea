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
    """A folder of JSON resources as a mapping from name to parsed content, each read when it is asked for."""

    def __init__(self, name: str) -> None:
        self._folder = path(name)
        self._read: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._read:
            if key not in set(self):
                raise KeyError(key)
            self._read[key] = json.loads((self._folder / f"{key}.json").read_text("utf-8"))
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return (file.stem for file in sorted(self._folder.glob("*.json")))

    def __len__(self) -> int:
        return sum(1 for _ in self)
