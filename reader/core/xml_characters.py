"""Turns a text into one that XML can hold: without the characters that its definition leaves out."""

from __future__ import annotations

import re

_OUTSIDE = re.compile("[^\t\n\r -~\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What is no `Char` of XML 1.0 (half characters, most controls), and the control DEL, which XML discourages."""


def in_xml(text: str) -> str:
    """The text as XML can hold it; it is not escaped."""
    return _OUTSIDE.sub("", text)
