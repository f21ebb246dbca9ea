"""A story on several pages is told once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reader.core.article.joining import joined, unlaid
from reader.core.article.story import Story
from reader.core.document import About, Document, Kind, Link, Part, Removed, Span, compose
from tests.pages.test_pages import CASES, read


def page(title: str, *texts: str, byline: str = "") -> Story:
    parts = (Part(Kind.TITLE, title), *(Part(Kind.PARAGRAPH, text) for text in texts))
    return Story(parts, About(byline=byline, removed=(Removed("Share", "share row"),)))


def test_the_pages_follow_one_another_under_the_first_headline() -> None:
    story = joined([page("Cranes", "One.", byline="Ida"), page("Cranes, page 2", "Two.")])
    assert [p.text for p in story.parts] == ["Cranes", "One.", "Two."]
    assert story.about.byline == "Ida"


def test_what_every_page_repeats_is_told_once_and_kept_in_the_ledger() -> None:
    intro = "In this series we visit the last cranes."
    story = joined([page("Cranes", intro, "One."), page("Cranes", intro, "Two.")])
    assert [p.text for p in story.parts] == ["Cranes", intro, "One.", "Two."]
    assert Removed(intro, "again on page 2") in story.about.removed


def test_one_page_stays_as_it_is() -> None:
    one = page("Cranes", "One.")
    assert joined([one]) == one


def test_what_comes_after_and_what_is_missing_is_that_of_the_last_page() -> None:
    first, second = page("Cranes", "One."), page("Cranes", "Two.")
    first = replace(first, about=replace(first.about, next_page="https://a.example/2"))
    second = replace(
        second, about=replace(second.about, next_page="https://a.example/3", shortfall="paywall")
    )
    about = joined([first, second]).about
    assert (about.next_page, about.shortfall) == ("https://a.example/3", "paywall")


def whole(text: str, _language: str) -> list[Span]:
    return [Span(0, len(text))]


def laid(story: Story) -> Document:
    return compose(story.parts, whole, story.about)


@pytest.mark.parametrize("case", CASES)
def test_a_document_is_laid_out_again_as_it_was(case: str) -> None:
    document = read(case)
    assert laid(unlaid(document)) == document


def test_links_stay_with_their_words() -> None:
    linked = Part(Kind.PARAGRAPH, "See the crane.", links=(Link(Span(4, 13), "https://a.example/"),))
    document = compose([Part(Kind.TITLE, "Cranes"), linked, linked], whole)
    again = laid(joined([unlaid(document), page("Cranes", "Two.")]))
    assert again.links == document.links
    assert [link.span.of(again.text) for link in again.links] == ["the crane", "the crane"]
