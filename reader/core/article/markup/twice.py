"""Turns text that was encoded twice (UTF-8 read as windows-1252 or Latin-1 and encoded again: `itâ€™s`, `cafÃ©`) into what was meant."""

from __future__ import annotations

import re

_BYTES = {
    **{bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(0x80, 0xA0)},
    **{chr(byte): byte for byte in range(0x80, 0x100)},
}
"""What stands for each byte above ASCII: windows-1252, or Latin-1."""


def _shown(first: int, last: int) -> str:
    return "[" + "".join(re.escape(sign) for sign, byte in _BYTES.items() if first <= byte <= last) + "]"


_MORE = _shown(0x80, 0xBF)
_TWICE = re.compile(
    f"{_shown(0xC2, 0xDF)}{_MORE}|{_shown(0xE0, 0xEF)}{_MORE}{{2}}|{_shown(0xF0, 0xF4)}{_MORE}{{3}}"
)
_LEADS = ("Ã", "Â", "â€", "Ð", "Ñ", "Ø", "Ù", "ã\x81", "å", "ä", "×", "Î", "ðŸ", "â\x80", "ð\x9f")
"""The commonest beginnings: accents, punctuation, Cyrillic, Arabic, Hebrew, Greek, Japanese, Chinese, emoji; the last
two where Latin-1 was taken for the bytes instead."""
_FEWEST = 3
"""Such places from which a text is taken for encoded twice; one or two may be what the writer shows."""
_MOSTLY = 0.9
"""The share of the letters above ASCII that must be part of them: in a text that is right they are not."""


_MAYBE = re.compile(rb"\xc3[\x82-\xb4][\xc2\xc5\xc6\xcb\xe2]")
"""What such a place begins with in UTF-8."""


def perhaps_twice(octets: bytes) -> bool:
    """Whether text in UTF-8 can have been encoded twice; `once` takes twenty times as long to say so."""
    return b"\xc3" in octets and len(_MAYBE.findall(octets)) >= _FEWEST


def once(text: str) -> str:
    """The text as it was meant; one that was not encoded twice as it is."""
    if text.isascii() or not any(lead in text for lead in _LEADS):
        return text
    found = _TWICE.findall(text)
    if len(found) < _FEWEST:
        return text
    high = len(re.findall(r"[\x80-\U0010ffff]", text)) - text.count("\xa0")
    if sum(map(len, found)) < _MOSTLY * high:
        return text
    return _TWICE.sub(lambda match: _meant(match[0]), text)


def _meant(signs: str) -> str:
    try:
        return bytes(_BYTES[sign] for sign in signs).decode("utf-8")
    except UnicodeDecodeError:
        return signs
