"""Silences the marks of footnotes: `[1]`, `[2, 3]`, `[note 4]`, `¹`, `†`, `*` at the end of a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.pieces import Said

COUNTED = r"[1-9][0-9]{0,2}(?:\s?[,–-]\s?[1-9][0-9]{0,2}){0,5}"
NUMBERED = rf"(?:{COUNTED}|(?<=[^\w]\[)[a-z](?=\])|(?:note|n|nb|fn|ref)\.?\s?[0-9]{1, 3}|(?:citation|clarification) needed|who\?|when\?|edit)"
BRACKETED = re.compile(rf"(?<=[\w.,;:!?\"”’'»)%\]])\[{NUMBERED}\](?![^\W\d_])")
SPACED = re.compile(rf"(?<=[\w.,;:!?\"”’)])\s\[{COUNTED}\](?=[\s.,;:!?)]|$)")
RAISED = re.compile(
    r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?\"”’»]))[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?![\w⁺⁻])|(?<=[^\W\d_])[⁰¹⁴⁵⁶⁷⁸⁹]{1,3}(?!\w)"
)
MARK = re.compile(r"(?<=[^\W_])[†‡*]{1,3}(?=[\s.,;:!?)]|$)|(?<=[.,;:!?\"”])[†‡*]{1,3}(?=\s|$)")


class Footnotes:
    """Finds marks that point away from the text; they are silent."""

    def find(self, text: str) -> Iterator[Said]:
        found = [
            Said(m.start(), m.end(), "") for p in (BRACKETED, SPACED, RAISED, MARK) for m in p.finditer(text)
        ]
        yield from found
