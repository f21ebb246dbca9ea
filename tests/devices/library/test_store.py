"""What the library promises of everything that was ever opened."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reader.core.document import About, Document, Kind, Part, Position, Removed, Span, compose
from reader.core.errors import KeepingError
from reader.core.keeping import Kept, position_at
from reader.devices.library.store import Store


def document(
    title: str = "Ferry", text: str = "The ferry left. Nobody waved.", address: str = ""
) -> Document:
    about = About(address=address, language="en", removed=(Removed("Share", "share row"),))
    parts = [Part(Kind.TITLE, title), *(Part(Kind.PARAGRAPH, line) for line in text.split("\n"))]
    return compose(parts, lambda text, _: [Span(0, len(text))], about)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "library.sqlite3"


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    store = Store(file)
    yield store
    store.close()


def test_a_document_comes_back_whole_after_closing(file: Path) -> None:
    first = Store(file)
    key = first.keep(document())
    first.close()
    again = Store(file)
    assert again.get(key) == document()
    again.close()


def test_what_people_read_is_theirs_alone(store: Store, file: Path) -> None:
    store.keep(document())
    if os.name == "posix":
        assert file.stat().st_mode & 0o077 == 0


def test_the_last_opened_comes_first_even_when_the_clock_jumps_back(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store.keep(document("One", address="https://example.org/1"))
    monkeypatch.setattr("reader.devices.library.documents.now", lambda: "1970-01-01T00:00:00Z")
    second = store.keep(document("Two"))
    assert [kept.id for kept in store.recent()] == [second, first]
    store.keep(document("One", address="https://example.org/1"))
    assert [kept.id for kept in store.recent()] == [first, second]


def test_the_same_address_is_kept_once_and_its_places_move_with_the_words(store: Store) -> None:
    old = document(text="It rained. Then the sun came out.", address="https://example.org/a")
    key = store.keep(old)
    place = position_at(old.text, old.text.index("Then"))
    store.remember(key, place)
    store.mark(key, place, "nice")
    new = document(
        text="A correction was made at noon. It rained. Then the sun came out.",
        address="https://example.org/a",
    )
    assert store.keep(new) == key
    position = store.kept(key).position
    assert position is not None
    assert new.text[position.offset :].startswith("Then the sun")
    (bookmark,) = store.bookmarks(key)
    assert new.text[bookmark.position.offset :].startswith("Then the sun")
    assert store.get(key) == new
    assert [kept.id for kept in store.search("correction")] == [key]


def test_any_word_finds_its_document_without_accents_and_unfinished(store: Store) -> None:
    key = store.keep(document("Café", "Der Bürgermeister kam. Er sagte nichts."))
    store.keep(document("Other", "Nothing of the kind."))
    for typed in ("cafe", "BURGERM", "bürgermeister kam", "er sag"):
        assert [kept.id for kept in store.search(typed)] == [key], typed
    assert "\u2068Bürgermeister\u2069" in store.search("burgermeister")[0].snippet
    assert store.search("burgerm ") == []
    assert store.search('" OR * AND ( NEAR:') == []


def test_what_another_program_forgets_in_the_midst_of_a_search_is_left_out(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.keep(document("Café"))
    some = store.some

    def meanwhile(keys: Iterable[int]) -> list[Kept]:
        found = some(keys)
        with closing(Store(file)) as other:
            other.clear()
        return found

    monkeypatch.setattr(store, "some", meanwhile)
    assert store.search("cafe") == []


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Die Straße", "strase"),
        ("Łódź", "lodz"),
        ("cafe\u0301", "café"),
        ("café", "cafe\u0301"),
        ("हिन्दी में", "हिन्दी"),
        ("हिन्दी", "हिन्"),
    ],
)
def test_letters_are_found_by_what_people_can_type(store: Store, written: str, typed: str) -> None:
    key = store.keep(document(text=f"{written} here."))
    store.keep(document(text="हम और कुछ"))
    assert [kept.id for kept in store.search(typed)] == [key]


def test_a_removed_document_is_gone_from_the_file(store: Store, file: Path) -> None:
    key = store.keep(document(text="The password was xylophonist."))
    store.mark(key, Position(0, "quotexyz"), "notexyz")
    other = store.keep(document("Other"))
    store.remove(key)
    store.close()
    left = b"".join(part.read_bytes() for part in file.parent.iterdir())
    for secret in (b"xylophonist", b"notexyz", b"quotexyz"):
        assert secret not in left
    again = Store(file)
    assert [kept.id for kept in again.recent()] == [other]
    assert again.search("xylophonist") == []
    again.close()


def test_the_number_of_a_forgotten_document_never_names_another(store: Store) -> None:
    """A window that still plays it would write its place into the other."""
    store.keep(document("One"))
    key = store.keep(document("Two"))
    store.remove(key)
    assert store.keep(document("Three")) > key
    store.clear()
    assert store.keep(document("Four")) > key + 1


def test_tags_find_documents(store: Store) -> None:
    key = store.keep(document())
    store.keep(document("Other"))
    store.tag(key, "travel", "sea ")
    store.tag(key, "travel")
    assert store.kept(key).tags == ("sea", "travel")
    assert [kept.id for kept in store.recent(tag="sea")] == [key]
    store.untag(key, "sea")
    assert store.kept(key).tags == ("travel",)


def test_the_queue_keeps_its_order(store: Store) -> None:
    keys = [store.keep(document(str(number))) for number in range(4)]
    for key in keys:
        store.enqueue(key)
    store.enqueue(keys[0])
    assert [kept.id for kept in store.queue()] == keys
    store.reorder([keys[3], keys[1]])
    assert [kept.id for kept in store.queue()] == [keys[3], keys[1], keys[0], keys[2]]
    store.dequeue(keys[1])
    assert [kept.id for kept in store.queue()] == [keys[3], keys[0], keys[2]]


def test_a_position_is_remembered_and_forgotten(store: Store) -> None:
    key = store.keep(document())
    store.remember(key, Position(3, "abc"))
    store.remember(key, Position(5, "def"))
    assert store.kept(key).position == Position(5, "def")
    store.remember(key, None)
    assert store.kept(key).position is None
    store.remember(999, Position(1, "a"))


def test_two_programs_share_the_file(store: Store, file: Path) -> None:
    other = Store(file)
    key = other.keep(document())
    store.remember(key, Position(1, "x"))
    assert other.kept(key).position == Position(1, "x")
    other.close()


def test_who_waits_to_write_does_so_as_soon_as_another_program_lets_it(store: Store, file: Path) -> None:
    """SQLite's own waiting would look each 0.1 s, and hardly ever at the right moment."""
    key = store.keep(document())
    ended = threading.Event()

    def another_program() -> None:
        other = sqlite3.connect(file, isolation_level=None)
        while not ended.is_set():
            other.execute("BEGIN IMMEDIATE")
            time.sleep(0.15)
            other.execute("COMMIT")
            time.sleep(0.005)
        other.close()

    thread = threading.Thread(target=another_program)
    thread.start()
    try:
        waits = []
        for place in range(7):
            begun = time.monotonic()
            store.remember(key, Position(place, "x"))
            waits.append(time.monotonic() - begun)
            time.sleep(0.01)
    finally:
        ended.set()
        thread.join()
    assert sorted(waits)[3] < 0.8, "it took 0.15 s, and 1.7 s the other way"


