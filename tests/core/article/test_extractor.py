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


STORY = "The old crane on the quay lifted its last load of timber, and then it was still."


def test_the_next_page_moves_no_word_of_the_story(extractor: ArticleExtractor) -> None:
    first = extractor.extract(Page(f"# The crane\n\n{STORY}".encode(), "https://a.example/1.md"))
    second = Page(b"# The crane\n\nIt was sold in spring to a museum of the river.", "https://a.example/2.md")
    both = extractor.extend(first, second, 2)
    assert both.text.startswith(first.text)
    assert both.text.endswith("museum of the river.")
    assert both.blocks[: len(first.blocks)] == first.blocks
    assert both.address == "https://a.example/1.md"
    third = extractor.extend(both, Page(f"It rusts there.\n\n{STORY}".encode(), "https://a.example/3.md"), 3)
    assert third.text.endswith("rusts there.")
    assert "again on page 3" in {piece.reason for piece in third.removed}


def test_a_next_page_that_tells_nothing_new_is_not_added(extractor: ArticleExtractor) -> None:
    first = extractor.extract(Page(f"# The crane\n\n{STORY}".encode(), "https://a.example/1.md"))
    with pytest.raises(Empty, match="nothing that is not here"):
        extractor.extend(first, Page(f"# The crane\n\n{STORY}".encode(), "https://a.example/2.md"), 2)
