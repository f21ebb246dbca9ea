"""What a person names, and which way it is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from reader.app.opening import MOST_PAGES, Opening
from reader.core.document import Document, Page
from reader.core.errors import Refused, UsageError
from reader.core.protocols import Progress


class Source:
    """Has every page, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.leads: dict[str, str] = {}
        """Where addresses are led on to."""

    def fetch(self, address: str, progress: Progress | None = None) -> Page:
        self.asked.append(address)
        return Page(b"text", self.leads.get(address, address))


class Extractor:
    def extract(self, page: Page) -> Document:
        return Document(page.content.decode(), address=page.address)

    def extract_all(self, pages: Sequence[Page]) -> Document:
        return Document("\n\n".join(page.address for page in pages), address=pages[0].address)

    def extend(self, document: Document, page: Page, number: int) -> Document:
        return replace(document, text=f"{document.text} {number}: {page.address}")


@pytest.fixture
def web() -> Source:
    return Source()


@pytest.fixture
def files() -> Source:
    return Source()


@pytest.fixture
def opening(web: Source, files: Source) -> Opening:
    return Opening(lambda: web, files, Extractor)


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("  HTTP://example.org ", "HTTP://example.org"),
        ("example.org/story", "https://example.org/story"),
        ("www.example.org", "https://www.example.org"),
        ("example.com:8080/x", "https://example.com:8080/x"),
        ("localhost:8765/x", "http://localhost:8765/x"),
        ("LocalHost:8765", "http://LocalHost:8765"),
        ("localhost/x", "http://localhost/x"),
        ("127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("192.168.1.5/x?y=http://z", "http://192.168.1.5/x?y=http://z"),
        ("[::1]:8000/", "http://[::1]:8000/"),
        ("[::1]:8/?http://x", "http://[::1]:8/?http://x"),
        ("8.8.8.8:80/x", "https://8.8.8.8:80/x"),
        ("box.lan/x", "http://box.lan/x"),
    ],
)
def test_addresses_go_to_the_web(
    opening: Opening, web: Source, files: Source, named: str, asked: str
) -> None:
    opening.open(named)
    assert (web.asked, files.asked) == ([asked], [])


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("story.html", "story.html"),
        ("mistyped.file", "mistyped.file"),
        ("-", "-"),
        ("folder/story", "folder/story"),
        ("file:///pages/a%20b.html", "/pages/a b.html"),
        (r"C:\pages\a.html", r"C:\pages\a.html"),
        ("c:/x", "c:/x"),
        ("C:8/x", "C:8/x"),
        ("story.py:12", "story.py:12"),
        ("pages/story.py:12", "pages/story.py:12"),
        ("chapter:3/notes", "chapter:3/notes"),
        ("[draft]:8/x", "[draft]:8/x"),
        ("[fade]:8/x", "[fade]:8/x"),
        ("localhost", "localhost"),
        ("1.2.3.4", "1.2.3.4"),
    ],
)
def test_everything_else_is_a_file_and_asks_nobody(
    opening: Opening, web: Source, files: Source, named: str, asked: str
) -> None:
    opening.open(named)
    assert (web.asked, files.asked) == ([], [asked])


@pytest.mark.parametrize("named", ["example.org/story", "localhost:8765/story", "127.0.0.1/story"])
def test_a_file_that_looks_like_an_address_is_opened_as_the_file_it_is(
    opening: Opening, web: Source, files: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / named).parent.mkdir()
    (tmp_path / named).write_text("text")
    opening.open(named)
    assert (web.asked, files.asked) == ([], [named])


@pytest.mark.parametrize("named", ["", "  ", "ftp://example.org/a", "about://config"])
def test_what_cannot_be_opened_is_said(opening: Opening, named: str) -> None:
    with pytest.raises(UsageError):
        opening.open(named)


def test_pasted_text_is_read_as_text(opening: Opening) -> None:
    assert opening.paste("text").text == "text"


@pytest.mark.parametrize("named", ["http://[", "https://[::1"])
def test_an_address_that_is_none_goes_where_it_is_refused(
    opening: Opening, web: Source, files: Source, named: str
) -> None:
    opening.open(named)
    assert (web.asked, files.asked) == ([named], [])


@pytest.mark.parametrize("named", ["file://[", "file://elsewhere/a.txt"])
def test_a_file_address_that_is_not_of_this_machine_is_refused(opening: Opening, named: str) -> None:
    with pytest.raises(UsageError):
        opening.open(named)


def test_a_file_address_is_decoded_once(opening: Opening, files: Source) -> None:
    opening.open("file:///here/100%2525%20b.txt")
    assert files.asked == ["/here/100%25 b.txt"]


def test_an_address_longer_than_any_file_name_is_one(opening: Opening, web: Source) -> None:
    named = f"example.org/{'a' * 5000}"
    opening.open(named)
    assert web.asked == [f"https://{named}"]


def test_a_file_with_spaces_around_its_name_is_found(
    opening: Opening, files: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(" a ").touch()
    opening.open(" a ")
    opening.open(" b ")
    assert files.asked == [" a ", "b"]


def test_the_pages_of_one_story_are_fetched_in_their_order(
    opening: Opening, web: Source, files: Source
) -> None:
    document = opening.open_all(["https://example.org/2", "three.html", "https://example.org/1"])
    assert document.text.split() == ["https://example.org/2", "three.html", "https://example.org/1"]
    assert (web.asked, files.asked) == (["https://example.org/2", "https://example.org/1"], ["three.html"])


FIRST = Document("1", address="https://a.example/story", next_page="https://a.example/story/2")


def test_the_next_page_is_asked_for_and_put_behind(opening: Opening, web: Source) -> None:
    assert opening.go_on(FIRST).text == "1 2: https://a.example/story/2"
    third = replace(FIRST, next_page="https://a.example/story/3")
    assert opening.go_on(third, ["https://a.example/story/2"]).text == "1 3: https://a.example/story/3"
    assert web.asked == ["https://a.example/story/2", "https://a.example/story/3"]


@pytest.mark.parametrize(
    "named",
    [
        "",
        "https://b.example/story/2",
        "http://a.example/story/2",
        "file:///etc/passwd",
        "story-2.html",
        "ftp://a.example/2",
    ],
)
def test_nothing_but_a_page_of_the_same_site_is_asked_for(
    opening: Opening, web: Source, files: Source, named: str
) -> None:
    with pytest.raises(UsageError):
        opening.go_on(replace(FIRST, next_page=named))
    with pytest.raises(UsageError):
        opening.go_on(Document("1", address="/home/me/story.html", next_page=named))
    assert (web.asked, files.asked) == ([], [])


def test_a_next_page_that_leads_to_another_site_is_refused(opening: Opening, web: Source) -> None:
    web.leads["https://a.example/story/2"] = "https://b.example/story/2"
    with pytest.raises(Refused, match="another site"):
        opening.go_on(FIRST)


@pytest.mark.parametrize("leads", ["https://a.example/story", "https://www.a.example/story/2/?utm_source=x"])
def test_a_next_page_that_leads_in_a_circle_is_refused(opening: Opening, web: Source, leads: str) -> None:
    web.leads["https://a.example/story/3"] = leads
    with pytest.raises(Refused, match="back to one"):
        opening.go_on(replace(FIRST, next_page="https://a.example/story/3"), ["https://a.example/story/2"])


def test_no_story_has_pages_without_end(opening: Opening, web: Source) -> None:
    with pytest.raises(UsageError, match="More than"):
        opening.go_on(FIRST, [f"https://a.example/story/{n}" for n in range(MOST_PAGES - 1)])
    assert web.asked == []
