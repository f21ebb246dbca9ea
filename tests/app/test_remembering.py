"""A story goes on at the word where listening stopped."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.app.keeping import Keeping
from reader.app.remembering import Remembering
from reader.core.document import About, Document, Kind, Part, Span, compose
from reader.core.keeping import Kept
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
