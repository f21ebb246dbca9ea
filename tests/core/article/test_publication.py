"""Which of the days on a page is that of the story."""

from __future__ import annotations

import json

import pytest

from reader.core.article.markup.declared import declared
from reader.core.article.markup.headline import headline
from reader.core.article.markup.parsing import parse, prune
from reader.core.article.markup.passages import Walk
from reader.core.article.markup.publication import Publication
from reader.devices.files.resources import read_json

LINE = "The old crane on the quay lifted its last load of timber, and then it was still, as everybody knew it would be. "


@pytest.fixture(scope="module")
def publication() -> Publication:
    return Publication(read_json("article/facts.json"))


def day(publication: Publication, body: str, head: str = "", language: str = "en") -> str:
    root = parse(f"<html lang={language}><head>{head}</head><body>{body}<p>{LINE * 5}</p></body></html>")
    claims = declared(root)
    prune(root)
    walk = Walk(root.find("body"))
    return publication.find(claims, walk.passages, walk.dated, headline(claims, walk.passages)[1])


def for_search(published: str, modified: str) -> str:
    data = {"@type": "Article", "datePublished": published, "dateModified": modified}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def for_sharing(published: str, modified: str) -> str:
    return (
        f'<meta property="article:published_time" content="{published}">'
        f'<meta property="article:modified_time" content="{modified}">'
    )


H1 = "<h1>The last crane of the harbour</h1>"


def test_a_day_below_the_headline_beats_one_above_it(publication: Publication) -> None:
    assert day(publication, f"<div>Mar 13, 2026</div>{H1}<p>October 24, 2024</p>") == "2024-10-24"


def test_a_line_that_is_a_date_beats_a_date_inside_a_line(publication: Publication) -> None:
    lead = "<h3>10 April 2025, 18:00, Rome: a conversation about the philosophy of money</h3>"
    assert day(publication, f"{H1}{lead}<div>Mar 06, 2025</div>") == "2025-03-06"


def test_the_only_day_that_is_shown_beats_one_told_to_search_engines(publication: Publication) -> None:
    head = for_search("2015-04-06", "2025-09-28")
    assert day(publication, f"{H1}<p>Updated September 28, 2025</p>", head) == "2025-09-28"


def test_the_day_of_a_change_does_not_beat_one_told_to_those_who_share(publication: Publication) -> None:
    head = for_sharing("2023-05-30T10:00:00Z", "2025-10-17T10:00:00Z")
    assert day(publication, f"{H1}<p>Updated October 17, 2025</p>", head) == "2023-05-30"


def test_the_day_before_or_after_is_the_same_day_elsewhere(publication: Publication) -> None:
    head = for_sharing("2025-12-10T23:00:00Z", "2026-01-23T12:00:00Z")
    assert day(publication, f"{H1}<p>12/11/2025</p>", head) == "2025-12-10"


def test_no_story_is_from_after_its_last_change(publication: Publication) -> None:
    head = for_sharing("2024-07-17T06:40:18Z", "2026-02-11T05:26:58Z")
    assert day(publication, f"{H1}<p>2.28.27</p>", head) == "2024-07-17"


def test_the_address_of_a_page_beats_a_day_in_its_text(publication: Publication) -> None:
    head = '<link rel="canonical" href="https://x.example/2015/01/08/the-crane/">'
    note = (
        "<p>Editor’s note: this was first told on October 7, 2008, but it gives us much to think about.</p>"
    )
    assert day(publication, f"{H1}{note}", head) == "2015-01-08"


@pytest.mark.parametrize(
    ("elsewhere", "expected"),
    [
        ("", "2023-03-10"),
        ("<p>13 October 2023</p>", "2023-10-03"),
        ("<p>25/10/2023</p>", "2023-10-03"),
        ("<p>October 13, 2023</p>", "2023-03-10"),
    ],
)
def test_how_a_page_writes_its_other_days_says_what_comes_first(
    publication: Publication, elsewhere: str, expected: str
) -> None:
    assert day(publication, f"{H1}<div>03/10/2023</div><p>{LINE * 5}</p>{elsewhere}") == expected


@pytest.mark.parametrize(("shown", "declared"), [("4/3/2024", "2024-03-04"), ("4/3/2024", "2024-04-03")])
def test_what_comes_first_is_what_meets_the_declared_day(
    publication: Publication, shown: str, declared: str
) -> None:
    elsewhere = "<p>13 October 2023</p><p>October 13, 2023</p>"
    head = for_sharing(f"{declared}T23:30:00Z", "2026-01-01T10:00:00Z")
    assert day(publication, f"{H1}<div>{shown}</div><p>{LINE * 5}</p>{elsewhere}", head) == declared


def test_a_day_that_is_set_apart_by_its_dress_alone_is_found(publication: Publication) -> None:
    assert day(publication, f"{H1}<p>By<a>Ana Quist</a><span>Mar 5, 2025</span></p>") == "2025-03-05"


def test_with_dashes_the_day_comes_first(publication: Publication) -> None:
    assert day(publication, f"{H1}<p>02-12-2025</p>") == "2025-12-02"


def test_far_from_the_headline_the_day_said_to_be_of_publication_is_found(publication: Publication) -> None:
    menu = "".join(f"<li>Step {n}</li>" for n in range(30))
    about = "<h4>Published</h4><p>15 November 2018</p><h4>Reviewed</h4><p>8 October 2020</p>"
    assert day(publication, f"{H1}<ul>{menu}</ul>{about}") == "2018-11-15"