def test_an_unknown_document_is_named(store: Store) -> None:
    with pytest.raises(KeepingError, match="no document 7"):
        store.get(7)
    with pytest.raises(KeepingError):
        store.enqueue(7)


def test_a_damaged_file_is_told_and_not_overwritten(file: Path) -> None:
    file.parent.mkdir()
    file.write_bytes(b"this is no database, it is a shopping list " * 100)
    with pytest.raises(KeepingError, match="damaged"):
        Store(file)
    assert file.read_bytes().startswith(b"this is no database")


def test_a_file_of_a_newer_reader_is_left_alone(file: Path) -> None:
    Store(file).close()
    with closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(KeepingError, match="newer"):
        Store(file)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(KeepingError, match="cannot be opened"):
        Store(tmp_path / "file" / "library.sqlite3")


def test_a_full_disk_is_told_and_what_was_kept_stays(store: Store, file: Path) -> None:
    key = store.keep(document())
    pages = store._db.execute("PRAGMA page_count").fetchone()[0]
    store._db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(KeepingError, match="full"):
        store.keep(document(text=os.urandom(200_000).hex()))
    assert store.get(key) == document()


ROOT = Path(__file__).parents[3]

WRITER = """
import sys
from pathlib import Path
from tests.devices.library.test_store import document
from reader.core.document import Position
from reader.devices.library.store import Store
store = Store(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    key = store.keep(document(str(number), f"word{number} " * 50))
    store.mark(key, Position(number, "q"), str(number))
    store.remember(key, Position(number, "q"))
    print(number, flush=True)
"""


