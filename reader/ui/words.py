"""Turns the program's own sentences into the language of the person, through Qt's translation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str, **values: object) -> str:
    """`text` in the person's language, with `{name}` filled in."""
    said = QCoreApplication.translate("Reader", text) if text else ""
    return said.format(**values) if values else said


def count(one: str, many: str, n: int) -> str:
    """`one` or `many` as the number asks, with `{n}` filled in."""
    return tr(one if n == 1 else many, n=f"{n:,}" if n >= 10_000 else n)
