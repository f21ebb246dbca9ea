from __future__ import annotations

from reader.app import build
from reader.app.leading import links_of, lists_of
from reader.core.article.markup.parts import urljoined
from reader.core.document import Document, Kind, Page, Part, Span, compose

PAGE = """<html lang=en><head><title>Old crane sings</title></head><body>
<nav><a href="/menu">Menu of the site</a></nav>
<article><h1>Old crane sings</h1>
<p>The crane blew its whistle on Saturday, as the <a href="/council?a=1">town <b>council</b></a> had promised
it would; the <a href="https://example.org/engineers">engineers</a> of the harbour were there, and so were the people.</p>
<p>Nobody who came <a href="#top">to hear</a> it will forget the <a href="javascript:alert(1)">sound</a>, which was
heard as far as <a href="mailto:a@example.org">Quay Street</a>, a mile away from the harbour on a still morning.</p>
<ul><li>They scraped off half a ton of rust, which took the whole of a winter.</li>
<li>They cast <a href="bearings.html">new bearings</a> at a foundry in Hull.</li></ul>
<p>Her team needed fourteen months, and the whole of the money that the town had put aside for the repair of it.</p>
</article></body></html>"""


def opened() -> Document:
    page = Page(PAGE.encode(), "https://news.example/stories/crane", "text/html; charset=utf-8")
    return build._extractor().extract(page)


def test_links_of_the_story_lead_where_the_page_says() -> None:
    document = opened()
    assert [(link.span.of(document.text), link.address) for link in links_of(document)] == [
        ("town council", "https://news.example/council?a=1"),
        ("engineers", "https://example.org/engineers"),
        ("new bearings", "https://news.example/stories/bearings.html"),
    ]


def test_addresses_that_are_written_out_are_links_too() -> None:
    text = "See https://example.org/a_(b), or http://example.net. Not ftp://example.com, though."
    document = compose([Part(Kind.PARAGRAPH, text)], lambda t, _: [Span(0, len(t))])
    assert [link.address for link in links_of(document)] == [
        "https://example.org/a_(b)",
        "http://example.net",
    ]


def test_only_other_web_pages_are_led_to() -> None:
    here = "https://a.example/x"
    assert urljoined(here, "../y") == "https://a.example/y"
    for bad in (
        "#part",
        "https://a.example/x#part",
        "file:///etc/passwd",
        "data:text/html,x",
        "http://[::1",
        "",
    ):
        assert urljoined(here, bad) == "", bad
    assert urljoined("/home/me/page.html", "other.html") == "", (
        "a saved page does not know where it came from"
    )


def test_every_list_is_known_by_its_first_entry() -> None:
    parts = [Part(Kind.ITEM, t, 1) for t in ("One.", "Two.")]
    parts += [Part(Kind.PARAGRAPH, "Between."), Part(Kind.ITEM, "Three.", 1)]
    document = compose(parts, lambda t, _: [Span(0, len(t))])
    assert [(b.span.of(document.text), n) for b, n in lists_of(document)] == [("One.", 2), ("Three.", 1)]


def test_links_are_kept_with_the_story_and_strange_ones_are_not() -> None:
    from reader.devices.library.packing import from_record, to_record

    document = opened()
    record = to_record(document)
    assert from_record(record).links == document.links
    record["links"][0][2] = "file:///etc/passwd"
    assert len(from_record(record).links) == len(document.links) - 1
    del record["links"]
    assert from_record(record).links == ()
