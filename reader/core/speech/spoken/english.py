"""Puts the forms of English in the order of their precedence."""

from __future__ import annotations

from reader.core.speech.spoken.numbers import Numbers
from reader.core.speech.spoken.pieces import Form


def forms() -> tuple[Form, ...]:
    """All forms of English, the most telling first."""
    return (Numbers(),)
