"""Words that lead to another page: those that do on the page itself, and no others."""

from __future__ import annotations

import pytest

from reader.core.article.extractor import ArticleExtractor
from reader.core.article.markup import parts
from reader.core.article.markup.parsing import parse
from reader.core.article.markup.parts import parts_of
from reader.core.article.markup.passages import Walk
from reader.core.document import Document, Page, Part, Span
from reader.devices.files.resources import JsonFolder

LINE = "The old crane on the quay lifted its last load of timber, and then it was still, as everybody knew it would be."


def read(html: str) -> Document:
    extractor = ArticleExtractor(
        JsonFolder("article"), lambda text, _: [Span(0, len(text))], lambda _, hint: hint
    )
    return extractor.extract(Page(html.encode(), "https://example.org/story.html", "text/html"))


def linked(document: Document) -> list[tuple[int, str]]:
    return [(link.span.start, link.span.of(document.text)) for link in document.links]


def made(html: str) -> list[Part]:
    return parts_of(Walk(parse(html).find("body")).passages, "en", "https://example.org/story.html")[0]


def test_a_link_is_where_its_words_are() -> None:
    document = read(
        f"<p>{LINE}</p><p>It was <a href='/crane'>the crane</a> of Ann Lee. {LINE}</p><p>{LINE}</p>"
    )
    ((start, words),) = linked(document)
    assert words == "the crane"
    assert document.text[:start].endswith("It was ")


def test_the_same_words_behind_a_blank_line_are_no_link() -> None:
    first, second = made("<body>See <a href='/timber'>timber</a> here.<br><br>The timber of the quay.")
    assert [link.span.of(first.text) for link in first.links] == ["timber"]
    assert second.links == ()


def test_more_links_than_anybody_goes_through_are_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "_MOST_LINKS", 2)
    (part,) = made("<body>" + " ".join(f"<a href='/{n}'>w{n}</a>" for n in range(5)))
    assert [link.span.of(part.text) for link in part.links] == ["w0", "w1"]
