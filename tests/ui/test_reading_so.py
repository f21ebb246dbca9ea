"""A text is read with the voice, speed and language that were kept for it, and all others as the settings say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("PySide6")

from reader.app.commands import Playing
from reader.app.keeping import Keeping
from reader.app.remembering import Remembering
from reader.core.keeping import Manner
from reader.core.settings import Settings
from reader.devices.library.store import Store
from reader.ui.session import Session
from reader.ui.window import Window
from tests.ui.fakes import FakeParts, story

Until = Callable[[Callable[[], bool]], None]

OTHER = "Another\n\nOne sentence. Two sentences. Three sentences here. Four of them now."


class Desk:
    """One person's sessions, with the same library and settings behind them."""

    def __init__(self, parts: FakeParts, until: Until, folder: Path) -> None:
        self.parts = parts
        self.until = until
        self.settings = Settings()
        self.said: list[str] = []
        self.sessions: list[Session] = []
        self.other = str(folder / "other.txt")
        Path(self.other).write_text(OTHER)

    def session(self) -> Session:
        made = Session(self.parts, self.settings, self._save)
        made.said.connect(lambda text, _: self.said.append(text))
        made.playback.prepare()
        self.sessions.append(made)
        self.until(lambda: bool(made.playback.voices) and made.playback.ready)
        return made

    def open(self, session: Session, named: str = "example", play: bool = False) -> None:
        before = session.document
        session.open(named, play)
        self.until(lambda: session.document is not before)
        self.settle(session)

    def settle(self, session: Session) -> None:
        self.until(lambda: session.document is not None and bool(session.summary))
        self.until(lambda: session._places.keeps and not session._places.busy)

    def last(self, what: str) -> object:
        return [asked[1] for asked in self.parts.the_player.asked if asked[0] == what][-1]

    def rate(self) -> int:
        return self.last("prosody").rate  # type: ignore[attr-defined, no-any-return]

    def _save(self, settings: Settings) -> None:
        self.settings = settings


