"""Turns text in Latin letters into bytes, one a character, in which letters are found in a tenth of the time."""

from __future__ import annotations

ENCODING = "cp1252"
"""It has the letters of most languages that are written in Latin ones, and the marks that go with them."""

LETTER, DIGIT, OTHER = b"a", b"0", b" "
SIGNS = [bytes([octet]).decode(ENCODING, "replace") for octet in range(256)]
"""The character that each octet stands for."""
SORTS = b"".join(
    LETTER if s.isalnum() and not s.isdecimal() else DIGIT if s.isdecimal() else OTHER for s in SIGNS
)
"""For `bytes.translate`: the sort of each character. Raised and broken digits count as letters, as in `[^\\W\\d_]`."""
_NO_LETTERS = bytes(octet for octet, sort in enumerate(SORTS) if sort != LETTER[0])
_PARTED = bytes(OTHER[0] if sort == OTHER[0] else octet for octet, sort in enumerate(SORTS))


def octets(text: str) -> bytes | None:
    """The text in bytes; None where it has characters that no Western European language is written with."""
    try:
        return text.encode(ENCODING)
    except UnicodeEncodeError:
        return None


def words(western: bytes) -> list[str]:
    """The runs of letters and digits in what `octets` gave."""
    return western.translate(_PARTED).decode(ENCODING).split()


def count_letters(western: bytes) -> int:
    """How many letters there are in what `octets` gave."""
    return len(western.translate(None, _NO_LETTERS))
