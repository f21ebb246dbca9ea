"""Turns a page of any kind (HTML, an archive, plain text) into a clean document with a ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reader.core.article.languages import Detect, with_languages
from reader.core.article.markup.decoding import decode
from reader.core.document import Document, Page, Splitter, compose
from reader.core.errors import Empty

_MARKUP = re.compile(
    r"(?i)<\s*(?:!doctype\s+html|html|head|body|div|p|article|main|span|table|meta|title|h[1-6])\b"
)


class ArticleExtractor:
    """The one `Extractor` of the program. It keeps no state between pages; any thread may call it."""

    def __init__(
        self,
        furniture: Mapping[str, Any],
        split: Splitter,
        detect: Detect,
        judge: Mapping[str, Any] | None = None,
    ) -> None:
        """Takes the phrases of `resources/article`, the sentence splitter, what tells languages, and weights."""
        self._furniture = furniture
        self._split = split
        self._detect = detect
        self._judge = judge

    def extract(self, page: Page) -> Document:
        """The story of `page`.

        Raises:
            NotText, Empty, NeedsBrowser, TooLarge: when there is no story to be had.
        """
        text = decode(page.content, page.media_type)
        if not text.strip():
            raise Empty("There is no text in this page.", "Check the address, or open another page.")
        if is_markup(page, text):
            from reader.core.article.markup.reading import read_markup  # late: lxml, start-up time

            story = read_markup(text, page.address, self._furniture, self._judge)
        else:
            from reader.core.article.lines import read_lines  # late: pages of markup may never need it

            story = read_lines(text, self._furniture["lines"])
        story = with_languages(story, self._detect)
        about = replace(story.about, address=story.about.address or page.address)
        return compose(story.parts, self._split, about)


def is_markup(page: Page, text: str) -> bool:
    """Whether a page is HTML: as declared, else by its address, else by what it looks like."""
    declared = page.media_type.split(";")[0].strip().lower()
    if declared in ("text/html", "application/xhtml+xml"):
        return True
    if declared in ("text/plain", "text/markdown"):
        return False
    address = page.address.lower().split("?")[0].split("#")[0]
    if address.endswith((".html", ".htm", ".xhtml", ".shtml")):
        return True
    if address.endswith((".txt", ".md", ".markdown", ".text")):
        return False
    head = text[:20_000].lstrip()
    return head.startswith("<") and _MARKUP.search(head) is not None
