"""A library of every form that was ever written is brought to the present one, with nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from reader.core.document import Position
from reader.core.keeping import Stage
from reader.devices.library import schema
from reader.devices.library.store import Store

FORMS = sorted((Path(__file__).parent / "forms").glob("*.sqlite3"), key=lambda form: int(form.stem))


@pytest.fixture(params=FORMS, ids=lambda form: form.stem)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return Path(shutil.copy(request.param, tmp_path / "library.sqlite3"))


def test_a_file_of_every_form_is_kept() -> None:
    """A step that is added brings the form before it along, as a file."""
    assert [int(form.stem) for form in FORMS] == list(range(1, len(schema.STEPS)))


def test_everything_is_there_in_the_present_form(file: Path) -> None:
    store = Store(file)
    assert [kept.title for kept in store.recent()] == ["Harbour", "新闻", "Ferry"]
    ferry = store.recent()[2]
    assert ferry.position == Position(7, "The ferry left.\n\nNobody waved.\n\nIt rained.")
    assert ferry.tags == ("sea", "travel")
    assert (ferry.added, ferry.opened) == ("2022-01-07T08:00:00Z", "2022-01-07T08:00:00Z")
    assert (ferry.byline, ferry.site, ferry.published) == ("Ada Finch", "The Gull", "2022-01-06")
    assert ferry.stage is Stage.STARTED
    assert [kept.title for kept in store.queue()] == ["Harbour", "Ferry"]
    (mark,) = store.bookmarks(ferry.id)
    assert (mark.position.offset, mark.note) == (24, "sad")
    document = store.get(ferry.id)
    assert document.text == "Ferry\n\nThe ferry left.\n\nNobody waved.\n\nIt rained."
    assert document.removed
    assert ferry.length == len(document.text)
    for typed, title in (("公园", "新闻"), ("heron", "Harbour"), ("wav", "Ferry")):
        assert [kept.title for kept in store.search(typed)] == [title]
    assert [visit.kept.title for visit in store.visits()] == ["Harbour", "新闻", "Ferry"]
    found = store.find_address("http://example.org/ferry/")
    assert found is not None
    assert found.id == ferry.id
    store._db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    assert store._all("PRAGMA integrity_check") == [("ok",)]
    assert store._all("PRAGMA foreign_key_check") == []
    store.close()


def test_what_is_kept_anew_finds_its_old_self(file: Path) -> None:
    store = Store(file)
    for kept in store.recent():
        assert store.keep(store.get(kept.id)) == kept.id
    store.close()


def test_a_private_copy_stands_beside_it_before_each_step_and_goes_with_what_is_forgotten(file: Path) -> None:
    form = int(next(str(row[0]) for row in rows(file, "PRAGMA user_version")))
    before = list(rows(file, "SELECT * FROM documents"))
    store = Store(file)
    copies = sorted(file.parent.glob("*.before-*.sqlite3"))
    assert [copy.name for copy in copies] == [
        f"library.before-{step}.sqlite3" for step in range(form + 1, len(schema.STEPS) + 1)
    ]
    assert list(rows(copies[0], "SELECT * FROM documents")) == before
    if os.name == "posix":
        assert all(copy.stat().st_mode & 0o077 == 0 for copy in copies)
    store.remove(store.recent()[0].id)
    store.close()
    assert not any(copy.exists() for copy in copies), "what is forgotten is in no copy either"


def test_a_step_that_fails_leaves_the_file_as_it_was(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = list(rows(file, "SELECT * FROM documents"))
    steps = (*schema.STEPS[:-1], schema.STEPS[-1] + "SELECT no_such_function();")
    monkeypatch.setattr(schema, "STEPS", steps)
    with pytest.raises(Exception, match="no_such_function"):
        Store(file)
    assert list(rows(file, "PRAGMA user_version")) < [(len(steps),)]
    assert [row[:9] for row in rows(file, "SELECT * FROM documents")] == [row[:9] for row in content]
    monkeypatch.undo()
    Store(file).close()


def rows(file: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as db:
        return list(db.execute(statement))
