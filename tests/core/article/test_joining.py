"""A story on several pages is told once."""

from __future__ import annotations

from dataclasses import replace

from reader.core.article.joining import joined
from reader.core.article.story import Story
from reader.core.document import About, Kind, Part, Removed


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
