"""Turns a saved archive of a page (MHTML, Safari's web archive) into the page that is in it."""

from __future__ import annotations

import re
from base64 import b64decode
from typing import TYPE_CHECKING

from reader.core.document import Page
from reader.core.errors import NotText

if TYPE_CHECKING:
    from email.message import Message

_MAIN = b"<key>WebMainResource</key>"
_ADVICE = "Save the page again, as HTML or as text, and open that file."


def unpacked(page: Page) -> tuple[Page, bool]:
    """The HTML page inside an archive, and whether the archive breaks off within it; any other page as it is.

    Raises:
        NotText: it is an archive, but there is no page in it.
    """
    head = page.content[:4000].lower()
    if head.startswith(b"bplist00"):
        return _from_safari(page), False
    if head.startswith((b"<?xml", b"<!doctype plist")) and b"<plist" in head and _MAIN in page.content:
        return _from_safari(page), False
    if head.lstrip()[:1] != b"<" and b"mime-version:" in head and b"multipart/" in head:
        return _from_mime(page)
    return page, False


def _from_mime(page: Page) -> tuple[Page, bool]:
    from email import message_from_bytes, policy  # late: start-up time, and few pages are archives
    from email.errors import CloseBoundaryNotFoundDefect

    message = message_from_bytes(page.content, policy=policy.compat32)
    address = str(message.get("Snapshot-Content-Location") or "").strip()
    parts = list(message.walk())
    unclosed = any(isinstance(fault, CloseBoundaryNotFoundDefect) for part in parts for fault in part.defects)
    for part in parts:
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        content = _content(part)
        if content.strip():
            charset = part.get_param("charset")
            kind = "text/html" + (f"; charset={charset}" if isinstance(charset, str) else "")
            address = address or str(part.get("Content-Location") or page.address).strip()
            # What has another part behind it is whole, whatever is missing of the pictures.
            return Page(content, address, kind), unclosed and part is parts[-1] and not _ends(content)
    raise NotText("There is no page in this archive.", _ADVICE)


def _ends(content: bytes) -> bool:
    return content.rstrip().lower().endswith(b"</html>")


def _content(part: Message) -> bytes:
    content, written = part.get_payload(decode=True), part.get_payload()
    if not isinstance(content, bytes) or not isinstance(written, str):
        return b""
    if str(part.get("Content-Transfer-Encoding")).strip().lower() == "base64" and b"<" not in content:
        # The library gives back what is written where the last sign stands alone, as in a file that ends early.
        signs = re.sub("[^A-Za-z0-9+/]", "", written)
        return b64decode(signs[: len(signs) // 4 * 4])
    return content


def _from_safari(page: Page) -> Page:
    import plistlib  # late: start-up time, and few pages are archives
    from xml.parsers.expat import ExpatError

    try:
        archive = plistlib.loads(page.content)
        main = archive["WebMainResource"]
        content = main["WebResourceData"]
    except (
        ExpatError,
        ValueError,
        LookupError,
        TypeError,
        OverflowError,
        RecursionError,
        MemoryError,
    ) as fault:
        raise NotText("There is no page in this archive.", _ADVICE) from fault
    if not isinstance(content, bytes):
        raise NotText("There is no page in this archive.", _ADVICE)
    charset = main.get("WebResourceTextEncodingName")
    address = main.get("WebResourceURL")
    return Page(
        content,
        address if isinstance(address, str) and address else page.address,
        "text/html" + (f"; charset={charset}" if isinstance(charset, str) else ""),
    )