@pytest.fixture
def desk(qt: object, until: Until, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(FakeParts(), until, tmp_path)
    yield made
    for session in made.sessions:
        session.close()


def test_a_new_speed_holds_for_every_text(desk: Desk) -> None:
    session = desk.session()
    desk.open(session)
    session.set("voice.rate", 300)
    desk.open(session, desk.other)
    assert desk.rate() == 300
    assert desk.parts.the_remembering.manners == {}


def test_a_text_that_was_given_its_own_keeps_them_and_others_do_not(desk: Desk) -> None:
    session = desk.session()
    desk.open(session)
    session.set_voice(session.playback.voices[1])
    session.set("voice.rate", 300)
    session.own_or_not()
    assert desk.said[-1] == "Kept for this text: German, 300 words a minute."
    desk.open(session, desk.other)
    session.set("voice.rate", 150)
    session.set_voice(None)
    session.close()
    assert desk.settings.number("voice.rate") == 150

    session = desk.session()
    desk.open(session)
    assert desk.rate() == 300
    assert (desk.last("voice"), desk.last("pin")) == ("fake:de", True)
    assert desk.said[-1].endswith("hear them. Kept for this text: German, 300 words a minute.")
    desk.open(session, desk.other)
    assert desk.rate() == 150
    assert (desk.last("voice"), desk.last("pin")) == ("fake:en", False)


def test_a_change_in_a_text_with_its_own_is_its_own(desk: Desk) -> None:
    session = desk.session()
    desk.open(session)
    session.own_or_not()
    session.set("voice.rate", 240)
    session.set("text.size", 60)
    session.close()
    assert desk.settings.number("voice.rate") == 180
    assert desk.settings.number("text.size") == 60
    assert desk.parts.the_remembering.manners[story().text] == Manner("fake:en", 240)


def test_a_text_is_read_like_all_others_again(desk: Desk) -> None:
    session = desk.session()
    desk.open(session)
    session.own_or_not()
    session.set("voice.rate", 240)
    session.own_or_not()
    assert desk.said[-1] == "This text is read with the voice and speed of all texts again."
    assert desk.rate() == 180
    assert desk.parts.the_remembering.manners[story().text] == Manner()


def test_help_and_back_again_does_not_lose_what_is_a_texts_own(desk: Desk) -> None:
    session = desk.session()
    desk.open(session)
    session.own_or_not()
    session.set("voice.rate", 240)
    session.pin_language("de")
    session.hear_removed()
    assert desk.rate() == 180
    session.back()
    desk.settle(session)
    assert desk.rate() == 240
    assert session.document is not None
    assert session.document.language == "de"
    session.pin_language("")
    assert session.document.language == "en"
    assert desk.parts.the_remembering.manners[story().text] == Manner("fake:en", 240)


def test_the_language_that_a_person_said_is_always_kept_and_can_be_freed(desk: Desk) -> None:
    session = desk.session()
    desk.open(session)
    session.pin_language("de")
    session.close()

    session = desk.session()
    desk.open(session, play=True)
    assert session.document is not None
    assert session.document.language == "de"
    assert desk.parts.the_player.loaded[-1].language == "de"
    assert desk.said[-1].endswith("Language of the text: Deutsch.")
    assert session.playing is Playing.PLAYING
    session.pin_language("")
    assert session.document.language == "en"
    session.close()

    session = desk.session()
    desk.open(session)
    assert session.document is not None
    assert session.document.language == "en"
    assert "Deutsch" not in desk.said[-1]


def test_a_voice_that_is_gone_is_told_and_the_best_reads(desk: Desk) -> None:
    desk.parts.the_remembering.manners[story().text] = Manner("gone:xx", 0)
    session = desk.session()
    desk.open(session)
    assert any("The voice gone:xx is not here" in said for said in desk.said)
    assert desk.last("voice") == "fake:en"


def test_a_rate_out_of_bounds_in_the_library_does_no_harm(desk: Desk) -> None:
    desk.parts.the_remembering.manners[story().text] = Manner("", 100_000)
    session = desk.session()
    desk.open(session)
    assert desk.rate() == 900


def test_nothing_is_kept_for_a_text_that_is_not(desk: Desk) -> None:
    desk.settings = Settings().having("library.keep", value=False)
    session = desk.session()
    session.open("example")
    desk.until(lambda: bool(session.summary))
    session.own_or_not()
    assert desk.said[-1] == "The library does not have this text."
    assert session.choosing.own == {}
    assert not desk.parts.remembered


def test_it_is_kept_by_the_real_library(desk: Desk, tmp_path: Path) -> None:
    store = Store(tmp_path / "kept.sqlite3")
    for first in (True, False):
        remembering = Remembering(lambda: Keeping(lambda: store))
        desk.parts.remembering = lambda kept=remembering: kept  # type: ignore[method-assign, misc]
        session = desk.session()
        desk.open(session)
        if first:
            session.own_or_not()
            session.set("voice.rate", 240)
            session.pin_language("de")
        else:
            assert desk.rate() == 240
            assert session.document is not None
            assert session.document.language == "de"
        session.close()
        remembering.close()
    (kept,) = store.recent()
    assert kept.manner == Manner("fake:en", 240, "de")
    assert kept.language == "en"
    store.close()


def test_the_window_says_for_whom_a_change_is(desk: Desk, until: Until) -> None:
    window = Window(desk.parts, Settings(), lambda _: None)
    window.show()
    window.session.playback.prepare()
    desk.open(window.session)
    until(lambda: bool(window.session.playback.voices))
    window.perform("read.faster")
    assert window._foot.text == "Speed: 190 words a minute"
    window.perform("read.own")
    window.perform("read.faster")
    assert window._foot.text == "Speed: 200 words a minute, for this text alone"
    assert window._bar._rate.value() == 200
    window.perform("read.own")
    assert window._bar._rate.value() == 190
    window.close()
    window.deleteLater()


def test_other_settings_as_a_whole_leave_the_text_its_own(desk: Desk) -> None:
    session = desk.session()
    desk.open(session)
    session.own_or_not()
    session.choosing.set_all(replace(Settings().having("voice.rate", 400), keys={}))
    assert desk.rate() == 180
    desk.open(session, desk.other)
    assert desk.rate() == 400
