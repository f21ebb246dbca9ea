"""Turns what a person names (a file, an address, standard input, pasted text) into a clean story."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from reader.core.addresses import same_address, same_site, typed
from reader.core.document import Document, Page
from reader.core.errors import Refused, UsageError
from reader.core.protocols import Extractor, Progress, Source

MOST_PAGES = 100
"""Pages of one story."""


class Opening:
    """Opens documents. Any thread may call it; it blocks."""

    def __init__(self, web: Callable[[], Source], files: Source, extractor: Callable[[], Extractor]) -> None:
        self._web = web
        self._files = files
        self._extractor = extractor

    def fetch(self, named: str, progress: Progress | None = None) -> Page:
        """The raw page behind a file name, an address or `-`.

        Raises:
            OpeningError: in its many forms.
            UsageError: the name makes no sense.
        """
        # A file may have spaces around its name; an address that was copied has them by accident.
        if not os.path.lexists(named):
            named = named.strip()
        if not named:
            raise UsageError("Nothing was named.", "Give a file, an address, or - for standard input.")
        if (address := typed(named)) and not os.path.lexists(named):
            return self._web().fetch(address, progress)
        match _scheme(named):
            case "http" | "https":
                return self._web().fetch(named, progress)
            case "file":
                return self._files.fetch(_path(named), progress)
            case "":
                return self._files.fetch(named, progress)
            case scheme:
                raise UsageError(
                    f"“{scheme}:” addresses cannot be read.",
                    "Give an address that begins with https:// or http://, or a file.",
                )

    def read(self, page: Page) -> Document:
        """The story in a page.

        Raises:
            NotText, Empty, NeedsBrowser: there is no story to be had.
        """
        return self._extractor().extract(page)

    def open(self, named: str, progress: Progress | None = None) -> Document:
        """The story behind a file name, an address or `-`; raises what `fetch` and `read` raise."""
        return self.read(self.fetch(named, progress))

    def open_all(self, names: Sequence[str], progress: Progress | None = None) -> Document:
        """One story out of the pages that it was put on, in their order, at least one; raises what `open` raises."""
        return self._extractor().extract_all([self.fetch(named, progress) for named in names])

    def go_on(
        self, document: Document, passed: Sequence[str] = (), progress: Progress | None = None
    ) -> Document:
        """A story with its next page behind it; no offset into it changes. `passed` are the pages it has already.

        Raises:
            UsageError: it names no next page of its own site, or has all pages that it may have.
            OpeningError: as `open`; also for a page that is here already, is on another site, or tells nothing new.
        """
        address = document.next_page
        if not same_site(document.address, address):
            raise UsageError("This page names no next page.", "Open its next page by its address.")
        if len(passed) + 2 > MOST_PAGES:
            raise UsageError(
                f"More than {MOST_PAGES} pages are not joined.", "Open the next page by its address."
            )
        page = self._web().fetch(address, progress)
        if not same_site(document.address, page.address):
            raise Refused(
                f"The next page leads to another site: {page.address}",
                "Open it by its address if you trust it.",
            )
        known = {same_address(one) for one in (document.address, *passed)}
        if same_address(page.address) in known or same_address(address) in known:
            raise Refused(
                "The next page leads back to one that is here already.",
                "Follow the links of the page to find another.",
            )
        return self._extractor().extend(document, page, len(passed) + 2)

    def paste(self, text: str) -> Document:
        """The story in text that a person pasted; raises what `read` raises."""
        return self.read(Page(text.encode("utf-8", "replace"), media_type="text/plain; charset=utf-8"))


def full_name(named: str) -> str:
    """What was named, in words that mean the same in every folder."""
    if not os.path.lexists(named):
        stripped = named.strip()
        if not stripped or _scheme(stripped) or typed(stripped):
            return stripped
    return str(Path(named).absolute())


def _scheme(named: str) -> str:
    scheme = named.partition(":")[0].lower()
    return scheme if "://" in named[:16] or scheme == "file" else ""


def _path(address: str) -> str:
    """The path in a `file:` address."""
    from urllib.request import url2pathname  # late: it brings HTTP and mail along, 30 ms

    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise UsageError(
            f"“{address}” is not an address.", "Check it for a missing or extra letter."
        ) from error
    if parts.netloc not in ("", "localhost"):
        raise UsageError(
            f"“{address}” is on another machine.",
            "Copy the file to this one, or give its path as the system does.",
        )

    return url2pathname(parts.path)
