"""Turns pasted text into its lines: visible characters only, each with the blank lines before it."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD = 2_000
"""Characters of a line that anything looks at to judge it; one line of 10 MB is judged by its start."""

_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_GONE = dict.fromkeys(
    [c for c in range(0x20) if c not in (0x09, 0x0A)]
    + list(range(0x7F, 0xA0))
    + [0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0xFFFC]
    + list(range(0x202A, 0x202F))
    + list(range(0x2066, 0x206A))
)
"""Controls, soft hyphens, zero-width spaces and direction marks. The two joiners stay: Persian and the
scripts of India are spelled with them."""
_CLEAN = (
    _GONE
    | dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F], " ")
    | {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
)
_UNCLEAN = re.compile("[" + "".join(re.escape(chr(c)) for c in _CLEAN) + "]")
_PLAIN = bytes([0x09, 0x0A, *range(0x20, 0x7F)])
"""All of ASCII that stays as it is."""
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACES = re.compile(" {2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line that has something to see, without the space around it."""

    text: str
    blank: int = 0
    """Empty lines before it."""
    indent: int = 0
    """Columns of space before its first character; a tab counts four."""


def clean(text: str) -> str:
    """The text with `\\n` as its only break and without characters that nobody sees or hears."""
    if not text.isascii() or text.encode().translate(None, _PLAIN):
        text = _BREAKS.sub("\n", text)
        while found := _UNCLEAN.search(
            text
        ):  # few sorts stand in one text: a tenth of the time of translating
            text = text.replace(found[0], _CLEAN[ord(found[0])] or "")
        text = _SURROGATE.sub("\ufffd", text)
    return text


def cut(text: str) -> list[Line]:
    """The lines of a cleaned text, in order; runs of spaces inside a line become one."""
    lines: list[Line] = []
    blank = 0
    for raw in text.split("\n"):
        body = raw.strip()
        if not body:
            blank += 1
            continue
        if "  " in body:
            body = _SPACES.sub(" ", body)
        indent = 0
        if raw[0] in " \t":
            lead = raw[: len(raw) - len(raw.lstrip())]
            indent = len(lead) + 3 * lead.count("\t")
        lines.append(Line(body, blank, indent))
        blank = 0
    return lines
