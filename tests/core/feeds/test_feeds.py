"""Feeds of all kinds give their stories, and what is no feed is said to be none."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from reader.core.document import Page
from reader.core.errors import KeepingError, NotText
from reader.core.feeds import opml
from reader.core.feeds.parsing import named_feed, parse
from reader.core.feeds.schedule import LEAST, LONGEST, is_due, next_time
from reader.core.keeping import Feed

RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>The Gull</title><link>https://example.org/</link>
<ttl>120</ttl>
<item><title>Ferry  sinks</title><link>https://example.org/ferry</link><guid isPermaLink="false">urn:one</guid>
<pubDate>Thu, 06 Jan 2022 10:30:00 +0100</pubDate><description>&lt;p&gt;It sank.&lt;/p&gt;</description></item>
<item><title>Only sound</title><enclosure url="https://example.org/a.mp3" type="audio/mpeg" length="1"/></item>
<item><title>Trap</title><link>javascript:alert(1)</link></item>
<item><title>File</title><link>file:///etc/passwd</link></item>
<item><title>Near</title><link>/near</link></item>
<item><title>Again</title><link>https://example.org/other</link><guid isPermaLink="false">urn:one</guid></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Owl</title><entry><title>Roof</title><id>urn:1</id>
<link href="roof"/><updated>2022-01-06T10:30:00Z</updated><content type="html">&lt;p&gt;A roof.&lt;/p&gt;</content></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Old</title></channel><item><title>A</title><link>https://example.org/a</link></item></rdf:RDF>"""
BROKEN = b"""<rss version="2.0"><channel><title>Careless & sloppy</title><item><title>A & B</title>
<link>https://example.org/ab</link></item>"""


def page(content: bytes, address: str = "https://example.org/news/feed") -> Page:
    return Page(content, address, "application/xml")


def test_stories_come_with_what_tells_them_apart() -> None:
    feed = parse(page(RSS))
    assert (feed.title, feed.site, feed.minutes) == ("The Gull", "https://example.org/", 120)
    assert [(story.name, story.address) for story in feed.stories] == [
        ("urn:one", "https://example.org/ferry"),
        ("https://example.org/near", "https://example.org/near"),
    ]
    assert feed.stories[0].title == "Ferry sinks"
    assert feed.stories[0].published == "2022-01-06T09:30:00Z"
    assert feed.stories[0].html == "<p>It sank.</p>"


@pytest.mark.parametrize(
    ("content", "addresses"),
    [
        (ATOM, ["https://example.org/news/roof"]),
        (RDF, ["https://example.org/a"]),
        (BROKEN, ["https://example.org/ab"]),
    ],
)
def test_every_kind_in_use_is_read(content: bytes, addresses: list[str]) -> None:
    assert [story.address for story in parse(page(content)).stories] == addresses


@pytest.mark.parametrize(
    "content", [b"", b"hello", b"<html><body>page</body></html>", b"\x00" * 1000, b"/etc/passwd"]
)
def test_what_is_no_feed_is_said(content: bytes) -> None:
    with pytest.raises(NotText, match="not a feed"):
        parse(page(content))


def test_a_bomb_of_entities_does_not_go_off() -> None:
    bomb = b'<!DOCTYPE r [<!ENTITY a "' + b"x" * 1000 + b'">'
    for before, after in zip(b"abcdefg", b"bcdefgh", strict=True):
        bomb += f'<!ENTITY {chr(after)} "{f"&{chr(before)};" * 20}">'.encode()
    bomb += b"]><rss version='2.0'><channel><title>&h;</title></channel></rss>"
    try:
        title = parse(page(bomb)).title
    except NotText:
        title = ""
    assert len(title) < 100_000


def test_no_file_is_read_for_a_feed() -> None:
    outside = b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&x;</title></channel></rss>'
    try:
        title = parse(page(outside)).title
    except NotText:
        title = ""
    assert "root" not in title


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="alternate" type="application/rss+xml" href="/rss">', "https://example.org/rss"),
        (
            '<link rel="ALTERNATE home" type="application/atom+xml" href="atom">',
            "https://example.org/news/atom",
        ),
        ('<link rel="alternate" hreflang="de" href="/de">', ""),
        ('<link rel="alternate" type="application/rss+xml" href="javascript:x">', ""),
        ("", ""),
    ],
)
def test_a_page_names_its_feed(head: str, address: str) -> None:
    assert named_feed(page(f"<html><head>{head}</head><body>x</body></html>".encode())) == address


def feed(number: int, title: str) -> Feed:
    return Feed(number, f"https://example.org/{number}?a=1&b=2", title, "https://example.org/", "", "", "")


def test_lists_of_feeds_go_out_and_come_in_again() -> None:
    written = opml.write([feed(1, 'A "quoted" <title> & more\x00'), feed(2, "新闻")], "Mine")
    feeds, strange = opml.read(written.encode())
    assert feeds == [
        ("https://example.org/1?a=1&b=2", 'A "quoted" <title> & more', "https://example.org/"),
        ("https://example.org/2?a=1&b=2", "新闻", "https://example.org/"),
    ]
    assert strange == 0


