"""Everything that is kept can be carried to another machine and back."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.app.carrying import carry_in, carry_out
from reader.app.keeping import Keeping
from reader.core.document import About, Document, Kind, Part, Position, Removed, Span, compose
from reader.core.errors import KeepingError
from reader.core.keeping import Entry, Manner, Stage
from reader.devices.library.store import Store


def document(title: str) -> Document:
    parts = [Part(Kind.TITLE, title), Part(Kind.PARAGRAPH, "One. Two\ud800.")]
    about = About(address=f"https://example.org/{title}", removed=(Removed("Share", "share row"),))
    return compose(parts, lambda text, _: [Span(0, len(text))], about)


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Keeping]:
    store = Store(tmp_path / "here.sqlite3")
    yield Keeping(lambda: store)
    store.close()


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Keeping]:
    store = Store(tmp_path / "there.sqlite3")
    yield Keeping(lambda: store)
    store.close()


def test_everything_arrives_and_a_second_time_changes_nothing(here: Keeping, there: Keeping) -> None:
    first, second = here.add(document("first"), queue=True), here.add(document("second"), queue=True)
    here.store.reorder([second.id])
    here.store.remember(first.id, Position(3, "abc"))
    here.store.mark(first.id, Position(1, "x"), "a note")
    here.store.tag(second.id, "sea")
    carried = list(carry_out(here))
    assert carry_in(there, carried) == 2
    assert list(carry_out(there))[1:] != []
    for _ in range(2):
        assert [kept.title for kept in there.store.queue()] == ["second", "first"]
        assert [json.loads(line)["document"] for line in carry_out(there) if "document" in line] == [
            json.loads(line)["document"] for line in carried[1:]
        ]
        kept = there.store.find_address("https://example.org/first")
        assert kept is not None
        assert kept.position == Position(3, "abc")
        assert [mark.note for mark in there.store.bookmarks(kept.id)] == ["a note"]
        assert carry_in(there, carried) == 2


def test_a_newer_position_here_is_not_overwritten(here: Keeping, there: Keeping) -> None:
    here.store.remember(here.add(document("a")).id, Position(3, "old"))
    key = there.add(document("a")).id
    there.store.remember(key, Position(9, "new"))
    carry_in(there, carry_out(here))
    assert there.store.kept(key).position == Position(9, "new")


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["rubbish"],
        [
            '{"format": "reader-library", "version": 1}',
            '{"document": {"text": "", "title": "", "standfirst": "", "byline": "", "credit": "", "site": "", '
            '"published": "", "address": "", "language": "", "blocks": [], "sentences": [], "removed": []}, '
            '"bookmarks": [[Infinity, "", ""]], "position": null, "tags": [], "queued": 0}',
        ],
        ['{"format": "other", "version": 1}'],
        ['{"format": "reader-library", "version": 99}'],
        ['{"format": "reader-library", "version": 1}', "{}"],
        ['{"format": "reader-library", "version": 2}', '{"feed": "no address", "title": "a", "site": ""}'],
        ['{"format": "reader-library", "version": 2}', '{"feed": ["a"], "title": "a", "site": ""}'],
        ['{"format": "reader-library", "version": 1}', "[" * 100_000],
        [
            '{"format": "reader-library", "version": 2}',
            '{"feed": "file:///etc/passwd", "title": "", "site": ""}',
        ],
        [b'{"format": "reader-library", "version": 2}', b'{"feed": "https://example.org/\xff"}'],
        [
            '{"format": "reader-library", "version": 1}',
            '{"document": {"text": "a", "blocks": [["paragraph", 0, 99, 0, ""]]}}',
        ],
    ],
)
def test_what_is_not_a_library_is_refused_by_line(there: Keeping, lines: list[str | bytes]) -> None:
    with pytest.raises(KeepingError):
        carry_in(there, lines)


def test_when_it_was_opened_is_carried_along_and_never_made_older(here: Keeping, there: Keeping) -> None:
    here.store.keep(document("a"), "2020-01-02T03:04:05Z")
    carry_in(there, carry_out(here))
    assert [kept.opened for kept in there.store.recent()] == ["2020-01-02T03:04:05Z"]
    there.store.keep(document("a"), "2021-01-02T03:04:05Z")
    carry_in(there, carry_out(here))
    assert [kept.opened for kept in there.store.recent()] == ["2021-01-02T03:04:05Z"]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one zone for all programs")
def test_a_time_without_its_zone_is_the_same_on_every_machine(
    here: Keeping, there: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.store.keep(document("a"), "2020-01-02T03:04:05Z")
    lines = [line.replace("2020-01-02T03:04:05Z", "2020-01-02T03:04:05") for line in carry_out(here)]
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        carry_in(there, lines)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert [kept.opened for kept in there.store.recent()] == ["2020-01-02T03:04:05Z"]


@pytest.mark.parametrize("address", ["/etc/passwd", "file:///etc/passwd", "//machine/share/page.html", ""])
def test_only_what_is_on_the_web_is_waited_for(here: Keeping, there: Keeping, address: str) -> None:
    here.store.await_([Entry("https://example.org/a", "A")])
    lines = [line.replace("https://example.org/a", address) for line in carry_out(here)]
    with pytest.raises(KeepingError):
        carry_in(there, lines)
    assert there.count() == 0


def test_all_that_a_person_did_arrives(here: Keeping, there: Keeping) -> None:
    story = document("story")
    key = here.add(story, asked="https://short.example/s").id
    here.set_manner(key, Manner("espeak:de", 300, "de"))
    mark = here.mark(key, story.text, 7, "a note")
    here.annotate(mark.id, "a note", "the label")
    here.store.tell_gist(key, "It was so.")
    here.store.await_([Entry("https://example.org/w", "Waits", "2020-01-02T03:04:05Z", ("later",))])
    here.store.subscribe("https://example.org/feed", "The Gull", "https://example.org/")
    assert carry_in(there, carry_out(here)) == 2
    kept = there.kept_copy("https://example.org/story")
    assert kept is not None
    assert kept.manner == Manner("espeak:de", 300, "de")
    assert kept.gist == "It was so."
    (arrived,) = there.marks(kept.id)
    assert (arrived.note, arrived.label, arrived.made) == ("a note", "the label", mark.made)
    (waits,) = there.recent(stage=Stage.AWAITED)
    assert (waits.title, waits.added, waits.tags) == ("Waits", "2020-01-02T03:04:05Z", ("later",))
    assert [feed.address for feed in there.store.feeds()] == ["https://example.org/feed"]
    assert there.history() == [], "nobody opened it there"
    carry_in(there, carry_out(here))
    assert len(there.marks(kept.id)) == 1


def test_a_library_of_the_first_version_is_read(there: Keeping) -> None:
    lines = (Path(__file__).parent / "library-1.jsonl").read_text("utf-8").splitlines()
    assert carry_in(there, lines) == 3
    ferry = there.kept_copy("https://www.example.org/ferry")
    assert ferry is not None
    assert (ferry.opened, ferry.tags, ferry.queued) == ("2022-01-07T08:00:00Z", ("sea", "travel"), True)
    assert ferry.stage is Stage.STARTED
    assert [mark.note for mark in there.marks(ferry.id)] == ["sad"]
    assert [kept.title for kept in there.queue()] == ["Harbour", "Ferry"]