def test_a_killed_program_never_damages_the_file_nor_loses_what_it_said_is_kept(file: Path) -> None:
    """The benchmark does it 500 times."""
    kill_and_look(file, 3)


def kill_and_look(file: Path, times: int) -> None:
    for turn in range(times):
        command = [sys.executable, "-c", WRITER, str(file)]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            first = writer.stdout.readline()
            time.sleep(0.01 + 0.013 * (turn % 17))  # killed at any moment of its work
            writer.kill()
            told = [int(line) for line in (first + writer.stdout.read()).split()]
        store = Store(file)
        assert store._db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        store._db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
        last = store.recent(1)[0]
        if told:
            assert int(last.title) >= told[-1]
            if int(last.title) == told[-1]:
                assert last.position == Position(told[-1], "q")
        store.close()


def test_a_document_that_unpacks_to_something_else_is_refused(store: Store) -> None:
    key = store.keep(document())
    store._db.execute("UPDATE documents SET packed = ? WHERE id = ?", [b"rubbish", key])
    with pytest.raises(KeepingError, match="damaged"):
        store.get(key)


def test_the_same_text_without_an_address_is_kept_once(store: Store) -> None:
    assert store.keep(document()) == store.keep(document())
    assert store.keep(document()) != store.keep(document(text="Another one."))


def damage(file: Path, key: int) -> None:
    with sqlite3.connect(file) as db:
        db.execute("UPDATE documents SET packed = x'00' WHERE id = ?", [key])
    db.close()


def test_a_damaged_document_can_be_opened_again_and_forgotten(store: Store, file: Path) -> None:
    first = store.keep(document("One", "A whale.", "https://example.org/1"))
    second = store.keep(document("Two", "A heron.", "https://example.org/2"))
    third = store.keep(document("Three", "An otter.", "https://example.org/3"))
    damage(file, first)
    damage(file, second)
    with pytest.raises(KeepingError, match="damaged"):
        store.get(first)
    assert store.keep(document("One", "A walrus.", "https://example.org/1")) == first
    store.remove(second)
    assert [kept.id for kept in store.search("walrus")] == [first]
    assert store.search("whale") == store.search("heron") == []
    assert [kept.id for kept in store.search("otter")] == [third]


def test_a_number_that_no_document_can_have_is_said(store: Store) -> None:
    with pytest.raises(KeepingError):
        store.get(10**30)
    with pytest.raises(KeepingError):
        store.remove(10**30)


def test_a_file_name_of_any_bytes_is_an_address(store: Store) -> None:
    key = store.keep(document(address="/here/\udcff.txt"))
    assert store.keep(document(address="/here/\udcff.txt")) == key
    found = store.find_address("/here/\udcff.txt")
    assert found is not None
    assert found.id == key


def test_forgetting_says_when_traces_stay_because_another_program_reads(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = store.keep(document())
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM documents").fetchone()
    try:
        monkeypatch.setattr("reader.devices.library.database.PATIENCE", 0.01)
        with pytest.raises(KeepingError):
            store.remove(key)
    finally:
        other.close()


def test_a_closed_library_is_not_called_damaged(file: Path) -> None:
    store = Store(file)
    store.close()
    with pytest.raises(KeepingError, match="closed"):
        store.recent()


@pytest.mark.parametrize("typed", ["公园", "今天天气", "公", "อากาศ", "散步。"])
def test_words_of_scripts_without_spaces_are_found(store: Store, typed: str) -> None:
    key = store.keep(document("新闻", "今天天气很好,我们去公园散步。\nวันนี้อากาศดีมาก"))
    store.keep(document("旧闻", "园公 气天 ศากาอ"))
    found = store.search(typed)
    assert [kept.id for kept in found if kept.title == "新闻"] == [key]
    assert "\u200b" not in found[0].snippet
    if len(typed) > 1:
        assert len(found) == 1
    store.remove(key)
    assert all(kept.id != key for kept in store.search(typed))
    store._db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")


def test_a_library_that_another_program_is_just_making_is_waited_for(file: Path) -> None:
    file.parent.mkdir()
    with closing(sqlite3.connect(file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")  # before the file has a log, SQLite refuses others without waiting
        later = threading.Timer(0.2, lambda: other.execute("COMMIT"))
        later.start()
        with closing(Store(file)) as store:
            assert store.keep(document())
        later.join()
