"""Turns a written text into the same text to be spoken, word by word, with nothing changed.

It is what is said where no rules for a language are known.
"""

from __future__ import annotations

from reader.core.speech.values import Anchor, Spoken
from reader.core.words import sounding


def as_written(text: str, language: str = "") -> Spoken:  # noqa: ARG001 - the shape of every `spoken`
    """The text as it stands, one anchor for every word that sounds."""
    return Spoken(text, tuple(Anchor(word, word) for word in sounding(text)))
