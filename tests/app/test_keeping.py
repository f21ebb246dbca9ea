"""What people do with what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.app.keeping import Keeping
from reader.core.document import About, Document, Kind, Part, Position, Span, compose
from reader.core.errors import KeepingError
from reader.core.keeping import Entry, Manner, Stage, label_of
from reader.devices.library.store import Store


def document(title: str, text: str = "One two three.", address: str = "") -> Document:
    parts = [Part(Kind.TITLE, title), Part(Kind.PARAGRAPH, text), Part(Kind.PARAGRAPH, "The end.")]
    about = About(address=address or f"https://example.org/{title}")
    return compose(parts, lambda text, _: [Span(0, len(text))], about)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Keeping]:
    store = Store(tmp_path / "library.sqlite3")
    yield Keeping(lambda: store)
    store.close()


def titles(library: Keeping) -> list[str]:
    return [kept.title for kept in library.queue()]


def test_the_kept_copy_or_the_new_one_and_the_place_stays_either_way(library: Keeping) -> None:
    old = document("story", "It rained. Then the sun came out.")
    key = library.add(old).id
    library.store.remember(key, Position(old.text.index("Then"), "Then the sun came out."))
    copy = library.kept_copy("www.example.org/story?utm_source=mail")
    assert copy is not None
    assert copy.opened
    kept = library.open(copy.id)
    assert library.add(kept).position == Position(old.text.index("Then"), "Then the sun came out.")
    new = document("story", "A correction was made. It rained. Then the sun came out.")
    position = library.add(new).position
    assert position is not None
    assert new.text[position.offset :].startswith("Then the sun came out.")
    assert library.count() == 1
    assert library.kept_copy("https://example.org/other") is None


def test_an_address_that_leads_elsewhere_today_leads_to_what_it_led_to_last(library: Keeping) -> None:
    library.add(document("monday"), asked="https://example.org/latest")
    library.add(document("tuesday"), asked="https://example.org/latest")
    copy = library.kept_copy("https://example.org/latest")
    assert copy is not None
    assert copy.title == "tuesday"
    assert library.count() == 2


def test_how_far_one_is_follows_the_place(library: Keeping) -> None:
    story = document("story")
    key = library.add(story).id
    assert (library.kept(key).stage, library.kept(key).percent) == (Stage.NEW, 0)
    library.store.remember(key, Position(story.text.index("two"), "two"))
    assert library.kept(key).stage is Stage.STARTED
    assert 0 < library.kept(key).percent < 100
    library.store.remember(key, Position(story.text.index("end"), "end."))
    assert (library.kept(key).stage, library.kept(key).percent) == (Stage.FINISHED, 100)
    library.store.await_([Entry("https://example.org/w", "Waits")])
    assert library.stages() == {Stage.AWAITED: 1, Stage.NEW: 0, Stage.STARTED: 0, Stage.FINISHED: 1}
    assert [kept.title for kept in library.recent(stage=Stage.AWAITED)] == ["Waits"]
    assert library.keys(stage=Stage.FINISHED) == [key]


def test_long_lists_come_in_pages_and_by_ids(library: Keeping) -> None:
    keys = [library.add(document(str(number))).id for number in range(7)]
    assert [kept.id for kept in library.recent(3, after=3)] == keys[::-1][3:6]
    assert library.keys() == keys[::-1]
    assert [kept.id for kept in library.some([keys[2], 999, keys[0]])] == [keys[2], keys[0]]


def test_a_search_can_be_among_some(library: Keeping) -> None:
    whale, heron = library.add(document("whale")).id, library.add(document("heron")).id
    assert [kept.id for kept in library.search("tw")] in ([whale, heron], [heron, whale])
    assert [kept.id for kept in library.search("tw", among=[heron])] == [heron]
    assert library.search("tw", among=[]) == []


def test_what_weighs_most_is_found_first(library: Keeping) -> None:
    library.add(document("other", "A whale was seen once among many other words. " * 3))
    key = library.add(document("whale", "It swam.")).id
    assert library.search("whale")[0].id == key


def test_the_queue_goes_on_from_one_to_the_next(library: Keeping) -> None:
    one, two, three = (library.add(document(name), queue=True).id for name in ("one", "two", "three"))
    first = library.after(None)
    assert first is not None
    assert first.id == one
    following = library.heard(one)
    assert following is not None
    assert following.id == two
    assert titles(library) == ["two", "three"]
    library.move(three, 0)
    assert titles(library) == ["three", "two"]
    assert library.heard(two) is None, "nothing comes after the last"
    library.enqueue(one, first=True)
    assert titles(library) == ["one", "three"]
    assert library.heard(one) is not None
    assert library.heard(three) is None
    assert library.queue() == []


def test_each_document_is_read_in_its_own_manner(library: Keeping) -> None:
    key = library.add(document("one")).id
    assert library.kept(key).manner == Manner()
    library.set_manner(key, Manner("espeak:de", 300, "de"))
    assert library.kept(key).manner == Manner("espeak:de", 300, "de")
    library.add(document("one", "Changed."))
    assert library.kept(key).manner.rate == 300
    library.set_manner(key, Manner())
    assert library.kept(key).manner == Manner()
    with pytest.raises(KeepingError):
        library.set_manner(99, Manner(rate=200))


def test_a_mark_has_a_label_to_be_said(library: Keeping) -> None:
    story = document("story", "The ferry left. Nobody waved.\nIt rained.")
    key = library.add(story).id
    mark = library.mark(key, story.text, story.text.index("Nobody"), note="sad")
    assert (mark.label, mark.note) == ("Nobody waved.", "sad")
    assert library.annotate(mark.id, "very sad", "The pier").label == "The pier"
    other = library.mark(library.add(document("other")).id, "Other", 0)
    assert [one.id for one in library.marks()] == [other.id, mark.id]
    library.unmark(mark.id)
    with pytest.raises(KeepingError):
        library.annotate(mark.id, "", "")
    assert label_of("\n\nA line. \nAnother.", 0) == "A line."


def test_history_is_in_the_order_of_what_happened_whatever_the_clock_says(
    library: Keeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = library.add(document("one")).id
    monkeypatch.setattr("reader.devices.library.documents.now", lambda: "1970-01-01T00:00:00Z")
    second = library.add(document("two")).id
    library.open(first)
    assert [visit.kept.id for visit in library.history()] == [second, first]
    assert library.history()[0].at == "1970-01-01T00:00:00Z"
    library.add(document("one"))
    library.add(document("one"))
    assert [visit.kept.id for visit in library.history()] == [first, second, first]
    assert library.history_keys() == [first, second]
    library.forget_history()
    assert library.history() == []
    assert library.count() == 2


def test_tags_are_counted_and_replaced(library: Keeping) -> None:
    key = library.add(document("one")).id
    library.tag(key, "sea", " the   north ")
    library.tag(library.add(document("two")).id, "sea")
    assert library.tags() == [("sea", 2), ("the north", 1)]
    library.set_tags(key, ["new"])
    assert library.kept(key).tags == ("new",)


def test_a_damaged_file_is_saved_and_told_of_once(tmp_path: Path) -> None:
    from reader.devices.library.rescue import rescue

    file = tmp_path / "library.sqlite3"
    file.write_bytes(b"rubbish" * 1000)

    def repair() -> tuple[Store, object]:
        rescued = rescue(file)
        return Store(file), rescued

    library = Keeping(lambda: Store(file), repair)  # type: ignore[arg-type]
    assert library.count() == 0
    (told,) = library.notices()
    assert "was damaged" in told
    assert "library.damaged-1.sqlite3" in told
    assert library.notices() == []
    library.add(document("one"))
    assert library.count() == 1
    library.store.close()
