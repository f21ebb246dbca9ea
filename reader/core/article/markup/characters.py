"""Turns the text of a passage into what a person reads: no invisible characters, ligatures, stray entities, shortcodes."""

from __future__ import annotations

import re
from html import unescape

_STRANGE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc\ufb00-\ufb06\ue000-\uf8ff"
    "\U000e0000-\U000e007f\U000f0000-\U0010ffff&]"
)
"""One look tells whether there is anything to do; most passages have nothing."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u180e\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffc\ue000-\uf8ff\U000f0000-\U0010ffff]"
)
"""Hyphens and spaces of no width, orders to turn the direction, icons of private fonts.

Kept: the joiners of Persian, Hindi and emoji, the tags of flags, and marks of direction, which change how text reads.
"""
_LOOSE_JOINER = re.compile("(?<![^\\W\\d_])[\u200c\u200d](?=\\s|$)|^[\u200c\u200d]+")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_ENTITY = re.compile(r"&(?:#\d{2,7}|#[xX][0-9A-Fa-f]{2,6}|[A-Za-z][A-Za-z0-9]{1,30});")

_SHORTCODE = re.compile(
    r"\[/[A-Za-z][\w-]{1,40}\]"  # an end: [/caption]
    r"|(?<![\w\])])\[[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+(?:\s[^\[\]\n]{0,400})?\]"  # a name put together: [tta_listen_btn]
    r"|\[[A-Za-z][\w-]{1,40}(?:\s+[\w-]{1,40}=(?:\"[^\"\n\]]{0,300}\"|'[^'\n\]]{0,300}'|[^\s\]\"']{1,200})){1,20}\s*/?\]"
    r"|\{\{[^{}\n]{1,200}\}\}|\{%[^{}\n]{1,200}%\}|<%[^%\n]{1,200}%>|%%[a-z_]{2,40}%%"
)
"""What a content system should have replaced. Words in plain brackets, such as [sic] or [1], are text."""


def tidy(text: str) -> str:
    """The text without what nobody sees; spaces and line breaks stay."""
    if (text.isascii() and text.isprintable() and "&" not in text) or not _STRANGE.search(text):
        return text
    if "&" in text:
        text = _ENTITY.sub(lambda match: unescape(match[0]).replace("\xa0", " "), text)
    text = _UNSEEN.sub("", text)
    text = _LIGATURE.sub(lambda match: _LIGATURES[match[0]], text)
    return _LOOSE_JOINER.sub("", text)


def without_shortcodes(text: str) -> tuple[str, list[str]]:
    """The text without codes that a content system left in, and those codes."""
    if "[" not in text and "{" not in text and "%" not in text:
        return text, []
    found = _SHORTCODE.findall(text)
    if not found:
        return text, []
    bare = re.sub(r" {2,}", " ", _SHORTCODE.sub("", text))
    return re.sub(r" *\n[ \n]*", "\n", bare).strip(), found
