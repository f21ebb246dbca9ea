"""What the window does, from what is asked to what is told; the player is a fake that plays by a timer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

pytest.importorskip("PySide6")
from PySide6.QtCore import QCoreApplication

from reader.app.commands import BY_ID, Playing
from reader.core.document import Document, Span
from reader.core.errors import KeepingError, Missing
from reader.core.settings import Settings
from reader.core.summary.steps import Step
from reader.ui import fetching, telling
from reader.ui.reading import Shown
from reader.ui.session import Session
from reader.ui.telling import minutes
from tests.ui.fakes import FakeParts, story

Until = Callable[[Callable[[], bool]], None]


class Told:
    def __init__(self, session: Session) -> None:
        self.said: list[tuple[str, bool]] = []
        self.trouble: list[tuple[str, str, bool]] = []
        self.opened: list[Document] = []
        session.said.connect(lambda text, aloud: self.said.append((text, aloud)))
        session.troubled.connect(lambda *what: self.trouble.append(what))
        session.opened.connect(self.opened.append)


@pytest.fixture
def saved() -> list[Settings]:
    return []


@pytest.fixture
def session(parts: FakeParts, saved: list[Settings]) -> Iterator[Session]:
    made = Session(parts, Settings(), saved.append)
    yield made
    made.close()


@pytest.fixture
def told(session: Session) -> Told:
    return Told(session)


def open_story(session: Session, until: Until) -> None:
    session.open("example")
    until(lambda: bool(session.summary) and session.playback.ready and not session._places.busy)


def finish(session: Session, until: Until) -> None:
    """Every job is over and what it sent has arrived."""
    session.jobs._pool.shutdown(wait=True)
    QCoreApplication.processEvents()
    QCoreApplication.processEvents()


def test_opening_tells_the_title_and_what_was_removed(session: Session, told: Told, until: Until) -> None:
    open_story(session, until)
    assert told.said[-1] == (
        "Old harbour crane sings again after 40 silent years. Removed 3 pieces, 12 words. Ctrl+Shift+D to hear them.",
        True,
    )
    assert session.state().document
    assert session.state().removed == 3


def test_inputs_that_are_not_shown_are_said(session: Session, told: Told, until: Until) -> None:
    session.remark = "2 other texts were named."
    open_story(session, until)
    assert told.said[-1][0].endswith("to hear them. 2 other texts were named.")
    assert session.remark == ""


def test_what_cannot_be_opened_is_told_once_and_can_be_tried_again(
    session: Session, parts: FakeParts, told: Told, until: Until
) -> None:
    parts.failing = Missing("There is no file “x”.", "Check the name.")
    session.open("x")
    until(lambda: bool(told.trouble))
    assert told.trouble == [("There is no file “x”.", "Check the name.", True)]
    assert session.state().failed
    parts.failing = None
    session.retry()
    until(lambda: session.document is not None)
    assert not session.state().failed
    assert len(told.trouble) == 1


def test_only_what_was_asked_for_last_is_shown(
    session: Session, parts: FakeParts, told: Told, until: Until
) -> None:
    session.open("slow")
    until(parts.started.is_set)
    session.open("missing")
    session.open("example")
    until(lambda: session.document is not None)
    parts.gate.set()
    until(lambda: parts.slow_given)
    finish(session, until)
    assert told.trouble == []
    assert [d.title for d in told.opened] == ["Old harbour crane sings again after 40 silent years"]


def test_a_slow_page_does_not_replace_what_a_person_went_to_meanwhile(
    session: Session, parts: FakeParts, told: Told, until: Until
) -> None:
    open_story(session, until)
    first = session.document
    session.show_own(parts.paste("Help\n\nHow it goes."))
    session.open("slow")
    until(parts.started.is_set)
    session.back()
    parts.gate.set()
    until(lambda: parts.slow_given)
    finish(session, until)
    assert session.document == first


def test_a_slow_page_does_not_replace_what_was_opened_in_the_library_meanwhile(
    session: Session, parts: FakeParts, told: Told, until: Until
) -> None:
    session.open("slow")
    until(parts.started.is_set)
    session.arrive(story())
    parts.gate.set()
    until(lambda: parts.slow_given)
    finish(session, until)
    assert [d.title for d in told.opened] == [story().title]


def test_a_slow_page_still_comes_where_the_queue_goes_on_by_itself(
    session: Session, parts: FakeParts, told: Told, until: Until
) -> None:
    session.open("slow")
    until(parts.started.is_set)
    session.arrive(story(), foreword=parts.paste("Next:\n\nA story."))
    parts.gate.set()
    until(lambda: len(told.opened) == 2)


def test_a_slow_page_can_be_given_up(session: Session, parts: FakeParts, told: Told, until: Until) -> None:
    open_story(session, until)
    assert not session.state().opening
    session.open("slow")
    until(parts.started.is_set)
    assert session.state().opening
    assert session.give_up()
    assert not session.state().opening
    assert told.said[-1] == ("Given up. Everything is as it was.", True)
    parts.gate.set()
    until(lambda: parts.slow_given)
    finish(session, until)
    assert [d.title for d in told.opened] == [story().title]
    assert told.trouble == []
    assert not session.give_up()


def test_how_far_a_slow_page_is_is_told_now_and_then(
    session: Session, parts: FakeParts, told: Told, until: Until
) -> None:
    session.open("slow")
    until(lambda: session._fetching._here[0] > 0)
    for _ in range(2 * fetching.STEP):
        session._fetching._wait()
    assert [said for said, _ in told.said] == [
        "Opening slow",
        *["25 % of the page is here; Ctrl+. gives up."] * 2,
    ]
    parts.gate.set()
    until(lambda: bool(told.opened))
    assert not session.state().opening


@pytest.mark.parametrize(
    ("here", "whole", "said"),
    [
        (0, 0, "Still waiting for an answer; Esc gives up."),
        (0, 900, "Still waiting for an answer; Esc gives up."),
        (250_400, 0, "250 KB of the page are here; Esc gives up."),
        (299, 300, "99 % of the page is here; Esc gives up."),
        (300, 300, "The page is here; its story is being looked for."),
    ],
)
def test_what_is_said_of_a_page_on_its_way(here: int, whole: int, said: str) -> None:
    assert telling.on_its_way(here, whole, "Esc") == said


def test_pasting_nothing_says_so(session: Session, told: Told) -> None:
    session.paste("  \n")
    assert told.trouble[0][0] == "There is no text on the clipboard."
    assert not told.trouble[0][2]


def test_pasted_text_is_opened_and_read(session: Session, until: Until) -> None:
    session.paste("A headline\n\nA story in one sentence.")
    until(lambda: session.playing is Playing.PLAYING)
    assert session.document is not None
    assert session.document.title == "A headline"


def test_the_summary_is_read_instead_and_the_article_again_at_its_place(
    session: Session, parts: FakeParts, until: Until
) -> None:
    open_story(session, until)
    assert session.document is not None
    place = session.document.sentences[5].start
    session.go_to(place)
    session.switch()
    assert session.shown is Shown.SUMMARY
    assert (
        parts.the_player.asked[-1][:2] == ("stop",) or ("load", session.summary, 0) in parts.the_player.asked
    )
    session.switch()
    loads = [a for a in parts.the_player.asked if a[0] == "load"]
    assert loads[-2] == ("load", session.summary, 0)
    assert loads[-1] == ("load", None, place)


def test_switching_while_it_sounds_goes_on_sounding(session: Session, parts: FakeParts, until: Until) -> None:
    open_story(session, until)
    session.play()
    session.switch()
    assert session.playing is Playing.PLAYING


def test_a_longer_summary_has_one_sentence_more_and_stays_in_order(session: Session, until: Until) -> None:
    open_story(session, until)
    before = session.summary
    session.choosing.step("summary.sentences", 1)
    assert len(session.summary) == len(before) + 1
    assert set(before) < set(session.summary)
    assert list(session.summary) == sorted(session.summary)


def test_a_sentence_of_the_summary_leads_to_its_place(
    session: Session, parts: FakeParts, until: Until
) -> None:
    open_story(session, until)
    session.switch()
    wanted = session.summary[2].start
    session.tell_more(wanted)
    assert session.shown is Shown.ARTICLE
    assert ("go_to", wanted) in parts.the_player.asked
    assert session.word is not None
    assert session.word.start == wanted


def test_zooming_while_it_sounds_keeps_the_place_and_the_sound(
    session: Session, parts: FakeParts, until: Until
) -> None:
    open_story(session, until)
    session.choosing.set("summary.sentences", 3)
    session.switch()
    session.play()
    parts.the_player.go_to(session.summary[1].start)
    heard = session.word
    assert heard is not None
    session.zoom(1)
    assert session.step is Step.LONGER
    assert session.playing is Playing.PLAYING
    assert session.word == heard
    session.zoom(1)
    assert session.shown is Shown.ARTICLE
    assert session.playing is Playing.PLAYING
    assert session.word == heard
    session.zoom(-1)
    assert session.shown is Shown.SUMMARY
    assert session.word == heard
    session.zoom(-2)
    assert session.step is Step.SENTENCE
    assert len(session.summary) == 1
    assert session.word is not None
    assert session.summary[0].covers(session.word.start)


def test_the_headline_is_the_shortest_and_says_so(session: Session, told: Told, until: Until) -> None:
    open_story(session, until)
    session.zoom(-4)
    assert session.step is Step.HEADLINE
    assert session.document is not None
    assert [s.of(session.document.text) for s in session.summary] == [session.document.title]
    session.zoom(-1)
    assert told.said[-1] == ("It cannot be shorter.", True)


def test_a_step_is_said_with_its_sentences_only_where_it_does_not_say_them_itself(
    session: Session, told: Told, until: Until
) -> None:
    open_story(session, until)
    session.choosing.set("summary.step", "key points")
    session.switch()
    assert re.fullmatch(r"Key points, \d+ sentences", told.said[-1][0])
    session.zoom(-1)
    assert told.said[-1] == ("One sentence", True)
    session.zoom(-1)
    assert told.said[-1] == ("Headline", True)


def test_who_asked_for_more_comes_back_to_the_sentence_of_the_summary(
    session: Session, parts: FakeParts, until: Until
) -> None:
    open_story(session, until)
    session.switch()
    wanted = session.summary[2].start
    assert not session.told_more
    assert session.tell_more(wanted) == wanted
    assert session.told_more
    assert session.come_back() == wanted
    assert session.shown is Shown.SUMMARY
    assert not session.told_more
    assert [a for a in parts.the_player.asked if a[0] == "load"][-1] == ("load", session.summary, wanted)


def test_telling_more_begins_a_sentence_earlier_where_that_is_chosen(session: Session, until: Until) -> None:
    open_story(session, until)
    session.choosing.set("summary.before", value=True)
    session.switch()
    assert session.document is not None
    wanted = session.summary[-1]
    told = [s for s in session.document.sentences if s < wanted]
    assert session.tell_more(wanted.start) == told[-1].start


def test_where_am_i_names_the_place_in_the_article(session: Session, until: Until) -> None:
    open_story(session, until)
    session.switch()
    session.go_to(session.summary[-1].start)
    assert "In the article it is sentence" in session.where()


def test_a_text_too_short_to_be_summed_up_says_so(session: Session, told: Told, until: Until) -> None:
    session.paste("A headline\n\nOne sentence.", play=False)
    until(lambda: any("too short" in text for text, _ in told.said))
    assert session.summary == ()
    session.switch()
    assert session.shown is Shown.ARTICLE


def test_a_changed_rate_reaches_the_voice_and_the_settings(
    session: Session, parts: FakeParts, saved: list[Settings], until: Until
) -> None:
    open_story(session, until)
    session.choosing.step("voice.rate", 1)
    assert parts.the_player.asked[-1][0] == "prosody"
    assert parts.the_player.asked[-1][1].rate == 190  # type: ignore[attr-defined]
    until(lambda: bool(saved))
    assert saved[-1].number("voice.rate") == 190


def test_settings_that_cannot_be_kept_are_told(parts: FakeParts, told: Told, session: Session) -> None:
    def fail(_: Settings) -> None:
        raise KeepingError("No room.", "Make some.")

    session.choosing._save = fail
    session.set("voice.rate", 300)
    session.choosing.save()
    assert told.trouble == [("No room.", "Make some.", True)]
    assert session.settings.number("voice.rate") == 300


def test_large_text_grows_by_a_tenth(session: Session) -> None:
    session.set("text.size", 100)
    session.choosing.step("text.size", 1)
    assert session.settings.number("text.size") == 110
    session.choosing.step("text.size", 0)
    assert session.settings.number("text.size") == 18


def test_what_was_removed_is_read_and_the_text_before_comes_back_at_its_place(
    session: Session, until: Until
) -> None:
    open_story(session, until)
    before = session.document
    assert before is not None
    session.go_to(before.sentences[4].start)
    session.hear_removed()
    assert session.document is not None
    assert session.document.title == "What was removed"
    assert session.playing is Playing.PLAYING
    session.back()
    assert session.document is before
    assert session.progress().sentence == 5


def test_a_reading_that_waits_for_the_screen_reader_can_be_silenced_before_it_begins(
    session: Session, parts: FakeParts, told: Told, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.ui.reading.QAccessible.isActive", lambda: True)
    open_story(session, until)
    session.hear_removed()
    assert session.playing is Playing.STOPPED
    assert BY_ID["read.silence"].enabled(session.state())
    session.stop()
    assert not BY_ID["read.silence"].enabled(session.state())
    assert told.said[-1] == ("Stopped", True)
    assert ("play",) not in parts.the_player.asked


def test_removed_pieces_are_put_back_and_taken_away_again(session: Session, told: Told, until: Until) -> None:
    open_story(session, until)
    before = session.document
    session.restore_removed()
    assert session.document is not None
    assert session.document.text.endswith("Related posts: the lighthouse")
    assert told.said[-1][0] == "3 pieces put back at the end."
    assert session.state().restored
    session.restore_removed()
    assert session.document is before


def test_where_am_i_says_title_place_rest_and_what_it_does(session: Session, until: Until) -> None:
    assert session.where() == "Nothing is open."
    open_story(session, until)
    assert session.where() == (
        "Old harbour crane sings again after 40 silent years. Article, sentence 1 of 22, 0 per cent. "
        "1 minute left. Stopped."
    )


def test_a_chosen_voice_that_is_gone_is_told_and_the_best_one_reads(
    parts: FakeParts, saved: list[Settings], until: Until
) -> None:
    session = Session(parts, Settings().having("voice.id", "piper:gone"), saved.append)
    told = Told(session)
    session.playback.prepare()
    until(lambda: bool(session.playback.voices))
    assert any("piper:gone" in text for text, _ in told.said)
    session.close()


def test_only_a_chosen_voice_is_pinned(session: Session, parts: FakeParts, until: Until) -> None:
    session.playback.prepare()
    until(lambda: bool(session.playback.voices) and session.playback.ready)
    session.set_voice(session.playback.voices[1])
    assert parts.the_player.asked[-2:] == [("pin", True), ("voice", "fake:de")]
    session.set_voice(None)
    assert parts.the_player.asked[-2:] == [("pin", False), ("voice", "fake:en")]


def test_a_selection_is_read_alone(session: Session, parts: FakeParts, until: Until) -> None:
    open_story(session, until)
    session.read_selection(Span(4, 11))
    assert ("load", (Span(4, 11),), 0) in parts.the_player.asked
    assert session.playing is Playing.PLAYING


def test_after_a_selection_the_whole_text_is_there_again(
    session: Session, parts: FakeParts, until: Until
) -> None:
    open_story(session, until)
    session.play()
    session.read_selection(Span(4, 11))
    while session.playing is Playing.PLAYING:
        parts.the_player.step()
    assert [a for a in parts.the_player.asked if a[0] == "load"][-1] == ("load", None, 4)


def test_a_defect_in_a_job_is_told_and_not_swallowed(
    session: Session, parts: FakeParts, told: Told, until: Until
) -> None:
    parts.failing = ZeroDivisionError()
    session.open("x")
    until(lambda: bool(told.trouble))
    assert told.trouble[0][0] == "A fault in Reader itself stopped this."


def test_a_changed_key_is_the_one_that_is_told(session: Session, told: Told, until: Until) -> None:
    session.choosing.set_all(Settings().with_keys("removed.hear", "Ctrl+P"))
    open_story(session, until)
    assert told.said[-1][0].endswith("Ctrl+P to hear them.")


def test_nothing_is_told_after_closing(parts: FakeParts, saved: list[Settings], until: Until) -> None:
    session = Session(parts, Settings(), saved.append)
    told = Told(session)
    session.open("slow")
    until(parts.started.is_set)
    said = len(told.said)
    session.close()
    parts.gate.set()
    finish(session, until)
    assert len(told.said) == said
    assert told.opened == []


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.4, "less than a minute"),
        (1, "1 minute"),
        (2.4, "2 minutes"),
        (61, "1 hour 1 minute"),
        (120, "2 hours"),
    ],
)
def test_lengths_are_said_as_a_person_says_them(value: float, said: str) -> None:
    assert minutes(value) == said


def test_the_story_of_the_fakes_is_a_whole_document() -> None:
    assert story().title
