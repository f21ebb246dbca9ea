"""A story that is opened again goes on where listening to it stopped, if a person wants that."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

pytest.importorskip("PySide6")
from PySide6.QtWidgets import QApplication

from reader.app.commands import Playing
from reader.app.keeping import Keeping
from reader.app.remembering import Remembering
from reader.core.document import Document
from reader.core.errors import KeepingError
from reader.core.settings import Settings
from reader.devices.library.store import Store
from reader.ui.reading import Shown
from reader.ui.session import Session
from reader.ui.window import Window
from tests.ui.fakes import FakeParts, story

Until = Callable[[Callable[[], bool]], None]

WENT_ON = (
    "Old harbour crane sings again after 40 silent years. Removed 3 pieces, 12 words. "
    "Ctrl+Shift+D to hear them. Goes on where you stopped: sentence 8 of 22. Ctrl+B goes to the beginning."
)


class Reopening:
    """Opens sessions with the same things behind them, one after another."""

    def __init__(self, parts: FakeParts, until: Until) -> None:
        self.parts = parts
        self.until = until
        self.sessions: list[Session] = []
        self.said: list[tuple[str, bool]] = []
        self.opened: list[Document] = []
        self.trouble: list[str] = []

    def session(self, settings: Settings | None = None) -> Session:
        made = Session(self.parts, settings or Settings(), lambda _: None)
        made.said.connect(lambda text, aloud: self.said.append((text, aloud)))
        made.opened.connect(self.opened.append)
        made.troubled.connect(lambda message, *_: self.trouble.append(message))
        self.sessions.append(made)
        return made

    def open(self, session: Session, named: str = "example", play: bool = False) -> None:
        before = len(self.opened)
        session.open(named, play)
        self.until(lambda: len(self.opened) > before and session.playback.ready)
        self.until(lambda: not session._places.busy and bool(session.summary))

    def listened(self, sentence: int, settings: Settings | None = None) -> Session:
        """A session in which listening went to a sentence, counted from 0, and one word on."""
        session = self.session(settings)
        self.open(session)
        session.read_from(story().sentences[sentence].start)
        self.parts.the_player.step()
        return session


@pytest.fixture
def reopening(qt: object, until: Until) -> Iterator[Reopening]:
    made = Reopening(FakeParts(), until)
    yield made
    made.parts.the_remembering.gate.set()
    for session in made.sessions:
        session.close()


def second_word(sentence: int) -> int:
    start = story().sentences[sentence].start
    return story().text.index(" ", start) + 1


def test_a_story_that_is_opened_again_goes_on_at_the_word(reopening: Reopening) -> None:
    reopening.listened(7).close()
    session = reopening.session()
    reopening.open(session)
    assert session.word is not None
    assert session.word.start == second_word(7)
    assert reopening.said[-1] == (WENT_ON, True)
    assert session.playing is Playing.STOPPED
    session.play()
    assert session.word.start == second_word(7)
    assert session.progress().sentence == 8


def test_reading_begins_there_where_it_was_asked_for(reopening: Reopening) -> None:
    reopening.listened(7).close()
    del reopening.parts.the_player.asked[:]
    session = reopening.session()
    reopening.open(session, play=True)
    assert session.playing is Playing.PLAYING
    asked = [a for a in reopening.parts.the_player.asked if a[0] in ("go_to", "play")]
    assert asked == [("go_to", second_word(7)), ("play",)]


def test_the_place_is_kept_by_the_real_library(reopening: Reopening, tmp_path: Path) -> None:
    store = Store(tmp_path / "kept.sqlite3")
    for _ in range(2):
        remembering = Remembering(lambda: Keeping(lambda: store))
        reopening.parts.remembering = lambda kept=remembering: kept  # type: ignore[method-assign, misc]
        session = reopening.session()
        reopening.open(session)
        if session.word is None:
            session.go_to(second_word(7))
        session.close()
        remembering.close()
    assert reopening.said[-1][0] == WENT_ON
    assert [kept.title for kept in store.recent()] == [story().title]
    store.close()


def test_one_command_goes_to_the_beginning(reopening: Reopening) -> None:
    reopening.listened(7).close()
    session = reopening.session()
    reopening.open(session)
    session.go_to_beginning()
    assert session.progress().sentence == 1
    session.play()
    assert session.word is not None
    assert session.word.start == 0


def test_nothing_is_kept_where_that_was_chosen(reopening: Reopening) -> None:
    off = Settings().having("library.keep", value=False)
    reopening.listened(7, off).close()
    assert not reopening.parts.remembered
    assert reopening.said[-1][0] != WENT_ON
    assert reopening.parts.the_remembering.places == {}


def test_reading_that_was_asked_for_begins_where_nothing_is_kept(reopening: Reopening) -> None:
    session = reopening.session(Settings().having("library.keep", value=False))
    reopening.open(session, play=True)
    assert session.playing is Playing.PLAYING


@pytest.mark.parametrize("how", ["one", "all"])
def test_keeping_ends_at_once_and_begins_again_without_a_jump(reopening: Reopening, how: str) -> None:
    session = reopening.listened(7)
    places = reopening.parts.the_remembering.places
    before = dict(places)
    off = session.settings.having("library.keep", value=False)
    if how == "one":
        session.set("library.keep", value=False)
    else:
        session.choosing.set_all(off)
    reopening.parts.the_player.step()
    reopening.until(lambda: not session._places.busy)
    reopening.parts.the_player.step()
    assert places == before
    session.set("library.keep", value=True)
    reopening.until(lambda: not session._places.busy)
    reopening.parts.the_player.step()
    assert session.word is not None
    assert places == {story().text: session.word.start}
    assert session.word.start > second_word(7)


def test_a_library_that_fails_is_told_once_and_does_not_stop_the_reading(reopening: Reopening) -> None:
    reopening.parts.the_remembering.failing = KeepingError("The library is broken.", "Mend it.")
    session = reopening.session()
    reopening.open(session, play=True)
    assert session.playing is Playing.PLAYING
    reopening.parts.the_player.step()
    reopening.open(session)
    said = [text for text, _ in reopening.said if "The library is broken. Mend it." in text]
    assert len(said) == 1
    assert reopening.trouble == []
    assert len(reopening.opened) == 2


def test_texts_of_our_own_are_not_kept_and_move_no_place(reopening: Reopening) -> None:
    session = reopening.listened(7)
    places = reopening.parts.the_remembering.places
    before = dict(places)
    session.hear_removed()
    reopening.parts.the_player.step()
    reopening.until(lambda: not session._places.busy)
    reopening.parts.the_player.step()
    assert session.word is not None
    assert places == before
    session.back()
    reopening.until(lambda: not session._places.busy)
    assert places == before
    reopening.parts.the_player.step()
    assert places == {story().text: session.word.start}
    assert session.word.start > second_word(7)


def test_the_summary_leaves_the_place_in_the_article_alone(reopening: Reopening) -> None:
    session = reopening.listened(7)
    places = reopening.parts.the_remembering.places
    before = dict(places)
    session.switch()
    assert session.shown is Shown.SUMMARY
    reopening.parts.the_player.step()
    assert places == before


def test_what_was_put_back_after_the_end_is_no_place_in_the_story(reopening: Reopening) -> None:
    session = reopening.listened(7)
    places = reopening.parts.the_remembering.places
    before = dict(places)
    session.restore_removed()
    session.go_to(len(story().text) + 20)
    reopening.parts.the_player.step()
    assert places == before


def test_a_slow_library_holds_nothing_up(reopening: Reopening) -> None:
    reopening.listened(7).close()
    library = reopening.parts.the_remembering
    library.gate.clear()
    session = reopening.session()
    session.open("example", play=True)
    reopening.until(lambda: session.playing is Playing.PLAYING)
    assert session.word is not None
    assert session.word.start == 0
    library.gate.set()
    reopening.until(lambda: not session._places.busy)
    assert reopening.said[-1] == ("Last time you stopped at sentence 8 of 22.", False)
    assert session.progress().sentence == 1


def test_two_stories_in_quick_succession_keep_their_own_places(reopening: Reopening, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another\n\nOne sentence. Two sentences. Three sentences here. Four of them now.")
    library = reopening.parts.the_remembering
    begin, gate, begun = library.begin, Event(), list[str]()

    def begin_the_first_slowly(document: Document) -> int:
        if document.text == story().text:
            gate.wait(10)
        place = begin(document)
        begun.append(document.title)
        return place

    library.begin = begin_the_first_slowly  # type: ignore[method-assign]
    session = reopening.session()
    session.open("example")
    reopening.until(lambda: len(reopening.opened) == 1)
    session.open(str(other))
    reopening.until(lambda: session.playback.ready and bool(session.summary))
    gate.set()
    reopening.until(lambda: len(begun) == 2 and not session._places.busy)
    session.go_to(9)
    assert library.places == {story().text: 0, other.read_text(): 9}


def test_the_page_shows_the_place_and_one_key_the_beginning(
    reopening: Reopening, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    reopening.listened(7).close()
    window = Window(reopening.parts, Settings(), lambda _: None)
    window.show()
    window.open("example")
    until(lambda: window.session.word is not None)
    page = window._article.page
    assert page.caret() == second_word(7)
    assert window._foot.text == WENT_ON
    assert window._foot._progress.text().startswith("8 of 22")
    window.perform("go.beginning")
    assert page.caret() == 0
    assert window._foot._progress.text().startswith("1 of 22")
    window.close()
    window.deleteLater()
    QApplication.processEvents()
