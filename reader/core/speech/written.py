"""Turns a written text into the same text to be spoken, word by word, with nothing changed.

It is what is said where no rules for a language are known, and it says what a word is: a run without
a space or a dash, without the punctuation around it. Scripts that are written without spaces between
words count each Han and Kana character as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.document import Span
from reader.core.speech.values import Anchor, Spoken

_AROUND = (
    "!\"'(),-.:;<>?[\\]^_`{|}~¡§«¶·»¿‐‑‒–‘’‚‛“”„‟†‡•‣․‥…‧‰‹›※‼‽⁇⁈⁉"
    "،؛؟٪۔।॥՝՛՜։׃־、。〃〈〉《》「」『』【】〔〕〖〗〘〙〚〛〜・！＂＇（），－．：；＜＞？［］｛｝～"
)
"""Punctuation that is not spoken when it stands around a word."""

_RUN = re.compile(r"[぀-ヿ㐀-䶿一-鿿豈-﫿][゙-゜]?|[^\s—―⸺⸻…぀-ヿ㐀-䶿一-鿿豈-﫿]+")


def words(text: str) -> Iterator[Span]:
    """The words of a text in order; a run of punctuation alone is not a word."""
    for run in _RUN.finditer(text):
        piece = run.group()
        inner = piece.lstrip(_AROUND)
        if inner:
            start = run.end() - len(inner)
            yield Span(start, start + len(inner.rstrip(_AROUND)))


def as_written(text: str, language: str = "") -> Spoken:  # noqa: ARG001 - the shape of every `spoken`
    """The text as it stands, one anchor for every word."""
    return Spoken(text, tuple(Anchor(word, word) for word in words(text)))
