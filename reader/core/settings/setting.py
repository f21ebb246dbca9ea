"""What one setting is: its key, its default, what it admits, and the words that explain it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 200
"""Characters of a free text, such as the name of a font."""

Value = bool | int | str


class Group(StrEnum):
    """The pages of the settings dialog, in its order."""

    TEXT = "Text"
    COLOURS = "Colours"
    HIGHLIGHT = "Highlight"
    VOICE = "Voice"
    WINDOW = "Window"
    LIBRARY = "Library"
    EXPORT = "Take along"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values, and what it is called."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that a person can choose."""

    key: str
    default: Value
    """Its type is the setting's type."""
    label: str
    help: str
    group: Group
    bounds: tuple[int, int] | None = None
    """Lowest and highest, both allowed; for numbers only."""
    step: int = 1
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    """For words: all that is allowed; empty when any text is."""
    colour: bool = False
    """For words: a colour, written `#rrggbb`."""
    shown: bool = True
    """Whether the dialog offers it, or it is only remembered."""

    def admits(self, value: object) -> bool:
        """Whether `value` has the right type and lies within the bounds."""
        match self.default:
            case bool():
                return isinstance(value, bool)
            case int():
                low, high = self.bounds or (0, 0)
                return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
            case str() if self.colour:
                return isinstance(value, str) and re.fullmatch("#[0-9a-f]{6}", value) is not None
            case str():
                return isinstance(value, str) and (
                    any(c.value == value for c in self.choices) if self.choices else len(value) <= LONGEST
                )

    def nearest(self, value: int) -> int:
        """The number within the bounds that is nearest to `value`."""
        low, high = self.bounds or (value, value)
        return min(max(value, low), high)
