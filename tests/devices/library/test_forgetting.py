"""What is forgotten is in no byte of any file beside the library."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from reader.app.keeping import Keeping
from reader.core.document import About, Document, Kind, Part, Span, compose
from reader.core.keeping import Entry, Manner
from reader.devices.library.leaving import LARGEST, note, noted
from reader.devices.library.packing import pack
from reader.devices.library.rescue import rescue
from reader.devices.library.store import Store

SECRETS = (
    "xylophonist",
    "zanzibarsecret",
    "quokkanote",
    "quokkalabel",
    "tagsecret",
    "voicesecret",
    "gistsecret",
)


def secret() -> Document:
    text = " ".join(
        f"The xylophonist{number} of the secret sang {number * 7919 % 1000}." for number in range(300)
    )
    about = About(address="https://example.org/zanzibarsecret", byline="Zanzibarsecret", language="en")
    return compose(
        [Part(Kind.TITLE, "Xylophonist"), Part(Kind.PARAGRAPH, text)], lambda t, _: [Span(0, len(t))], about
    )


def other(number: int) -> Document:
    text = " ".join(f"word{number}x{at}" for at in range(500))
    return compose(
        [Part(Kind.PARAGRAPH, text)],
        lambda t, _: [Span(0, len(t))],
        About(address=f"https://example.org/{number}"),
    )


def fill(store: Store) -> int:
    library = Keeping(lambda: store)
    for number in range(20):
        store.keep(other(number))
    document = secret()
    store.await_([Entry("https://short.example/zanzibarsecret", "Xylophonist waits", tags=("tagsecret",))])
    key = library.add(document, asked="https://short.example/zanzibarsecret", queue=True).id
    library.mark(key, document.text, 20, "quokkanote", "quokkalabel")
    library.tag(key, "tagsecret")
    library.set_manner(key, Manner("voicesecret", 200, "en"))
    store.tell_gist(key, "gistsecret")
    for number in range(20, 40):
        store.keep(other(number))
    store.keep(secret())
    return key


def traces(folder: Path) -> list[str]:
    """What of the secret document stands in which file; its packed form in pieces too."""
    packed = pack(secret())
    pieces = [packed[at : at + 24] for at in range(0, len(packed) - 24, 24)]
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes().lower()
            found += [f"{word} in {file.name}" for word in SECRETS if word.encode() in content]
            raw = file.read_bytes()
            found += [f"packed piece in {file.name}" for piece in pieces if piece in raw]
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    store = Store(folder / "library.sqlite3")
    yield store
    store.close()


def test_the_search_for_traces_finds_them_while_they_are_there(store: Store, folder: Path) -> None:
    fill(store)
    assert {trace.partition(" ")[0] for trace in traces(folder)} == {*SECRETS, "packed"}


def test_while_the_library_stays_open(store: Store, folder: Path) -> None:
    key = fill(store)
    store.remove(key)
    assert traces(folder) == []
    assert store.count() == 40
    assert store._all("PRAGMA integrity_check") == [("ok",)]


def test_in_copies_from_before_a_step_and_in_damaged_files(folder: Path) -> None:
    file = folder / "library.sqlite3"
    store = Store(file)
    fill(store)
    store.close()
    shutil.copy(file, folder / "library.before-3.sqlite3")
    rescued = rescue(file)
    Path(f"{rescued.aside}-wal").write_bytes(b"xylophonist")
    store = Store(file)
    kept = store.find_address("https://example.org/zanzibarsecret")
    assert kept is not None
    assert kept.manner.voice == "voicesecret"
    store.remove(kept.id)
    store.close()
    assert traces(folder) == []
    assert [part.name for part in folder.iterdir()] == ["library.sqlite3"]


def test_when_everything_is_forgotten(store: Store, folder: Path) -> None:
    fill(store)
    store.subscribe("https://example.org/zanzibarsecret/feed", "xylophonist")
    store.clear()
    assert traces(folder) == []
    assert store.feeds() == []
    assert store.visits() == []
    assert store.tags() == []


def test_a_story_that_was_replaced_leaves_its_old_words_only_until_something_is_forgotten(
    store: Store, folder: Path
) -> None:
    fill(store)
    about = About(address="https://example.org/zanzibarsecret")
    key = store.keep(compose([Part(Kind.PARAGRAPH, "Nothing now.")], lambda t, _: [Span(0, len(t))], about))
    assert store.search("xylophonist") == []
    store.remove(key)
    assert traces(folder) == []


def test_nothing_is_written_outside_the_folder(
    store: Store, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setenv("SQLITE_TMPDIR", str(elsewhere))
    assert store._all("PRAGMA temp_store") == [(2,)]
    store.remove(fill(store))
    assert list(elsewhere.iterdir()) == []


def test_a_copy_is_overwritten_before_it_goes(folder: Path) -> None:
    from reader.devices.library.sweeping import shred

    folder.mkdir()
    copy = folder / "copy"
    copy.write_bytes(b"xylophonist" * 1000)
    held = (folder / "held").absolute()
    held.hardlink_to(copy)
    shred(copy)
    assert not copy.exists()
    assert held.read_bytes() == bytes(11_000)


def test_the_packed_form_is_not_in_a_free_page(store: Store, folder: Path) -> None:
    store.remove(fill(store))
    store.close()
    with closing(sqlite3.connect(folder / "library.sqlite3")) as db:
        assert db.execute("PRAGMA freelist_count").fetchone() == (0,)
        for (packed,) in db.execute("SELECT packed FROM documents"):
            assert b"xylophonist" not in zlib.decompress(packed)


def test_what_was_to_be_forgotten_when_the_program_was_killed_goes_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    store = Store(file)
    key = fill(store)
    first = Keeping(lambda: store, file=lambda: file)
    other_key = store.recent()[-1].id
    first.leave(key)
    first.leave(other_key, store.recent()[1].id)
    first.stay(other_key)
    first.add(store.get(store.recent()[1].id))
    store.close()  # killed: nothing was forgotten
    again = Store(file)
    second = Keeping(lambda: again, file=lambda: file)
    second.forget_left()
    assert again.find_address("https://example.org/zanzibarsecret") is None
    assert again.kept(other_key)
    assert again.count() == 41 - 1, "what was opened again stays"
    count = again.count()
    second.forget_left()
    assert again.count() == count
    again.close()
    assert not traces(tmp_path)
    assert not file.with_suffix(".leaving").exists()


def test_without_a_note_no_library_is_opened_and_a_strange_note_removes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"

    def never() -> Store:
        raise AssertionError

    Keeping(never, file=lambda: file).forget_left()
    file.with_suffix(".leaving").write_text("all of it")
    Keeping(never, file=lambda: file).forget_left()


def test_a_rescued_library_gives_other_ids_so_that_the_note_is_void(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    store = Store(file)
    key = fill(store)
    Keeping(lambda: store, file=lambda: file).leave(key)
    store.close()
    rescue(file)
    assert not file.with_suffix(".leaving").exists()


def test_once_all_was_forgotten_no_note_stays_of_what_was_still_to_be_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    store = Store(file)
    keeping = Keeping(lambda: store, file=lambda: file)
    keeping.leave(fill(store))
    keeping.forget_all()
    store.close()
    assert noted(file) == set()
    assert not file.with_suffix(".leaving").exists()


def test_a_note_that_is_too_large_removes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    file.with_suffix(".leaving").write_text("7\n" * (LARGEST // 2 - 1) + "12345\n")  # cut off: 12
    assert noted(file) == set()


@pytest.mark.skipif(sys.platform == "win32", reason="has no such permissions")
def test_nobody_else_can_read_which_documents_are_to_be_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    note(file, {3, 1})
    assert noted(file) == {1, 3}
    (written,) = tmp_path.iterdir()
    assert stat.S_IMODE(written.stat().st_mode) == 0o600


def test_what_several_threads_note_at_once_is_all_noted(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite3"
    keeping = Keeping(lambda: Store(file), file=lambda: file)
    keeping.leave(*range(100, 120))
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(keeping.leave, range(20)))
        list(threads.map(keeping.stay, range(100, 120)))
    assert noted(file) == set(range(20))