def test_lists_of_other_programs_are_read_with_their_folders() -> None:
    content = b"""<OPML version="1.0"><body><outline text="News"><outline type="rss" text="Gull" XMLURL="https://example.org/f"/>
    <outline text="News again" xmlUrl="https://example.org/f"/><outline type="rss" text="none"/>
    <outline xmlUrl="file:///etc/passwd"/></outline></body></OPML>"""
    assert opml.read(content) == ([("https://example.org/f", "Gull", "")], 2)


@pytest.mark.parametrize("content", [b"", b"rubbish", b"<html></html>", b"\xff\xfe"])
def test_what_is_no_list_of_feeds_is_said(content: bytes) -> None:
    with pytest.raises(KeepingError, match="OPML"):
        opml.read(content)


NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def test_a_feed_that_fails_is_asked_ever_less_often() -> None:
    waits = [next_time(NOW, failures=failures) - NOW for failures in range(12)]
    assert waits[0] == LEAST
    assert waits == sorted(waits)
    assert waits[1] == 2 * LEAST
    assert waits[-1] == LONGEST


def test_a_server_is_left_alone_as_long_as_it_asks_within_reason() -> None:
    assert next_time(NOW, retry_after=7200) - NOW == timedelta(hours=2)
    assert next_time(NOW, minutes=180) - NOW == timedelta(hours=3)
    assert next_time(NOW, retry_after=1e12) - NOW == LONGEST


def test_a_clock_that_jumps_silences_no_feed() -> None:
    assert not is_due("2026-01-01T00:00:00Z", "2025-12-31T23:30:00Z", "2026-01-01T00:30:00Z")
    assert is_due("2026-01-01T00:30:00Z", "2025-12-31T23:30:00Z", "2026-01-01T00:30:00Z")
    assert is_due("1970-01-01T00:00:00Z", "2025-12-31T23:30:00Z", "2026-01-01T00:30:00Z")


JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "The Tern", "home_page_url": "https://example.org/",
"items": [
 {"id": 7, "url": "https://example.org/ferry", "title": " Ferry  sinks", "content_html": "<p>It sank.</p>",
  "date_published": "2022-01-06T10:30:00+01:00"},
 {"id": "trap", "url": "javascript:alert(1)"}, {"id": "near", "external_url": "/near", "date_published": "soon"}, 3
]}"""


def test_a_json_feed_gives_its_stories_as_the_others_do() -> None:
    feed = parse(page(JSON))
    assert (feed.title, feed.site) == ("The Tern", "https://example.org/")
    first, second = feed.stories
    assert (first.name, first.address, first.title) == ("7", "https://example.org/ferry", "Ferry sinks")
    assert (first.published, first.html) == ("2022-01-06T09:30:00Z", "<p>It sank.</p>")
    assert (second.name, second.address, second.published) == ("near", "https://example.org/near", "")


def test_half_characters_that_json_can_name_are_replaced() -> None:
    written = rb"""{"version": "https://jsonfeed.org/version/1.1", "title": "Gull \ud800", "items": [
    {"id": "\udfff", "url": "https://example.org/a\ud800", "title": "\ud83d\ude00 \udc00", "content_html": "\ud800"}]}"""
    feed = parse(page(written))
    (story,) = feed.stories
    for told in (feed.title, story.name, story.address, story.title, story.html):
        assert "\ufffd" in told
        told.encode("utf-8")
    assert story.title.startswith("\U0001f600")


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2022-01-06T23:30:00-01:00", "2022-01-07T00:30:00Z"),
        ("2022-01-06T10:30:00", "2022-01-06T10:30:00Z"),
        ("2022-01-06", "2022-01-06T00:00:00Z"),
        ("0001-01-01T00:00:00+10:00", ""),
        ("", ""),
    ],
)
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one zone for all programs")
def test_the_time_of_a_story_is_the_same_wherever_it_is_read(
    written: str, published: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        feed = parse(page(JSON.replace(b"2022-01-06T10:30:00+01:00", written.encode())))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert feed.stories[0].published == published


@pytest.mark.parametrize(
    "content",
    [
        b'{"version": "https://jsonfeed.org/version/1.1"}',
        b'{"version": 1, "items": []}',
        b'{"version": "other", "items": []}',
        b'{"a":' * 100_000,
        b"{",
    ],
)
def test_other_json_is_no_feed(content: bytes) -> None:
    with pytest.raises(NotText):
        parse(page(content))


def test_half_characters_of_a_json_feed_are_kept_from_the_library() -> None:
    half = "a\\ud800b"
    written = (
        f'{{"version": "https://jsonfeed.org/version/1.1", "title": "{half}", "home_page_url": "https://a.example/{half}",'
        f' "items": [{{"id": "{half}", "url": "https://a.example/{half}", "title": "{half}", "summary": "{half}"}}]}}'
    )
    parsed = parse(Page(written.encode(), "https://a.example/feed"))
    (story,) = parsed.stories
    for told in (parsed.title, parsed.site, story.name, story.address, story.title, story.html):
        told.encode("utf-8")
