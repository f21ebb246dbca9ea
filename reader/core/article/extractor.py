"""Turns a page of any kind (HTML, an archive, plain text) into a clean document with a ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reader.core.article.archives import unpacked
from reader.core.article.bounds import bounded
from reader.core.article.joining import joined, unlaid
from reader.core.article.languages import Detect, with_languages
from reader.core.article.markup.decoding import decode
from reader.core.article.story import Story
from reader.core.document import Document, Page, Splitter, compose
from reader.core.errors import Empty, TooLarge

if TYPE_CHECKING:
    from reader.core.article.markup.reading import MarkupReader

_MARKUP = re.compile(
    r"(?i)<\s*(?:!doctype\s+html|html|head|body|div|p|article|main|span|table|meta|title|h[1-6])\b"
)

LARGEST = 32_000_000
"""Bytes of a page. The longest novels have 4 million letters."""


class ArticleExtractor:
    """The one `Extractor` of the program. It keeps no state between pages; any thread may call it."""

    def __init__(self, furniture: Mapping[str, Any], split: Splitter, detect: Detect) -> None:
        """Takes the parsed files of `resources/article` by name, the sentence splitter, and what tells languages."""
        self._furniture = furniture
        self._split = split
        self._detect = detect
        self._markup: MarkupReader | None = None

    def extract(self, page: Page) -> Document:
        """The story of `page`.

        Raises:
            NotText, Empty, NeedsBrowser, TooLarge: when there is no story to be had.
        """
        return self._document(self._story(page), page)

    def extract_all(self, pages: Sequence[Page]) -> Document:
        """One story that was put on several pages, told once; `pages` in order, at least one.

        Raises:
            NotText, Empty, NeedsBrowser, TooLarge: as `extract`, for the first page that has no story.
        """
        return self._document(joined([self._story(page) for page in pages]), pages[0])

    def extend(self, document: Document, page: Page, number: int) -> Document:
        """A story with that of its next page behind it, the page of this `number`; no offset into it changes.

        Raises:
            NotText, Empty, NeedsBrowser, TooLarge: as `extract`; `Empty` too for a page with nothing new.
        """
        before = unlaid(document)
        story = joined([before, self._story(page)], number)
        told = {part.text for part in before.parts}
        if all(part.text in told for part in story.parts[len(before.parts) :]):
            raise Empty(
                "The next page tells nothing that is not here already.",
                "Open it by its address if you want to see for yourself.",
            )
        return self._document(story, page)

    def _document(self, story: Story, page: Page) -> Document:
        story = with_languages(bounded(story), self._detect)
        about = replace(story.about, address=story.about.address or page.address)
        return compose(story.parts, self._split, about)

    def _story(self, page: Page) -> Story:
        if len(page.content) > LARGEST:
            raise TooLarge(
                f"This page has more than {LARGEST // 1_000_000} million bytes.",
                "Open a part of it, or save its text and open that.",
            )
        page, cut = unpacked(page)
        text = decode(page.content, page.media_type)
        if not text.strip():
            raise Empty("There is no text in this page.", "Check the address, or open another page.")
        if is_markup(page, text):
            return self._markup_reader().read(text, page.address, cut=cut)
        from reader.core.article.lines import read_lines  # late: pages of markup may never need it

        return read_lines(text, self._furniture["lines"])

    def _markup_reader(self) -> MarkupReader:
        if self._markup is None:
            from reader.core.article.markup.reading import MarkupReader  # late: text never needs it

            self._markup = MarkupReader(self._furniture)
        return self._markup


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
