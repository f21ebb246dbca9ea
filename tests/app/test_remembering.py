"""A story goes on at the word where listening stopped."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reader.app.keeping import Keeping
from reader.app.remembering import Remembering
from reader.core.document import About, Document, Kind, Part, Span, compose
from reader.core.errors import KeepingError
from reader.core.keeping import Kept, Manner
from reader.devices.library.store import Store


def document(text: str = "One two three four.", name: str = "a") -> Document:
    about = About(address=f"https://example.org/{name}")
    parts = [Part(Kind.PARAGRAPH, text), Part(Kind.PARAGRAPH, "The end.")]
    return compose(parts, lambda text, _: [Span(0, len(text))], about)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = Store(tmp_path / "library.sqlite3")
    yield store
    store.close()


@pytest.fixture
def remembering(store: Store) -> Iterator[Remembering]:
    remembering = Remembering(lambda: Keeping(lambda: store), wait=0.01)
    yield remembering
    remembering.close()


def only(store: Store) -> Kept:
    (kept,) = store.recent()
    return kept


def test_a_new_story_begins_at_its_beginning(remembering: Remembering) -> None:
    assert remembering.begin(document()) == 0


def test_it_goes_on_at_the_word_after_another_story_was_heard(remembering: Remembering) -> None:
    remembering.begin(document())
    remembering.shown(Span(4, 7), None)
    remembering.begin(document("Other words here.", "b"))
    remembering.shown(Span(6, 11), None)
    assert remembering.begin(document()) == 4
    assert remembering.begin(document("Other words here.", "b")) == 6


def test_a_story_that_was_heard_to_the_end_begins_anew(remembering: Remembering) -> None:
    remembering.begin(document())
    remembering.shown(Span(25, 28), None)
    assert remembering.begin(document()) == 0


def test_the_words_are_found_again_in_a_changed_story(remembering: Remembering) -> None:
    remembering.begin(document())
    remembering.shown(Span(8, 13), None)
    changed = document("An update came. One two three four.")
    assert changed.text[remembering.begin(changed) :] == "three four.\n\nThe end."


def test_each_story_is_begun_with_the_manner_that_was_kept_for_it(
    remembering: Remembering, store: Store
) -> None:
    remembering.keep_manner(Manner(rate=100))  # of no story
    remembering.begin(document())
    assert remembering.manner == Manner()
    remembering.keep_manner(Manner("espeak:de", 300, "de"))
    remembering.begin(document("Other words here.", "b"))
    assert remembering.manner == Manner()
    remembering.begin(document())
    assert remembering.manner == Manner("espeak:de", 300, "de")
    remembering.shown(Span(4, 7), None)
    remembering.keep_manner(Manner())
    remembering.end()
    kept = {kept.address[-1]: kept for kept in store.recent()}
    assert kept["a"].manner == kept["b"].manner == Manner()
    assert kept["a"].position is not None
    assert kept["a"].position.offset == 4


def test_while_words_are_heard_the_place_is_never_long_unwritten(
    remembering: Remembering, store: Store
) -> None:
    remembering.begin(document())
    written = threading.Event()
    remember = store.remember
    store.remember = lambda *place: (remember(*place), written.set())  # type: ignore[method-assign,func-returns-value,assignment]
    remembering.shown(Span(4, 7), None)
    assert written.wait(5)
    position = only(store).position
    assert position is not None
    assert position.offset == 4


def test_a_pause_writes_at_once(store: Store) -> None:
    remembering = Remembering(lambda: Keeping(lambda: store), wait=3600)
    remembering.begin(document())
    written = threading.Event()
    remember = store.remember
    store.remember = lambda *place: (remember(*place), written.set())  # type: ignore[method-assign,func-returns-value,assignment]
    remembering.shown(Span(4, 7), None)
    remembering.phase("paused")
    assert written.wait(5)
    remembering.close()


def test_what_is_heard_of_no_story_is_not_remembered(remembering: Remembering, store: Store) -> None:
    remembering.begin(document())
    remembering.end()
    remembering.shown(Span(4, 7), None)
    remembering.close()
    assert only(store).position is None


def test_who_listens_is_told_once_that_places_are_not_kept_and_once_that_they_are_again(store: Store) -> None:
    told: list[str] = []
    remembering = Remembering(lambda: Keeping(lambda: store), wait=0.001)
    remembering.tell(told.append)
    remembering.begin(document())
    remember = store.remember

    def full(key: int, position: object) -> None:
        raise KeepingError("The disk is full.", "Make room.")

    store.remember = full  # type: ignore[method-assign]
    for place in (0, 4, 8):
        remembering.shown(Span(place, place + 3), None)
        remembering.phase("paused")
        wait_until(lambda place=place: remembering._written == place)  # type: ignore[misc]
    assert told == ["The place in the story cannot be kept. The disk is full. Make room."]
    store.remember = remember  # type: ignore[method-assign]
    remembering.shown(Span(14, 18), None)
    remembering.phase("paused")
    wait_until(lambda: len(told) == 2)
    assert told[1] == "The place in the story is kept again."
    remembering.close()
    assert only(store).position is not None


def test_nothing_of_what_is_read_is_logged(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    remembering = Remembering(lambda: Keeping(lambda: store), wait=0.001)
    remembering.begin(document("Xylophonist arrested", "secretplace"))
    store.close()
    remembering.shown(Span(0, 11), None)
    remembering.phase("paused")
    wait_until(lambda: bool(caplog.records))
    remembering.close()
    assert "not kept" in caplog.text
    for secret in ("Xylophonist", "secretplace", "example.org"):
        assert secret not in caplog.text


def wait_until(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not done():
        assert time.monotonic() < end
        time.sleep(0.002)
