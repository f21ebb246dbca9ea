"""Turns what a person chose, as it was written down, into settings that the program can trust, and back.

One table (`table.py`) declares everything that can be chosen. What cannot be understood is put aside as a
`Fault`, never obeyed and never fatal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reader.core.settings.choices import LANGUAGES, THEMES
from reader.core.settings.setting import LONGEST, Choice, Group, Setting, Value
from reader.core.settings.table import SETTINGS, TABLE

__all__ = [
    "LANGUAGES",
    "SETTINGS",
    "TABLE",
    "THEMES",
    "Choice",
    "Fault",
    "Group",
    "Setting",
    "Settings",
    "Value",
    "parse",
    "serialise",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a settings file that could not be used."""

    key: str
    """Empty when the file as a whole makes no sense."""
    value: str
    """What stood there, cut short."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that was chosen; what was not has its default."""

    chosen: Mapping[str, Value] = field(default_factory=dict)
    """Only what differs from the default."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Shortcuts that a person changed: command id to keys as Qt writes them, empty for none."""

    def number(self, key: str) -> int:
        """The number under `key`."""
        value = self.chosen.get(key, TABLE[key].default)
        assert isinstance(value, int)  # noqa: S101 - the table is ours: another type is a defect
        return value

    def flag(self, key: str) -> bool:
        """The yes or no under `key`."""
        return bool(self.number(key))

    def word(self, key: str) -> str:
        """The word under `key`."""
        return str(self.chosen.get(key, TABLE[key].default))

    def value(self, key: str) -> Value:
        """What stands under `key`, of the type of its default."""
        return self.chosen.get(key, TABLE[key].default)

    def having(self, key: str, value: Value) -> Settings:
        """The same settings with one changed; numbers beyond the bounds become the nearest allowed.

        Raises:
            ValueError: `value` has the wrong type or is not among the choices.
        """
        setting = TABLE[key]
        if isinstance(value, int) and not isinstance(value, bool) and setting.bounds:
            value = setting.nearest(value)
        if not setting.admits(value):
            raise ValueError(f"{key} cannot be {value!r}")
        rest = {k: v for k, v in self.chosen.items() if k != key}
        return replace(self, chosen=rest if value == setting.default else {**rest, key: value})

    def with_keys(self, command: str, shortcut: str) -> Settings:
        """The same settings with another shortcut for a command."""
        return replace(self, keys={**self.keys, command: shortcut})


def parse(written: str) -> tuple[Settings, tuple[Fault, ...]]:
    """Settings out of a file's text, with everything that could not be used."""
    try:
        raw = json.loads(written)
    except (ValueError, RecursionError):
        return Settings(), (Fault("", written[:80]),)
    if not isinstance(raw, dict):
        return Settings(), (Fault("", written[:80]),)
    settings, faults = Settings(), list[Fault]()
    for key, value in raw.items():
        setting = TABLE.get(key)
        if key == "keys" and isinstance(value, dict):
            good = {str(k): v for k, v in value.items() if isinstance(v, str) and len(v) <= LONGEST}
            settings = replace(settings, keys=good)
            faults += [Fault(f"keys.{k}", repr(v)[:80]) for k, v in value.items() if k not in good]
        elif setting is not None and setting.admits(value):
            settings = settings.having(key, value)
        else:
            faults.append(Fault(str(key), repr(value)[:80]))
    return settings, tuple(faults)


def serialise(settings: Settings) -> str:
    """The text that `parse` turns back into the same settings; only what differs from the defaults."""
    content: dict[str, object] = dict(sorted(settings.chosen.items()))
    if settings.keys:
        content["keys"] = dict(sorted(settings.keys.items()))
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
