"""What is put behind a story: pieces that cleaning left out, and its next pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Event

import pytest

pytest.importorskip("PySide6")
from PySide6.QtCore import QCoreApplication

from reader.app.commands import BY_ID, Playing
from reader.core.document import Document, Removed
from reader.core.errors import Refused
from reader.core.settings import Settings
from reader.core.shortfall import TOLD, Shortfall
from reader.ui.session import Session
from reader.ui.shelf.needs import Copy
from reader.ui.shelf.queueing import foreword
from reader.ui.window import Window
from tests.ui.fakes import FakeParts, split, story

Until = Callable[[Callable[[], bool]], None]
SITE = "https://www.courier.example"


def page(path: str = "/crane", **changes: object) -> Document:
    return replace(story(), address=f"{SITE}{path}", **changes)  # type: ignore[arg-type]


@pytest.fixture
def parts(qt: object) -> FakeParts:
    return FakeParts(page())


@pytest.fixture
def session(parts: FakeParts) -> Iterator[Session]:
    made = Session(parts, Settings(), lambda _: None)
    yield made
    made.close()


@pytest.fixture
def said(session: Session) -> list[str]:
    heard: list[str] = []
    session.said.connect(lambda text, _aloud: heard.append(text))
    return heard


def open_page(session: Session, parts: FakeParts, until: Until, document: Document | None = None) -> None:
    parts.document = document or page()
    session.open("page")
    until(
        lambda: (
            session.story == parts.document
            and bool(session.summary)
            and session.playback.ready
            and not session._places.busy
        )
    )


def kept(session: Session, parts: FakeParts, until: Until, reasons: set[str]) -> None:
    until(lambda: parts.the_putting_back.of(f"{SITE}/") == reasons)
    QCoreApplication.processEvents()


def text(session: Session) -> str:
    assert session.document is not None
    return session.document.text


# ── pieces that were left out ──


def test_what_is_put_back_is_put_back_on_the_next_page_of_the_site(
    session: Session, parts: FakeParts, said: list[str], until: Until
) -> None:
    open_page(session, parts, until)
    session.restore_some("related posts")
    assert text(session).endswith("Related posts\n\nRelated posts: the lighthouse")
    assert "Tweet" not in text(session)
    assert said[-1] == "1 piece put back at the end. The next pages of courier.example will have them, too."
    kept(session, parts, until, {"related posts"})
    another = page("/ferry", removed=(Removed("The pier", "related posts"), Removed("Share", "share row")))
    open_page(session, parts, until, another)
    assert text(session).endswith("Related posts\n\nThe pier")
    assert (
        "Put back at the end, as you chose for courier.example: related posts. Ctrl+Shift+R takes them"
        in said[-1]
    )
    assert session.story == another


def test_taken_away_again_it_is_forgotten_for_the_site(
    session: Session, parts: FakeParts, said: list[str], until: Until
) -> None:
    parts.the_putting_back.keep(SITE, frozenset({"related posts", "ticker", "caption"}))
    open_page(session, parts, until)
    assert session.put_back == {"related posts", "ticker"}
    session.restore_removed()
    assert text(session) == page().text
    assert (
        said[-1] == "2 pieces taken away again. The next pages of courier.example will be without them, too."
    )
    kept(session, parts, until, {"caption"})


def test_a_site_can_be_forgotten_from_any_of_its_pages(
    session: Session, parts: FakeParts, said: list[str], until: Until
) -> None:
    parts.the_putting_back.keep(SITE, frozenset({"caption"}))
    open_page(session, parts, until)
    forget = BY_ID["removed.forget"]
    assert session.put_back == frozenset()
    assert forget.enabled(session.state())
    session.forget_site()
    assert said[-1] == "What you put back on courier.example is forgotten."
    kept(session, parts, until, set())
    assert not forget.enabled(session.state())


def test_what_was_chosen_last_stays_also_where_the_disk_is_slow_and_the_window_closes(
    session: Session, parts: FakeParts, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_page(session, parts, until)
    keep = parts.the_putting_back.keep
    taken_away = Event()

    def slow(address: str, reasons: frozenset[str]) -> None:
        if reasons:
            taken_away.wait(0.3)
        keep(address, reasons)
        if not reasons:
            taken_away.set()

    monkeypatch.setattr(parts.the_putting_back, "keep", slow)
    session.restore_removed()
    session.restore_removed()
    session.close()
    assert parts.the_putting_back.of(SITE) == frozenset()
    assert taken_away.is_set()


@pytest.mark.parametrize("address", ["", "/home/me/crane.html", "file:///home/me/crane.html"])
def test_what_is_put_back_on_files_and_pasted_text_is_not_remembered(
    session: Session, parts: FakeParts, said: list[str], until: Until, address: str
) -> None:
    open_page(session, parts, until, replace(story(), address=address))
    session.restore_removed()
    assert said[-1] == "3 pieces put back at the end."
    session._choices.finish()
    assert not parts.put_back_file.exists()


def test_who_keeps_nothing_has_nothing_remembered_and_nothing_applied(parts: FakeParts, until: Until) -> None:
    session = Session(parts, Settings().having("library.keep", value=False), lambda _: None)
    heard: list[str] = []
    session.said.connect(lambda text, _aloud: heard.append(text))
    parts.the_putting_back.keep("https://elsewhere.example", frozenset({"ticker"}))
    before = parts.put_back_file.read_bytes()
    open_page(session, parts, until)
    session.restore_removed()
    assert heard[-1] == "3 pieces put back at the end."
    open_page(session, parts, until, replace(page(), address="https://elsewhere.example/story"))
    assert session.put_back == frozenset()
    assert not BY_ID["removed.forget"].enabled(session.state())
    session._choices.finish()
    assert parts.put_back_file.read_bytes() == before
    session.close()


def test_a_damaged_file_is_told_of_once(
    session: Session, parts: FakeParts, said: list[str], until: Until
) -> None:
    parts.put_back_file.write_text("{")
    open_page(session, parts, until)
    assert "put-back.broken.json" in said[-1]
    open_page(session, parts, until, page("/other"))
    assert "put-back.broken.json" not in said[-1]


def test_back_from_another_text_what_was_put_back_is_there(
    session: Session, parts: FakeParts, until: Until
) -> None:
    open_page(session, parts, until, story())
    session.restore_some("ticker")
    shown = text(session)
    session.hear_removed()
    session.back()
    assert text(session) == shown
    assert session.put_back == {"ticker"}
    session.restore_removed()
    assert text(session) == story().text


# ── the next page ──


def test_the_next_page_is_added_and_the_place_stays(
    session: Session, parts: FakeParts, said: list[str], until: Until
) -> None:
    first = page(next_page=f"{SITE}/crane/2")
    open_page(session, parts, until, first)
    assert "The story goes on on another page; Ctrl+N adds it." in said[-1]
    assert BY_ID["open.next"].enabled(session.state())
    session.play()
    until(lambda: session.playing is Playing.PLAYING)
    parts.the_player.timer_off()
    session.go_to(first.sentences[4].start)
    session.add_next_page()
    until(lambda: "Page 2 goes on" in text(session))
    assert session.progress().sentence == 5
    assert session.playing is Playing.PLAYING
    assert said[-1].startswith("The next page is added: 7 words. The story goes on on another page")
    session.add_next_page()
    until(lambda: "Page 3 goes on" in text(session))
    assert parts.passed == [(), (f"{SITE}/crane/2",)]
    assert said[-1] == "The next page is added: 7 words. It is the last one."
    assert not BY_ID["open.next"].enabled(session.state())
    assert text(session).startswith(first.text)
    until(lambda: bool(session.summary) and not session._places.busy)
    assert any("Page 3" in kept for kept in parts.the_remembering.places)


def test_what_is_put_back_stays_behind_the_next_page(
    session: Session, parts: FakeParts, until: Until
) -> None:
    open_page(session, parts, until, page(next_page=f"{SITE}/crane/2"))
    session.restore_some("ticker")
    session.add_next_page()
    until(lambda: "Page 2 goes on" in text(session))
    assert text(session).endswith("NORD 41.20 0.35 QUAY 112.04")
    assert session.story is not None
    assert session.story.text.endswith("the crane.")


def test_who_is_in_what_is_put_back_stays_at_the_same_word_there(
    window: Window, parts: FakeParts, until: Until
) -> None:
    session = window.session
    parts.document = page(next_page=f"{SITE}/crane/2")
    window.open("page")
    until(lambda: session.story is not None and bool(session.summary) and session.playback.ready)
    session.restore_some("ticker")
    session.go_to(text(session).index("QUAY"))
    until(lambda: not session._places.busy)
    window.put_caret(text(session).index("NORD"))
    session.add_next_page()
    until(lambda: "Page 2 goes on" in text(session))
    assert text(session)[session._place :].startswith("QUAY")
    assert text(session)[window.caret() :].startswith("NORD")


def test_the_language_that_a_person_says_holds_for_the_next_page(
    session: Session, parts: FakeParts, until: Until
) -> None:
    open_page(session, parts, until, page(next_page=f"{SITE}/crane/2"))
    session.pin_language("de")
    session.add_next_page()
    until(lambda: "Page 2 goes on" in text(session))
    assert session.document is not None
    assert session.document.language == "de"
    session.pin_language("")
    assert session.document.language == "en"
    assert "Page 2 goes on" in text(session)


def test_a_next_page_that_cannot_be_had_is_told_and_can_be_tried_again(
    session: Session, parts: FakeParts, until: Until
) -> None:
    trouble: list[tuple[str, str, bool]] = []
    session.troubled.connect(lambda *what: trouble.append(what))
    open_page(session, parts, until, page(next_page=f"{SITE}/crane/2"))
    parts.failing = Refused("The next page leads to another site.", "Open it by its address.")
    session.add_next_page()
    until(lambda: bool(trouble))
    assert trouble == [("The next page leads to another site.", "Open it by its address.", True)]
    assert text(session) == page().text
    parts.failing = None
    session.retry()
    until(lambda: "Page 2 goes on" in text(session))


def test_a_next_page_is_not_added_to_another_text(
    session: Session, parts: FakeParts, said: list[str], until: Until
) -> None:
    open_page(session, parts, until, page(next_page=f"{SITE}/crane/2"))
    parts.gate_of_pages.clear()
    session.add_next_page()
    session.hear_removed()
    parts.gate_of_pages.set()
    until(lambda: any("was not added" in each for each in said))
    assert "Page 2" not in text(session)
    session.back()
    assert text(session) == page().text


def test_a_page_that_names_none_offers_none(session: Session, parts: FakeParts, until: Until) -> None:
    open_page(session, parts, until)
    assert not BY_ID["open.next"].enabled(session.state())
    session.add_next_page()
    assert parts.passed == []


# ── what a page kept back ──


def test_a_teaser_is_told_and_before_reading_it_is_heard(
    session: Session, parts: FakeParts, said: list[str], until: Until
) -> None:
    sentence, advice = TOLD[Shortfall.PAYWALL]
    open_page(session, parts, until, page(shortfall="paywall"))
    assert f"{sentence} {advice}" in said[-1]
    session.open("page", play=True)
    until(lambda: session.playing is Playing.PLAYING)
    assert parts.the_player.loaded[-1].text == f"{sentence} {advice}"


def test_the_caret_stays_where_it_was(window: Window, parts: FakeParts, until: Until) -> None:
    parts.document = page(next_page=f"{SITE}/crane/2")
    window.open("page")
    until(lambda: window.session.document is not None and bool(window.session.summary))
    at = parts.document.text.index("Her team")
    window.put_caret(at)
    window.perform("open.next")
    until(lambda: "Page 2 goes on" in window.session.document.text)  # type: ignore[union-attr]
    assert window.caret() == at
    window.perform("removed.restore")
    assert window.caret() == at
    assert window.session.document.text.endswith("the lighthouse")  # type: ignore[union-attr]


def test_one_kind_is_chosen_in_a_list_that_says_how_much_it_is(
    window: Window, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.ui import dialogs

    seen: list[list[tuple[str, str]]] = []

    def pick(picker: dialogs.Picker, _window: object) -> str:
        seen.append([(entry.title, entry.hint) for entry in picker._entries])
        return "share row"

    monkeypatch.setattr(dialogs, "_pick", pick)
    window.open("page")
    until(lambda: window.session.document is not None and bool(window.session.summary))
    window.perform("removed.some")
    assert seen[0] == [
        ("Ticker", "1 piece, 5 words"),
        ("Share row", "1 piece, 3 words"),
        ("Related posts", "1 piece, 4 words"),
    ]
    assert window.session.put_back == {"share row"}
    window.perform("removed.some")
    assert seen[1][1] == ("Share row", "1 piece, 3 words, put back")
    assert window.session.put_back == frozenset()


def test_a_page_that_is_kept_with_its_next_ones_comes_whole(
    session: Session, parts: FakeParts, said: list[str], until: Until
) -> None:
    again: list[object] = []
    session.opened_again.connect(again.append)
    now = page(next_page=f"{SITE}/crane/2")
    longer = parts.go_on(now, ())
    parts.copies["page"] = Copy(longer, "2025-05-01")
    parts.document = now
    session.open("page")
    until(lambda: session.story is not None)
    assert session.story == longer
    assert again == []
    parts.document = replace(now, text=now.text.replace("crane", "tower"))
    session.open("page")
    until(lambda: bool(again))
    assert session.story == parts.document


def test_the_queue_goes_on_after_a_page_that_was_added(
    window: Window, parts: FakeParts, until: Until
) -> None:
    library = parts.the_library
    library.waiting = [2, 3]
    whole = library.get
    library.get = lambda key: replace(whole(key), address=f"{SITE}/{key}", next_page=f"{SITE}/{key}/2")  # type: ignore[method-assign]
    window.perform("library.play")
    until(lambda: window.session.document is not None and "/2" in window.session.document.address)
    window.perform("open.next")
    until(lambda: "Page 2 goes on" in window.session.document.text)  # type: ignore[union-attr]
    assert window._desk._queueing is not None
    assert window._desk._queueing.playing


def test_before_a_document_of_the_queue_what_its_page_kept_back_is_heard() -> None:
    said = foreword("Next:", page(shortfall="consent"), split).text
    assert said.endswith(" ".join(TOLD[Shortfall.CONSENT]))
