"""Turns a saved archive of a page (MHTML, Safari's web archive) into the page that is in it."""

from __future__ import annotations

from reader.core.document import Page
from reader.core.errors import NotText

_ADVICE = "Save the page again, as HTML or as text, and open that file."


def unpacked(page: Page) -> Page:
    """The HTML page inside an archive; any other page as it is.

    Raises:
        NotText: it is an archive, but there is no page in it.
    """
    if page.content.startswith(b"bplist00"):
        return _from_safari(page)
    head = page.content[:4000].lower()
    if head.lstrip()[:1] != b"<" and b"mime-version:" in head and b"multipart/" in head:
        return _from_mime(page)
    return page


def _from_mime(page: Page) -> Page:
    from email import message_from_bytes, policy  # late: start-up time, and few pages are archives

    message = message_from_bytes(page.content, policy=policy.compat32)
    address = str(message.get("Snapshot-Content-Location") or "").strip()
    for part in message.walk():
        if part.get_content_type() not in ("text/html", "application/xhtml+xml"):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            charset = part.get_param("charset")
            kind = "text/html" + (f"; charset={charset}" if isinstance(charset, str) else "")
            return Page(content, address or str(part.get("Content-Location") or page.address).strip(), kind)
    raise NotText("There is no page in this archive.", _ADVICE)


def _from_safari(page: Page) -> Page:
    import plistlib  # late: start-up time, and few pages are archives

    try:
        archive = plistlib.loads(page.content)
        main = archive["WebMainResource"]
        content = main["WebResourceData"]
    except (ValueError, KeyError, TypeError, IndexError, OverflowError, RecursionError, MemoryError) as fault:
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
