"""What other programs kept comes into the library, and nothing is asked of the network for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.app import build
from reader.app.importing import Imported, bring_in
from reader.app.keeping import Keeping
from reader.core.document import About, Kind, Part, Span, compose
from reader.core.errors import KeepingError
from reader.core.keeping import Stage
from reader.devices.library.store import Store
from tests.core.imports.test_reading import BOOKMARKS, HIGHLIGHTS, INSTAPAPER, POCKET_CSV, WALLABAG


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keeping]:
    def no_network(*_: object, **__: object) -> None:
        raise AssertionError("nothing may be fetched")

    monkeypatch.setattr("socket.socket.connect", no_network)
    store = Store(tmp_path / "library.sqlite3")
    yield Keeping(lambda: store)
    store.close()


def bring(library: Keeping, written: str) -> Imported:
    return bring_in(library, written.encode(), build.opening)


def test_addresses_wait_until_they_are_opened(library: Keeping) -> None:
    done = bring(library, POCKET_CSV)
    assert (done.stories, done.awaited, done.known, done.left) == (0, 3, 0, 0)
    kept = library.kept_copy("https://example.org/ferry")
    assert kept is None, "an address that waits is no copy"
    ferry = library.search("ferry si")[0]
    assert (ferry.stage, ferry.added, ferry.tags) == (
        Stage.AWAITED,
        "2022-01-06T09:30:00Z",
        ("sea", "the north"),
    )
    with pytest.raises(KeepingError, match="not fetched"):
        library.open(ferry.id)
    assert library.history() == []


def test_half_characters_that_json_can_name_are_replaced(library: Keeping) -> None:
    written = r"""[{"url": "https://example.org/a", "title": "Half \ud800", "tags": ["\udfff"], "language": "\ud800",
    "annotations": [{"quote": "\ud800", "text": "\udc00"}]}]"""
    assert bring(library, written).awaited == 1
    (kept,) = library.search("half")
    assert (kept.title, kept.tags) == ("Half \ufffd", ("\ufffd",))
    assert [mark.note for mark in library.marks(kept.id)] == ["\ufffd"]


def test_what_is_opened_takes_the_place_of_what_waited_wherever_its_server_leads(library: Keeping) -> None:
    bring(library, INSTAPAPER)
    ferry = library.search("ferry")[0]
    library.enqueue(ferry.id)
    text = "A ferry sank. Nobody was hurt. It rained."
    document = compose(
        [Part(Kind.TITLE, "Ferry"), Part(Kind.PARAGRAPH, text)],
        lambda text, _: [Span(0, len(text))],
        About(address="https://example.org/2022/ferry-sinks"),
    )
    library.came("https://example.org/ferry", document)
    kept = library.add(document)
    assert library.count() == 3
    assert (kept.stage, kept.tags, kept.queued, kept.added) == (
        Stage.NEW,
        ("sea",),
        True,
        "2022-01-06T09:30:00Z",
    )
    (mark,) = library.marks(kept.id)
    assert document.text[mark.position.offset :].startswith("Nobody was hurt.")
    for address in ("https://example.org/ferry", "http://www.example.org/2022/ferry-sinks#x"):
        copy = library.kept_copy(address)
        assert copy is not None
        assert copy.id == kept.id


def test_pages_that_come_along_are_kept_whole_with_their_notes(library: Keeping) -> None:
    done = bring(library, WALLABAG)
    assert (done.stories, done.awaited) == (1, 1)
    ferry = library.search("sank")[0]
    assert ferry.stage is Stage.NEW
    assert "Nobody was hurt." in library.open(ferry.id).text
    (mark,) = library.marks(ferry.id)
    assert (mark.note, mark.label) == ("good", "Nobody was hurt.")
    assert bring(library, WALLABAG).known == 2


def test_quotes_of_books_are_kept_as_texts(library: Keeping) -> None:
    assert bring(library, HIGHLIGHTS).stories == 2
    moby = library.search("ishmael")[0]
    assert moby.title == "Moby-Dick"
    assert [mark.note for mark in library.marks(moby.id)] == ["the first words"]
    assert bring(library, HIGHLIGHTS).stories == 0, "a second time adds nothing"


def test_a_second_time_adds_nothing_but_tags(library: Keeping) -> None:
    bring(library, BOOKMARKS)
    again = bring(library, BOOKMARKS)
    assert (again.awaited, again.known, again.left) == (0, 3, 3)
    assert "3 entries lead to no page" in again.sentence


def test_the_latest_is_listed_first(library: Keeping) -> None:
    bring(library, INSTAPAPER)
    assert [kept.title for kept in library.recent()] == ["C", "Roof", "Ferry sinks"]
