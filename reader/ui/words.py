"""What the window says, in the language of the person."""

from __future__ import annotations

from reader.app import wording
from reader.app.wording import language, plain, right_to_left, told

__all__ = ["count", "isolated", "language", "plain", "right_to_left", "told", "tr"]

_ISOLATE, _END = "\u2068", "\u2069"
"""What stands between has a direction of its own and does not turn its neighbours (Unicode Annex 9)."""


def isolated(text: str) -> str:
    """A title, a key or a name, fit to stand in a sentence that may be written the other way."""
    return f"{_ISOLATE}{text}{_END}" if text and right_to_left() else text


def tr(text: str, /, **values: object) -> str:
    """`text` in the person's language, with `{name}` filled in."""
    return wording.tr(text, **_isolated(values))


def count(one: str, many: str, n: int, /, **values: object) -> str:
    """`one` or `many`, or what the language has instead, with `{n}` filled in."""
    return wording.count(one, many, n, **_isolated(values))


def _isolated(values: dict[str, object]) -> dict[str, object]:
    return {name: isolated(value) if isinstance(value, str) else value for name, value in values.items()}
