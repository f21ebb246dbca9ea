"""A damaged library is set aside, and what can be read of it goes on."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.core.document import About, Document, Kind, Part, Position, Span, compose
from reader.core.errors import Damaged, KeepingError
from reader.core.keeping import Entry, Manner, Stage
from reader.devices.library import carving
from reader.devices.library.rescue import rescue
from reader.devices.library.store import Store


def document(number: int) -> Document:
    text = " ".join(f"word{number}x{at}" for at in range(800))
    about = About(address=f"https://example.org/{number}")
    return compose([Part(Kind.PARAGRAPH, text)], lambda text, _: [Span(0, len(text))], about)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "library.sqlite3"
    store = Store(file)
    for number in range(40):
        key = store.keep(document(number))
        store.remember(key, Position(number, "q"))
        store.mark(key, Position(number, "q"), "note")
        store.enqueue(key)
    store.close()
    return file


def test_what_is_whole_stays_when_pages_in_the_middle_are_gone(file: Path) -> None:
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8192] = b"\xa5" * 8192
    file.write_bytes(content)
    rescued = rescue(file)
    assert rescued.aside.read_bytes() == bytes(content)
    assert rescued.saved >= 10
    store = Store(file)
    found = store.recent()
    assert len(found) == rescued.saved
    for kept in found:
        number = int(kept.address.rpartition("/")[2])
        assert store.get(kept.id) == document(number)
        assert [one.id for one in store.search(f"word{number}x5")] == [kept.id]
    store.close()


def test_a_sound_file_loses_nothing(file: Path) -> None:
    rescued = rescue(file)
    assert (rescued.saved, rescued.lost) == (40, 0)
    store = Store(file)
    assert [kept.address for kept in store.queue()] == [
        f"https://example.org/{number}" for number in range(40)
    ]
    assert all(kept.position and store.bookmarks(kept.id) for kept in store.recent())
    store.close()


def test_rubbish_becomes_an_empty_library_and_stays_aside(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    file.write_bytes(b"rubbish" * 1000)
    with pytest.raises(KeepingError):
        Store(file)
    assert rescue(file).saved == 0
    file.write_bytes(b"more rubbish" * 1000)
    rescue(file)
    assert sorted(part.name for part in tmp_path.glob("*damaged*")) == [
        "library.damaged-1.sqlite3",
        "library.damaged-2.sqlite3",
    ]
    Store(file).close()


def test_every_document_is_saved_or_counted_as_lost(file: Path) -> None:
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 8192] = b"\xa5" * 8192
    file.write_bytes(content)
    rescued = rescue(file)
    assert rescued.saved >= 30
    assert rescued.saved + rescued.lost == 40


@pytest.mark.parametrize("folder", ["a#b", "100%41", "what?", "a b"])
def test_a_folder_may_have_any_name(file: Path, tmp_path: Path, folder: str) -> None:
    (tmp_path / folder).mkdir()
    there = tmp_path / folder / file.name
    file.rename(there)
    assert rescue(there).saved == 40


def test_pasted_texts_stay_in_the_queue_and_times_stay_as_they_were(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    store = Store(file)
    pasted = compose([Part(Kind.PARAGRAPH, "Pasted.")], lambda text, _: [Span(0, len(text))])
    store.enqueue(store.keep(pasted, "2020-01-02T03:04:05Z"))
    store.enqueue(store.keep(document(1)))
    store.close()
    rescue(file)
    store = Store(file)
    assert [store.get(kept.id) for kept in store.queue()] == [pasted, document(1)]
    assert store.queue()[0].opened == "2020-01-02T03:04:05Z"
    store.close()


def test_without_a_library_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(KeepingError, match="no library"):
        rescue(tmp_path / "library.sqlite3")
    assert list(tmp_path.iterdir()) == []


def test_all_that_a_person_did_is_saved(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    store = Store(file)
    key = store.keep(document(1), asked="https://short.example/1")
    store.set_manner(key, Manner("espeak:de", 300, "de"))
    store.mark(key, Position(3, "q"), "note", "label", "2020-01-02T03:04:05Z")
    store.tell_gist(key, "It was so.")
    store.await_([Entry("https://example.org/w", "Waits", "2020-01-02T03:04:05Z", ("later",))])
    store.subscribe("https://example.org/feed", "The Gull")
    history = [(visit.kept.address, visit.at) for visit in store.visits()]
    store.close()
    assert rescue(file).saved == 2
    store = Store(file)
    kept = store.find_address("https://short.example/1")
    assert kept is not None
    assert (kept.manner.rate, kept.gist) == (300, "It was so.")
    (mark,) = store.bookmarks(kept.id)
    assert (mark.note, mark.label, mark.made) == ("note", "label", "2020-01-02T03:04:05Z")
    (waits,) = store.recent(stage=Stage.AWAITED)
    assert (waits.added, waits.tags) == ("2020-01-02T03:04:05Z", ("later",))
    assert [feed.title for feed in store.feeds()] == ["The Gull"]
    assert [(visit.kept.address, visit.at) for visit in store.visits()] == history
    store.close()


@pytest.mark.parametrize("form", [1, 2])
def test_a_damaged_file_of_an_earlier_form_is_saved_too(tmp_path: Path, form: int) -> None:
    file = tmp_path / "library.sqlite3"
    content = bytearray((Path(__file__).parent / "forms" / f"{form}.sqlite3").read_bytes())
    content[-4096:] = b"\xa5" * 4096
    file.write_bytes(content)
    rescued = rescue(file)
    assert rescued.saved == 3
    store = Store(file)
    ferry = store.find_address("https://www.example.org/ferry?utm_source=x")
    assert ferry is not None
    assert ferry.position is not None
    assert [mark.note for mark in store.bookmarks(ferry.id)] == ["sad"]
    assert [kept.title for kept in store.queue()] == ["Harbour", "Ferry"]
    store.close()


def test_damage_that_is_met_on_the_way_is_looked_for_at_the_next_start(file: Path) -> None:
    content = bytearray(file.read_bytes())
    middle, end = len(content) // 8192 * 4096, len(content)
    content[middle:end] = b"\xa5" * (end - middle)
    file.write_bytes(content)
    store = Store(file)
    with pytest.raises(Damaged):
        store._all("SELECT packed FROM documents NOT INDEXED")
    store.close()
    with pytest.raises(Damaged):
        Store(file)
    rescue(file)
    Store(file).close()
    assert not list(file.parent.glob("*.doubt"))


def test_an_index_of_words_that_is_damaged_is_made_anew(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.execute("UPDATE search_data SET block = x'00ff00ff' WHERE id > 10")
        db.commit()
    store = Store(file)
    with pytest.raises(KeepingError):
        store.search("word7x5")
    store.close()
    store = Store(file)
    assert len(store.search("word7x5")) == 1
    assert store.count() == 40
    store.close()
    assert not list(file.parent.glob("*.doubt"))


def test_texts_places_and_marks_are_read_off_the_pages_where_sqlite_finds_nothing(file: Path) -> None:
    """The first pages hold the list of tables; without them no table can be found."""
    store = Store(file)
    store.await_([Entry("https://example.org/w", "Waits", "2020-01-02T03:04:05Z")])
    store.remove(store.keys()[5])
    left = {kept.address for kept in store.recent()}
    store.close()
    content = bytearray(file.read_bytes())
    content[100:4096] = b"\xa5" * 3996
    file.write_bytes(content)
    rescued = rescue(file)
    assert (rescued.saved, rescued.lost) == (40, 0)
    store = Store(file)
    assert {kept.address for kept in store.recent()} == left, "what was forgotten does not come back"
    for kept in store.recent(stage=Stage.STARTED) + store.recent(stage=Stage.FINISHED):
        number = int(kept.address.rpartition("/")[2])
        assert store.get(kept.id) == document(number)
        assert kept.position == Position(number, "q")
        assert [mark.note for mark in store.bookmarks(kept.id)] == ["note"]
    assert [kept.title for kept in store.recent(stage=Stage.AWAITED)] == ["Waits"]
    store.close()


@given(st.binary(max_size=20_000))
def test_no_rubbish_breaks_the_reading_of_pages(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rubbish"
        for before in (b"", b"\r" * 3, b"SQLite format 3\0\x02\x00"):
            file.write_bytes(before + content)
            assert isinstance(list(carving.rows(file)), list)
