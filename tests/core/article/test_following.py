"""Which link of a page leads to the next page of its story."""

from __future__ import annotations

import pytest

from reader.core.article.markup.following import next_page
from reader.core.article.markup.parsing import parse

HERE = "https://courier.example/story"


def found(body: str, address: str = HERE, head: str = "") -> str:
    return next_page(parse(f"<html><head>{head}</head><body><p>A story.</p>{body}</body></html>"), address)


def link(to: str, says: str = "Next", more: str = "") -> str:
    return f'<a href="{to}" {more}>{says}</a>'


@pytest.mark.parametrize(
    ("address", "to"),
    [
        (HERE, "/story/2"),
        (HERE, "/story/2/"),
        (HERE, "/story/page/2/"),
        (HERE, "story?page=2"),
        (HERE, "/story?page=1"),
        (f"{HERE}?page=2", "?page=3"),
        (f"{HERE}?id=7&page=2", "/story?page=3&id=7"),
        (f"{HERE}/page/2", "/story/page/3"),
        ("https://courier.example/2024/05/story.html", "story-2.html"),
        ("https://courier.example/2024/05/story-2.html", "story-3.html"),
        ("https://courier.example/a-story,seite1.html", "a-story,seite2.html"),
        ("https://courier.example/story?p=1", "?p=2"),
        ("https://www.courier.example/story", "https://courier.example/story/2"),
        ("http://courier.example/story", "https://courier.example/story/2"),
    ],
)
def test_the_address_of_the_next_page_is_this_one_but_for_its_number(address: str, to: str) -> None:
    from urllib.parse import urljoin

    assert found(link(to), address) == urljoin(address, to)


@pytest.mark.parametrize(
    "says",
    [
        "2",
        "next",
        "Next page ›",
        "»",
        "Nächste Seite",
        "Page suivante",
        "Siguiente »",
        "次のページ",
        "التالي",
    ],
)
def test_it_says_next_or_the_number_in_many_languages(says: str) -> None:
    assert (
        found(link("/story?page=3", "3") + link("/story?page=2", says))
        == "https://courier.example/story?page=2"
    )


def test_a_picture_of_an_arrow_is_named_by_its_label() -> None:
    arrow = '<a href="/story/2" aria-label="Next page"><svg></svg></a>'
    assert found(arrow) == "https://courier.example/story/2"


@pytest.mark.parametrize(
    "to",
    [
        "https://elsewhere.example/story/2",
        "https://courier.example.evil.example/story/2",
        "https://courier.example@evil.example/story/2",
        "https://me:secret@courier.example/story/2",
        "http://courier.example/story/2",
        "https://courier.example:8443/story/2",
        "javascript:next(2)",
        "file:///story/2",
        "//[bad/story/2",
        "/story#2",
        "/story",
        "/story?utm_source=next",
        "/another-story/2",
        "/story/comment-page-2",
        "/story/3",
    ],
)
def test_no_other_address_is_offered(to: str) -> None:
    assert found(link(to) + link(to, "2") + link(to, "Next", "rel=next")) == ""


def test_the_next_story_of_a_blog_is_no_next_page() -> None:
    assert found(link("/another-story", "Next", "rel=next")) == ""


def test_numbers_of_stories_are_no_numbers_of_pages() -> None:
    assert found(link("/news/12346", "An older story"), "https://courier.example/news/12345") == ""
    assert found(link("/news/12346", "Next"), "https://courier.example/news/12345") == ""


def test_what_the_head_calls_next_must_be_the_same_story() -> None:
    assert found("", head='<link rel="next" href="/story/2/">') == "https://courier.example/story/2/"
    assert found("", head='<link rel="next" href="/another-story">') == ""
    assert found("", head='<link rel="next" href="https://elsewhere.example/2">') == ""


def test_the_next_page_of_comments_is_not_that_of_the_story() -> None:
    assert (
        found(
            f'<section id="comments"><ul class="pager"><li>{link("?page=1", "Next »", "rel=next")}</li></ul></section>'
        )
        == ""
    )


def test_links_are_read_from_the_base_of_the_page() -> None:
    assert found(link("2"), head='<base href="/story/">') == "https://courier.example/story/2"
    assert found(link("2"), head='<base href="https://evil.example/story/">') == ""


@pytest.mark.parametrize("address", ["", "/home/me/story.html", "file:///home/me/story.html"])
def test_a_page_that_did_not_come_from_the_web_has_none(address: str) -> None:
    assert found(link("https://courier.example/story/2", "2"), address) == ""


def test_of_a_page_of_many_such_links_only_the_first_are_looked_at() -> None:
    many = "".join(link(f"/other/{n}", "7") for n in range(5_000))
    assert found(link("/story/2") + many) == "https://courier.example/story/2"
    assert found(many + link("/story/2")) == ""
    assert found(link("/other/1", "7") * 5_000 + link("/story/2")) == "https://courier.example/story/2"
