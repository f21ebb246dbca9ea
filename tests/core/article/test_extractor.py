"""What the extractor promises of every page."""

from __future__ import annotations

import pytest

from reader.core.article.extractor import ArticleExtractor
from reader.core.document import Page, Span
from reader.core.errors import Empty, NeedsBrowser
from reader.devices.files.resources import JsonFolder


@pytest.fixture
def extractor() -> ArticleExtractor:
    return ArticleExtractor(
        {"lines": JsonFolder("article/lines")},
        lambda text, language: [Span(0, len(text))],
        lambda text, hint: hint,
    )


def test_a_page_without_text_is_said_to_be_empty(extractor: ArticleExtractor) -> None:
    with pytest.raises(Empty):
        extractor.extract(Page(b"<html><body> </body></html>", "a.html"))


def test_a_page_made_by_scripts_asks_for_a_browser(extractor: ArticleExtractor) -> None:
    with pytest.raises(NeedsBrowser):
        extractor.extract(Page(b"<html><body><script>draw()</script></body></html>", "a.html"))


def test_text_is_not_taken_for_markup(extractor: ArticleExtractor) -> None:
    assert extractor.extract(Page(b"One.\n\nTwo <b> three.", "a.txt")).body == "One.\n\nTwo <b> three."
