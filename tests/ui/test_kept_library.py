"""The real library behind the view: each question of the view against a file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from reader.app import build
from reader.core.document import About, Document, Kind, Part, Position, compose
from reader.core.errors import KeepingError
from reader.ui.shelf.kept import KeptLibrary
from reader.ui.shelf.needs import Section, Shown
from tests.ui.fakes import split


def story(number: int) -> Document:
    words = f"Story {number} begins. The kingfisher is number {number}. It ends here."
    parts = [Part(Kind.TITLE, f"Title {number}"), Part(Kind.PARAGRAPH, words)]
    about = About(address=f"https://a.example/{number}", site="The Gull", language="en")
    return compose(parts, split, about)


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeptLibrary]:
    from reader.app.keeping import Keeping
    from reader.devices.library.store import Store

    file = tmp_path / "library.sqlite3"
    keeping = Keeping(cache(lambda: Store(file)), file=lambda: file)
    monkeypatch.setattr(build, "library", lambda: keeping)
    build.following.cache_clear()
    made = KeptLibrary(keeping)
    for number in range(1, 5):
        made.keep(story(number))
    yield made
    keeping.store.close()
    build.following.cache_clear()


def test_each_section_holds_what_belongs_there(library: KeptLibrary) -> None:
    new, begun, ended, queued = library.ids(Shown())[::-1]
    store = library._keeping.store
    store.remember(begun, Position(12, story(2).text[12:60]))
    store.remember(ended, Position(story(3).sentences[-1].start, ""))
    library.enqueue(queued, begun)
    library.retag(new, ["sea"])
    wanted = {
        Section.ALL: {new, begun, ended, queued},
        Section.UNREAD: {new, queued},
        Section.BEGUN: {begun},
        Section.FINISHED: {ended},
        Section.QUEUE: {queued, begun},
    }
    sizes = library.sizes(frozenset())
    for section, ids in wanted.items():
        assert set(library.ids(Shown(section))) == ids, section
        assert sizes.sections[section] == len(ids), section
    assert list(library.ids(Shown(Section.QUEUE))) == [queued, begun]
    assert list(library.ids(Shown(Section.TAG, "sea"))) == [new]
    assert sizes.tags == (("sea", 1),)


def test_what_was_removed_is_nowhere_and_not_counted(library: KeptLibrary) -> None:
    first = library.ids(Shown())[0]
    without = frozenset({first})
    assert first not in library.ids(Shown(without=without))
    assert first not in [row.id for row in library.found(Shown(words="kingfisher", without=without), 10)]
    assert library.sizes(without).sections[Section.ALL] == 3
    library.leave([first])
    library.forget_left([first])
    assert len(library.ids(Shown())) == 3


def test_what_was_removed_and_opened_again_stays(library: KeptLibrary) -> None:
    first, second = library.ids(Shown())[:2]
    library.leave([first, second])
    again = library._keeping.add(library.get(first))
    library.forget_left([first, second])
    assert again.id == first
    assert first in library.ids(Shown())
    assert second not in library.ids(Shown())


def test_a_search_stays_in_its_section(library: KeptLibrary) -> None:
    first, second = library.ids(Shown())[:2]
    library.enqueue(second)
    assert {row.id for row in library.found(Shown(words="kingf"), 10)} == set(library.ids(Shown()))
    assert [row.id for row in library.found(Shown(Section.QUEUE, words="kingf"), 10)] == [second]
    assert first != second


def test_a_row_says_how_much_was_heard(library: KeptLibrary) -> None:
    key = library.ids(Shown())[0]
    text = library.get(key).text
    library._keeping.store.remember(key, Position(len(text) // 2, text[len(text) // 2 :]))
    (row,) = library.rows([key])
    assert 0.4 < row.heard < 0.6
    assert not row.finished


def test_marks_carry_their_words_and_their_notes(library: KeptLibrary) -> None:
    key = library.ids(Shown())[0]
    text = library.get(key).text
    library.mark(key, text, text.index("kingfisher"), "a bird")
    (mark,) = library.marks()
    assert (mark.document, mark.note, mark.title) == (key, "a bird", "Title 4")
    assert mark.label.startswith("kingfisher is number")
    library.annotate(mark.id, "a blue bird")
    assert library.marks(key)[0].note == "a blue bird"
    library.unmark(mark.id)
    assert not library.marks()


def test_everything_goes_out_into_a_file_and_comes_in_again(library: KeptLibrary, tmp_path: Path) -> None:
    file = tmp_path / "out.jsonl"
    assert library.carry_out(file) == 4
    library._keeping.forget(*library.ids(Shown()))
    assert library.carry_in(file).documents == 4
    assert len(library.ids(Shown())) == 4


def test_a_library_with_bytes_that_are_no_text_is_no_fault_of_the_program(
    library: KeptLibrary, tmp_path: Path
) -> None:
    file = tmp_path / "out.jsonl"
    library.carry_out(file)
    file.write_bytes(file.read_bytes().replace(b"\n", b"\xff\n"))
    with pytest.raises(KeepingError, match="Line 1 is not of a library"):
        library.carry_in(file)


def test_opml_brings_feeds_and_takes_them_out(library: KeptLibrary, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text(
        '<opml><body><outline type="rss" text="Gull" xmlUrl="https://a.example/feed"/></body></opml>'
    )
    assert library.carry_in(file).feeds == 1
    assert [feed.title for feed in library.feeds()] == ["Gull"]
    assert library.carry_out(tmp_path / "again.opml") == 1
    assert "https://a.example/feed" in (tmp_path / "again.opml").read_text()


def test_a_file_that_is_not_there_says_so(library: KeptLibrary, tmp_path: Path) -> None:
    with pytest.raises(KeepingError, match="cannot be read"):
        library.carry_in(tmp_path / "nothing.csv")


def test_a_briefing_tells_what_is_there(library: KeptLibrary) -> None:
    ids = library.ids(Shown())
    summaries = library.briefing(ids)
    told = summaries.briefing.document
    assert "Title 4" in told.text
    assert summaries.behind(0) is None, "the title of the briefing is of no story"
    key = next(key for key in ids if library.get(key).title == "Title 4")
    heading = told.text.index("Title 4")
    assert summaries.behind(heading) == (key, None)
    found = [summaries.behind(origin.span.start) for origin in summaries.briefing.origins if origin.place]
    assert found
    for which, position in found:
        assert library.get(which).text.startswith(position.quote, position.offset)
    with pytest.raises(KeepingError, match="Nothing of the queue"):
        library.briefing([])
