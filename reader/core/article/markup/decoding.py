"""Turns the bytes of a page into text: byte order mark, declaration, then what the bytes themselves say."""

from __future__ import annotations

import codecs
import re

from reader.core.article.markup.twice import once, perhaps_twice
from reader.core.errors import NotText
from reader.core.wording import said

_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})|"""
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_PARAMETER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE)
_LOOKED_AT = 8192
"""Bytes in which a declaration is looked for; browsers look at 1,024, some pages put it later."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDER = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
}
"""What browsers read in place of a declared encoding (WHATWG Encoding, labels): the wider one."""

_OF_PAGES = re.compile(r"utf|iso|latin|ascii|cp\d|koi8|mac|big5|gb|hz|shift|euc|tis|ptcp|kz|johab")
"""Python knows codecs that are no encodings of pages, and some of them raise: idna, punycode, unicode_escape."""

_NOT_TEXT = (
    (b"%PDF-", said("a PDF")),
    (b"PK\x03\x04", said("a zip archive")),
    (b"\x89PNG", said("a picture")),
    (b"\xff\xd8\xff", said("a picture")),
    (b"GIF8", said("a picture")),
    (b"RIFF", said("sound or a picture")),
    (b"OggS", said("sound")),
    (b"ID3", said("sound")),
    (b"\x7fELF", said("a program")),
    (b"MZ\x90", said("a program")),
    (b"\x1f\x8b", said("compressed")),
    (b"\x00\x00\x00\x18ftyp", said("a film")),
    (b"\x00\x00\x00\x20ftyp", said("a film")),
)


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Reads bytes that break the declared encoding the way a Western browser of old would."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("reader-as-windows", _as_windows)


def decode(content: bytes, media_type: str = "") -> str:
    """The text of `content`, line ends as `\\n`, without control characters.

    Raises:
        NotText: the bytes are a picture, an archive, or otherwise nothing that can be read.
    """
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _tidied(content[len(mark) :].decode(name, "replace"))
    _refuse_binary(content)
    if wide := _without_mark(content):
        return _tidied(content.decode(wide, "replace"))
    declared = _known(media_type and _found(_PARAMETER.search(media_type)))
    if not declared:
        found = _DECLARED.search(content[:_LOOKED_AT])
        declared = _known(found and (found[1] or found[2]).decode("ascii"))
    if declared.startswith(("utf-16", "utf-32")):
        declared = "utf-8"  # a page that could be read so far is not in it
    try:
        text = content.decode("utf-8")
        if perhaps_twice(content):
            text = once(text)  # first: some of what stands for bytes are controls
        return _tidied(text) if _has_controls(content) else _with_line_ends(text)
    except UnicodeDecodeError:
        pass
    if declared and declared != "utf-8":
        return _tidied(content.decode(declared, "replace"))
    return _tidied(_sniffed(content, mostly_utf8=declared == "utf-8"))


def _found(match: re.Match[str] | None) -> str:
    return match[1] if match else ""


def _known(label: str | None) -> str:
    """The codec for a declared label, or empty."""
    if not label:
        return ""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(name, name) if _OF_PAGES.match(name) else ""


def _without_mark(content: bytes) -> str:
    """UTF-16 that forgot its mark: every other byte of Western text is zero."""
    head = content[:2000]
    if len(head) < 8 or head.count(0) < len(head) * 0.3:
        return ""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 4 * (even + 1):
        return "utf-16-le"
    if even > 4 * (odd + 1):
        return "utf-16-be"
    return ""


def _refuse_binary(content: bytes) -> None:
    for magic, name in _NOT_TEXT:
        if content.startswith(magic):
            raise NotText(f"This is not a page but {name}.", "Open a page, a text or a saved page instead.")
    head = content[:4000]
    strange = sum(head.count(bytes([c])) for c in (1, 2, 3, 4, 5, 6, 14, 15, 16, 17, 18, 20, 22, 23, 24, 25))
    zeros = head.count(0)
    if strange > 0.05 * len(head) + 4 or (zeros and strange > 8 and not _without_mark(content)):
        raise NotText("There is no text in this that could be read.", "Open a page, a text or a saved page.")


def _sniffed(content: bytes, *, mostly_utf8: bool) -> str:
    """What the bytes most likely are, when they are not UTF-8 and nothing else was declared."""
    loose = content.decode("utf-8", "replace")
    wrong = loose.count("\ufffd")
    high = sum(1 for byte in content[:200_000] if byte > 0x7F)
    if mostly_utf8 or wrong * 20 < high:
        return content.decode("utf-8", "reader-as-windows")
    from charset_normalizer import from_bytes  # late: start-up time, and rarely needed

    best = from_bytes(content[:60_000]).best()
    return content.decode(best.encoding if best else "cp1252", "replace")


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")


_LOW = bytes([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])
_HIGH = (
    (b"\xc2", re.compile(b"\xc2[\x80-\x9f]")),
    (b"\xef", re.compile(b"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])")),
)
"""The same characters as `_CONTROL` in UTF-8, where they are found in half the time; few pages have any."""


def _has_controls(content: bytes) -> bool:
    return len(content.translate(None, _LOW)) < len(content) or any(
        lead in content and high.search(content) for lead, high in _HIGH
    )


def _with_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _tidied(text: str) -> str:
    return without_controls(_with_line_ends(text).replace("\x85", "\n").replace("\x0c", "\n"))


def without_controls(text: str) -> str:
    """The text without characters that XML forbids."""
    return _CONTROL.sub("", text)
