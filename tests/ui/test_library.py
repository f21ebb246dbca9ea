"""The library in the window: what a person finds, hears and does there."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reader.app.commands import Playing
from reader.app.exporting import Reins
from reader.core.document import About, Document, Kind, Part, compose
from reader.core.errors import KeepingError, Unreachable
from reader.core.settings import THEMES, Settings
from reader.ui.shelf.needs import Copy, Section, Shown
from tests.ui.fake_library import HEADLINES
from tests.ui.fakes import FakeParts, split

pytest.importorskip("PySide6.QtTest")
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QListView, QSpinBox, QWidget

from reader.ui.shelf import taking
from reader.ui.shelf.several import names_in
from reader.ui.shelf.view import ShelfView
from reader.ui.taking_along import Offer
from reader.ui.window import Window

Until = Callable[[Callable[[], bool]], None]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shelf(window: Window, until: Until) -> ShelfView:
    press(window, Qt.Key.Key_B, CTRL | SHIFT)
    view = window._library
    assert view is not None
    until(lambda: view.list.documents.rowCount() == 5 and view.list.row is not None)
    until(lambda: all(view.list.documents.row_of(key) for key in view.list.documents.ids))
    return view


def press(
    window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifiers)
    QApplication.processEvents()


def said(window: Window) -> str:
    return window._foot.text


def spoken(view: ShelfView, number: int) -> str:
    documents = view.list.documents
    return str(documents.data(documents.index(number), Qt.ItemDataRole.AccessibleTextRole))


# ── the list ──


def test_one_key_opens_the_library_at_its_list_and_the_same_key_goes_back(
    window: Window, shelf: ShelfView
) -> None:
    assert window.focusWidget() is shelf.list
    assert not window._both.isVisible()
    press(window, Qt.Key.Key_B, CTRL | SHIFT)
    assert window._both.isVisible()
    assert not shelf.isVisible()
    assert window.focusWidget() is window._article.page


def test_a_row_is_said_as_one_sentence_after_another(shelf: ShelfView) -> None:
    assert spoken(shelf, 3) == (
        "Why the tide tables of Port Ellery were wrong for a century, and who found out. The Tide. 2 March 2026."
        " 40 per cent heard, 4 minutes left. tag: sea."
    )
    assert spoken(shelf, 2) == "A short note. 3 March 2026. finished."


def test_what_was_opened_last_comes_first(shelf: ShelfView) -> None:
    assert list(shelf.list.documents.ids) == [5, 4, 3, 2, 1]


def test_enter_opens_the_chosen_document_and_leaves_the_library(
    window: Window, shelf: ShelfView, until: Until
) -> None:
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Return)
    until(lambda: window.session.document is not None)
    assert window.session.document is not None
    assert window.session.document.title == "Council votes to keep the night ferry"
    assert not shelf.isVisible()
    assert window.focusWidget() is window._article.page


def test_a_document_that_was_never_fetched_is_fetched_when_it_is_opened(
    window: Window, shelf: ShelfView, parts: FakeParts, until: Until
) -> None:
    from reader.core.document import Document

    parts.the_library._documents[5] = Document("", title="Far away", address="slow")
    press(window, Qt.Key.Key_Return)
    until(parts.started.is_set)
    parts.gate.set()
    until(lambda: parts.slow_given and window.session.document is not None)


def test_the_library_stays_where_it_is_when_the_session_reads_on(
    window: Window, shelf: ShelfView, parts: FakeParts
) -> None:
    window.session.play()
    assert shelf.isVisible()


# ── searching ──


def test_a_search_finds_while_one_types_and_says_what(window: Window, shelf: ShelfView, until: Until) -> None:
    press(window, Qt.Key.Key_C, CTRL | SHIFT)
    assert window.focusWidget() is shelf.field
    QTest.keyClicks(shelf.field, "kingfisher3")
    until(lambda: shelf.list.documents.rowCount() == 1)
    assert said(window) == "1 document found. Council votes to keep the night ferry"
    assert "Kingfisher3 ends it" in spoken(shelf, 0)
    press(window, Qt.Key.Key_Down)
    assert window.focusWidget() is shelf.list


def test_only_the_last_of_many_letters_is_answered(
    window: Window, shelf: ShelfView, parts: FakeParts, until: Until
) -> None:
    parts.the_library.asked.clear()
    QTest.keyClicks(shelf.field, "kingfisher")
    until(lambda: bool(parts.the_library.asked))
    assert [shown.words for shown in parts.the_library.asked] == ["kingfisher"]


def test_nothing_found_is_told_with_what_to_try(window: Window, shelf: ShelfView, until: Until) -> None:
    QTest.keyClicks(shelf.field, "walrus")
    until(lambda: not shelf.list.isVisible())
    assert said(window) == "Nothing found for walrus."
    assert shelf.message == "Nothing found for “walrus”. Try the beginning of a word."


def test_what_is_not_found_in_a_section_may_be_in_all(window: Window, shelf: ShelfView, until: Until) -> None:
    shelf.sections.choose(Shown(Section.BEGUN))
    QTest.keyClicks(shelf.field, "walrus")
    until(lambda: not shelf.list.isVisible())
    assert (
        shelf.message == "Nothing found for “walrus” in Begun. Look in All, or try the beginning of a word."
    )


def test_where_nothing_is_listed_the_open_text_is_queued(
    opened: Window, shelf: ShelfView, parts: FakeParts, until: Until
) -> None:
    QTest.keyClicks(shelf.field, "walrus")
    until(lambda: not shelf.list.isVisible())
    assert opened.actions_by_id["library.queue"].isEnabled()
    opened.perform("library.queue")
    until(
        lambda: said(opened) == "In the queue, number 1: Old harbour crane sings again after 40 silent years."
    )


def test_escape_ends_the_search_first_and_then_leaves(window: Window, shelf: ShelfView, until: Until) -> None:
    shelf.search()
    QTest.keyClicks(shelf.field, "walrus")
    until(lambda: not shelf.list.isVisible())
    press(window, Qt.Key.Key_Escape)
    until(lambda: shelf.list.documents.rowCount() == 5)
    assert shelf.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert not shelf.isVisible()


def test_escape_silences_before_it_leaves(window: Window, until: Until) -> None:
    window.open("example")
    until(lambda: window.session.playback.ready and window.session.document is not None)
    window.session.play()
    press(window, Qt.Key.Key_B, CTRL | SHIFT)
    view = window._library
    assert view is not None
    until(lambda: window.focusWidget() is view.list)
    press(window, Qt.Key.Key_Escape)
    assert window.session.playing is Playing.STOPPED
    assert view.isVisible()
    press(window, Qt.Key.Key_Escape)
    assert not view.isVisible()


# ── sections ──


@pytest.mark.parametrize(
    ("section", "ids"),
    [(Section.UNREAD, [5, 4, 1]), (Section.BEGUN, [2]), (Section.FINISHED, [3]), (Section.HISTORY, [3, 2])],
)
def test_a_section_lists_its_own(shelf: ShelfView, until: Until, section: Section, ids: list[int]) -> None:
    shelf.sections.choose(Shown(section))
    until(lambda: list(shelf.list.documents.ids) == ids)


def test_each_section_says_how_many_it_holds(shelf: ShelfView) -> None:
    sections = shelf.sections
    names = [sections.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(sections.count())]
    assert names == [
        "All, 5 documents",
        "Queue, 0 documents",
        "Not begun, 3 documents",
        "Begun, 1 document",
        "Finished, 1 document",
        "History, 2 documents",
        "Tag: sea, 2 documents",
        "Tag: town, 1 document",
    ]


def test_a_tag_is_a_section(shelf: ShelfView, until: Until) -> None:
    shelf.sections.choose(Shown(Section.TAG, "sea"))
    until(lambda: list(shelf.list.documents.ids) == [4, 2])


# ── removing ──


def test_what_is_removed_can_be_brought_back_and_is_forgotten_only_when_one_leaves(
    window: Window, shelf: ShelfView, parts: FakeParts, until: Until
) -> None:
    press(window, Qt.Key.Key_Delete)
    until(lambda: list(shelf.list.documents.ids) == [4, 3, 2, 1])
    assert said(window).startswith("Removed The lighthouse keeper")
    assert "Ctrl+Z brings it back for 10 minutes, until you leave the library." in said(window)
    assert parts.the_library.forgotten == []
    press(window, Qt.Key.Key_Z, CTRL)
    until(lambda: list(shelf.list.documents.ids) == [5, 4, 3, 2, 1])
    assert shelf.list.key == 5
    press(window, Qt.Key.Key_Delete)
    until(lambda: list(shelf.list.documents.ids) == [4, 3, 2, 1])
    press(window, Qt.Key.Key_B, CTRL | SHIFT)
    until(lambda: parts.the_library.forgotten == [5])


def test_closing_the_window_forgets_what_was_removed(
    window: Window, shelf: ShelfView, parts: FakeParts, until: Until
) -> None:
    press(window, Qt.Key.Key_Delete)
    until(lambda: list(shelf.list.documents.ids) == [4, 3, 2, 1])
    window.close()
    assert parts.the_library.forgotten == [5]


def test_what_was_removed_is_forgotten_after_a_time_though_the_library_stays_open(
    window: Window, shelf: ShelfView, parts: FakeParts, until: Until
) -> None:
    press(window, Qt.Key.Key_Delete)
    until(lambda: list(shelf.list.documents.ids) == [4, 3, 2, 1])
    assert parts.the_library.leaving == {5}
    forgetting = window._desk.shelf().forgetting
    assert forgetting.isActive()
    assert forgetting.interval() == 10 * 60_000
    forgetting.timeout.emit()
    until(lambda: parts.the_library.forgotten == [5])
    assert not parts.the_library.leaving
    press(window, Qt.Key.Key_Z, CTRL)
    assert said(window) == "There is nothing to bring back."


def test_what_a_killed_window_had_still_to_forget_is_forgotten_by_the_next(
    window: Window, shelf: ShelfView, parts: FakeParts, until: Until
) -> None:
    press(window, Qt.Key.Key_Delete)
    until(lambda: list(shelf.list.documents.ids) == [4, 3, 2, 1])
    press(window, Qt.Key.Key_Z, CTRL)
    until(lambda: list(shelf.list.documents.ids) == [5, 4, 3, 2, 1])
    assert not parts.the_library.leaving
    press(window, Qt.Key.Key_Delete)
    until(lambda: parts.the_library.leaving == {5})
    assert parts.the_library.forgotten == []
    window._desk._forget_left()  # as the next start does after some seconds
    until(lambda: parts.the_library.forgotten == [5])


def test_the_last_one_that_was_removed_comes_back_by_the_key_that_was_told(
    window: Window, shelf: ShelfView, until: Until
) -> None:
    shelf.sections.choose(Shown(Section.TAG, "town"))
    until(lambda: list(shelf.list.documents.ids) == [4])
    press(window, Qt.Key.Key_Delete)
    until(shelf.list.isHidden)
    until(lambda: said(window).startswith("Removed"))
    assert not shelf.list.hasFocus()
    press(window, Qt.Key.Key_Z, CTRL)
    until(lambda: said(window).endswith("is back."))


def test_after_a_removal_the_next_document_is_chosen(window: Window, shelf: ShelfView, until: Until) -> None:
    press(window, Qt.Key.Key_Down)
    press(window, Qt.Key.Key_Delete)
    until(lambda: list(shelf.list.documents.ids) == [5, 3, 2, 1])
    assert shelf.list.key == 3


def test_several_can_be_chosen_together_by_the_keyboard(window: Window, shelf: ShelfView) -> None:
    press(window, Qt.Key.Key_Down, SHIFT)
    press(window, Qt.Key.Key_Down, SHIFT)
    assert shelf.list.keys == [5, 4, 3]
    assert shelf.list.key == 3
    press(window, Qt.Key.Key_Down)
    assert shelf.list.keys == [2]


# ── what is taken along ──


def takeable(window: Window, monkeypatch: pytest.MonkeyPatch, until: Until) -> list[Offer]:
    """What the dialog would ask."""
    asked: list[Offer] = []
    monkeypatch.setattr(taking, "ask", lambda _frame, _parts, offers: asked.extend(offers))
    press(window, Qt.Key.Key_M, CTRL)
    until(lambda: bool(asked) or "nothing is chosen" in said(window))
    return asked


def test_what_is_chosen_the_queue_and_its_summaries_can_be_taken_along(
    window: Window, shelf: ShelfView, parts: FakeParts, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts.the_library.waiting = [1, 4]
    press(window, Qt.Key.Key_Down, SHIFT)
    offers = takeable(window, monkeypatch, until)
    assert [offer.label for offer in offers] == [
        "2 chosen texts",
        "The queue, 2 texts",
        "All summaries of the queue as one text",
    ]
    assert [offer.several for offer in offers] == [True, True, False]
    held = []
    with ThreadPoolExecutor(1) as elsewhere:
        for offer in offers:
            items = elsewhere.submit(offer.items, Reins()).result()
            held.append([item.stories[0].document.title for item in items])
    library = parts.the_library.rows_of
    assert held[0] == [library[5].title, library[4].title]
    assert held[1] == [library[1].title, library[4].title]
    assert held[2] == ["Briefing, 2 stories"]


def test_one_that_was_never_fetched_is_named_and_does_not_spoil_the_rest(
    window: Window, shelf: ShelfView, parts: FakeParts, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts.the_library._put(Document("", title="Not fetched", address="https://news.example/x"))
    parts.the_library.waiting = [1, 6]
    queue = takeable(window, monkeypatch, until)[1]
    with ThreadPoolExecutor(1) as elsewhere:
        assert len(elsewhere.submit(queue.items, Reins()).result()) == 1
    assert queue.remark() == "Not in it, because it was not fetched yet: Not fetched"


def test_with_nothing_to_take_along_that_is_said(
    window: Window, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert takeable(window, monkeypatch, until) == []


# ── the queue ──


def test_documents_are_put_into_the_queue_and_moved_there(
    window: Window, shelf: ShelfView, parts: FakeParts, until: Until
) -> None:
    for number in range(3):
        if number:
            press(window, Qt.Key.Key_Down)
        press(window, Qt.Key.Key_U, CTRL)
        until(lambda n=number: len(parts.the_library.waiting) == n + 1)  # type: ignore[misc]
    assert parts.the_library.waiting == [5, 4, 3]
    until(lambda: said(window) == "In the queue, number 3: A short note.")
    shelf.sections.choose(Shown(Section.QUEUE))
    until(lambda: list(shelf.list.documents.ids) == [5, 4, 3])
    shelf.list.choose_key(3)
    shelf.list.setFocus()
    press(window, Qt.Key.Key_Up, CTRL)
    until(lambda: list(shelf.list.documents.ids) == [5, 3, 4])
    assert said(window) == "Number 2 of 3."
    assert shelf.list.key == 3
    press(window, Qt.Key.Key_Down, CTRL)
    until(lambda: list(shelf.list.documents.ids) == [5, 4, 3])
    press(window, Qt.Key.Key_Down, CTRL)
    until(lambda: said(window) == "It is the last already.")
    parts.the_library.waiting = [5, 4]  # as another program leaves it
    press(window, Qt.Key.Key_Up, CTRL)
    until(lambda: said(window) == "It is no longer in the queue.")
    assert list(shelf.list.documents.ids) == [5, 4]


def test_delete_in_the_queue_only_takes_a_document_out(
    window: Window, shelf: ShelfView, parts: FakeParts, until: Until
) -> None:
    parts.the_library.waiting = [5, 4, 3]
    shelf.sections.choose(Shown(Section.QUEUE))
    until(lambda: list(shelf.list.documents.ids) == [5, 4, 3])
    shelf.list.choose_key(4)
    press(window, Qt.Key.Key_Delete)
    until(lambda: list(shelf.list.documents.ids) == [5, 3])
    press(window, Qt.Key.Key_Z, CTRL)
    until(lambda: list(shelf.list.documents.ids) == [5, 4, 3])
    press(window, Qt.Key.Key_B, CTRL | SHIFT)
    QApplication.processEvents()
    assert parts.the_library.forgotten == []


def test_the_open_text_is_put_into_the_queue_by_the_same_key(
    window: Window, parts: FakeParts, until: Until
) -> None:
    window.open("example")
    until(lambda: window.session.document is not None)
    press(window, Qt.Key.Key_U, CTRL)
    until(lambda: len(parts.the_library.waiting) == 1)
    until(
        lambda: said(window) == "In the queue, number 1: Old harbour crane sings again after 40 silent years."
    )
    press(window, Qt.Key.Key_U, CTRL)
    until(lambda: parts.the_library.waiting == [])


def hear_to_the_end(parts: FakeParts) -> None:
    player = parts.the_player
    player.timer_off()
    text = player.loaded[-1]
    while player._phase == "playing" and player.loaded[-1] is text:
        player.step()


def test_the_queue_is_read_on_with_a_headline_before_each(
    window: Window, parts: FakeParts, until: Until
) -> None:
    parts.the_library.waiting = [2, 3]
    stops: list[Playing] = []
    window.session.played.connect(stops.append)
    window.perform("library.play")
    player = parts.the_player
    until(lambda: player._phase == "playing")
    first = player.loaded[-1]
    assert first.text == (
        "First:\n\nWhy the tide tables of Port Ellery were wrong for a century, and who found out\n\nFrom The Tide."
    )
    assert window.session.word is None, "what is said before is not lit in the text"
    hear_to_the_end(parts)
    assert player.loaded[-1].title.startswith("Why the tide")
    assert player._phase == "playing"
    lit = window.session.word
    assert lit is not None
    assert lit.of(player.loaded[-1].text) == "Story", "the headline was said, and is not said twice"
    hear_to_the_end(parts)
    until(lambda: player.loaded[-1].text.startswith("Next:"))
    assert parts.the_library.waiting == [3]
    assert player.loaded[-1].text == "Next:\n\nA short note"
    hear_to_the_end(parts)
    assert Playing.STOPPED not in stops, "a person hears of no stop between two"
    hear_to_the_end(parts)
    until(lambda: window.session.playing is Playing.STOPPED)
    assert said(window) == "The queue is at its end."
    assert parts.the_library.waiting == []


def test_a_stop_in_the_headline_ends_it_and_play_reads_the_text(
    window: Window, parts: FakeParts, until: Until
) -> None:
    parts.the_library.waiting = [2, 3]
    window.perform("library.play")
    until(lambda: parts.the_player._phase == "playing")
    press(window, Qt.Key.Key_Escape)
    assert window.session.playing is Playing.STOPPED
    assert parts.the_player.loaded[-1].title.startswith("Why the tide")
    window.session.play()
    assert window.session.word is not None


def test_moving_on_in_the_headline_begins_the_text(window: Window, parts: FakeParts, until: Until) -> None:
    parts.the_library.waiting = [2, 3]
    window.perform("library.play")
    until(lambda: parts.the_player._phase == "playing")
    window.perform("go.sentence.on")
    assert parts.the_player.loaded[-1].title.startswith("Why the tide")
    assert window.session.playing is Playing.PLAYING


def test_next_leaves_a_document_in_the_queue(window: Window, parts: FakeParts, until: Until) -> None:
    parts.the_library.waiting = [2, 3]
    window.perform("library.play")
    until(lambda: parts.the_player._phase == "playing")
    window.perform("library.next")
    until(lambda: parts.the_player.loaded[-1].text.startswith("Next:"))
    assert parts.the_library.waiting == [2, 3]
    assert window.session.playing is Playing.PLAYING


def test_another_text_ends_the_queue(window: Window, parts: FakeParts, until: Until) -> None:
    parts.the_library.waiting = [2, 3]
    window.perform("library.play")
    until(lambda: parts.the_player._phase == "playing")
    window.open("example")
    until(lambda: window.session.document is not None and "crane" in window.session.document.title)
    window.session.play()
    hear_to_the_end(parts)
    QApplication.processEvents()
    assert window.session.playing is Playing.STOPPED
    assert "Next:" not in [document.text[:5] for document in parts.the_player.loaded]
    assert parts.the_library.waiting == [2, 3]


def test_an_empty_queue_says_so(window: Window, until: Until) -> None:
    window.perform("library.play")
    until(lambda: said(window) == "The queue is empty.")
    window.perform("library.briefing")
    until(lambda: said(window) == "The queue is empty.")


def test_all_summaries_of_the_queue_are_read_as_one_text(
    window: Window, parts: FakeParts, until: Until
) -> None:
    parts.the_library.waiting = [2, 3]
    window.perform("library.briefing")
    until(
        lambda: window.session.document is not None and window.session.document.title == "Briefing, 2 stories"
    )
    assert window.session.story is None, "it is a text of ours, and not kept"
    until(lambda: window.session.playing is Playing.PLAYING)


def test_a_sentence_of_all_summaries_leads_to_its_place_in_its_article_and_back(
    window: Window, parts: FakeParts, until: Until
) -> None:
    parts.the_library.waiting = [2, 3]
    window.perform("library.briefing")
    until(lambda: window.session.playing is Playing.PLAYING)
    parts.the_player.timer_off()
    briefing = window.session.document
    assert briefing is not None
    at = briefing.text.index("Kingfisher2")
    parts.the_player.go_to(at)
    until(lambda: window.session.word is not None and window.session.word.start == at)
    assert window.commands.by_id["summary.more"].isEnabled()
    press(window, Qt.Key.Key_J, CTRL)
    until(lambda: window.session.story is not None)
    article = window.session.document
    assert article is not None
    assert article.title == HEADLINES[2]
    place = article.text.index("Kingfisher2")
    until(lambda: window.session.playing is Playing.PLAYING)
    assert window.session.word is not None
    assert window.session.word.start == place
    assert window.caret() == place
    press(window, Qt.Key.Key_J, CTRL | SHIFT)
    assert window.session.document is briefing
    until(lambda: window.session.playing is Playing.PLAYING)
    assert window.session.word is not None
    assert window.session.word.start == at
    assert not window.commands.by_id["summary.back"].isEnabled()


def test_the_headline_of_a_briefing_leads_to_the_beginning_and_its_title_nowhere(
    window: Window, parts: FakeParts, until: Until
) -> None:
    parts.the_library.waiting = [2, 3]
    window.perform("library.briefing")
    until(lambda: window.session.playing is Playing.PLAYING)
    parts.the_player.timer_off()
    press(window, Qt.Key.Key_J, CTRL)
    assert said(window) == "Go to one of the stories first."
    window.perform("read.pause")
    assert window.session.document is not None
    window._article.put_caret(window.session.document.text.index(HEADLINES[2]))
    press(window, Qt.Key.Key_J, CTRL)
    until(lambda: window.session.story is not None)
    assert window.session.place == 0
    assert window.session.playing is not Playing.PLAYING, "nothing sounded"
    assert window.session.word is not None, "the place is lit all the same"
    window.perform("summary.back")
    assert said(window) == "Back to Briefing, 2 stories"
    window.perform("summary.more")
    until(lambda: window.session.story is not None)
    window.open("example")
    until(lambda: window.session.document is not None and "crane" in window.session.document.title)
    assert not window.commands.by_id["summary.back"].isEnabled()


def test_what_the_queue_plays_next_does_not_close_the_library(
    window: Window, parts: FakeParts, until: Until
) -> None:
    parts.the_library.waiting = [2, 3]
    window.perform("library.play")
    until(lambda: parts.the_player._phase == "playing")
    window.perform("library.show")
    view = window._library
    assert view is not None
    until(lambda: view.list.documents.rowCount() == 5)
    hear_to_the_end(parts)
    hear_to_the_end(parts)
    until(lambda: parts.the_player.loaded[-1].text.startswith("Next:"))
    assert view.isVisible()


# ── several at once ──


def drop(window: Window, text: str) -> None:
    dropped = QMimeData()
    dropped.setText(text)
    window._take_dropped(dropped)


def test_several_pasted_addresses_go_into_the_queue(window: Window, parts: FakeParts, until: Until) -> None:
    drop(window, "https://a.example/1\nhttps://a.example/2, \n")
    until(lambda: len(parts.the_library.waiting) == 1)  # both are the same story here
    assert window.session.document is None


def test_addresses_of_ones_own_machine_go_into_the_queue_without_their_scheme() -> None:
    assert names_in("localhost:8765/x\n[::1]:8000/\nA sentence.") == ["localhost:8765/x", "[::1]:8000/"]


def test_a_pasted_text_with_addresses_in_it_is_a_text(window: Window, until: Until) -> None:
    drop(window, "A story.\n\nIt names https://a.example/1 and https://a.example/2.")
    until(lambda: window.session.document is not None)


def test_several_dropped_files_go_into_the_queue(
    window: Window, parts: FakeParts, until: Until, tmp_path: Path
) -> None:
    from PySide6.QtCore import QUrl

    dropped = QMimeData()
    files = [tmp_path / f"{n}.txt" for n in range(3)]
    for n, file in enumerate(files):
        file.write_text(f"Title {n}\n\nText {n}.")
    dropped.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    window._take_dropped(dropped)
    until(lambda: len(parts.the_library.waiting) == 3)
    library = parts.the_library
    assert [library.rows_of[key].title for key in library.waiting] == ["Title 0", "Title 1", "Title 2"]
    until(lambda: said(window) == "3 texts are in the queue.")


def test_what_could_not_be_added_is_named_and_tried_again(
    window: Window, parts: FakeParts, until: Until
) -> None:
    window._desk.errands().several.add(["example", "missing"])
    until(window._trouble.isVisible)
    assert window._trouble._text.text().startswith(
        "1 text could not be added. missing: There is no file “missing”."
    )
    assert window._trouble._retry.isVisible()
    assert len(parts.the_library.waiting) == 1


# ── bookmarks ──


@pytest.fixture
def opened(window: Window, until: Until) -> Window:
    window.open("example")
    until(
        lambda: (
            bool(window.session.summary) and window.session.playback.ready and not window.session._places.busy
        )
    )
    return window


def test_the_speed_of_one_text_says_nothing_of_how_long_the_others_are(
    opened: Window, shelf: ShelfView
) -> None:
    def line() -> str:
        return str(shelf.list.documents.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    before = line()
    opened.perform("read.own")
    opened.session.set("voice.rate", 900)
    assert opened.session.choosing.own
    assert line() == before
    opened.perform("read.own")
    opened.session.set("voice.rate", 900)
    assert line() != before


def answer(monkeypatch: pytest.MonkeyPatch, written: str | None) -> None:
    from reader.ui.shelf.asking import Question

    def run(self: Question) -> int:
        if written is None:
            return QDialog.DialogCode.Rejected.value
        self.answer = written
        return QDialog.DialogCode.Accepted.value

    monkeypatch.setattr(Question, "exec", run)


def test_a_bookmark_is_made_with_a_note_and_found_by_key(
    opened: Window, parts: FakeParts, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = opened.session.document
    assert document is not None
    answer(monkeypatch, "look this up")
    for block in (document.blocks[3], document.blocks[6]):
        opened.put_caret(block.span.start)
        opened.perform("library.mark")
    until(lambda: len(parts.the_library.marked) == 2)
    assert parts.the_library.marked[0].note == "look this up"
    until(lambda: said(opened) == "Marked: “We had no plan, no money and one")
    opened.put_caret(0)
    opened.perform("library.mark.on")
    until(lambda: opened._article.page.caret() == document.blocks[3].span.start)
    until(lambda: said(opened).startswith("Bookmark 1 of 2: look this up: The last steam crane"))
    opened.perform("library.mark.on")
    until(lambda: opened._article.page.caret() == document.blocks[6].span.start)
    opened.perform("library.mark.on")
    until(lambda: said(opened) == "This was the last bookmark.")
    opened.perform("library.mark.back")
    until(lambda: opened._article.page.caret() == document.blocks[3].span.start)


def test_who_cancels_the_note_makes_no_bookmark(
    opened: Window, parts: FakeParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, None)
    opened.perform("library.mark")
    QApplication.processEvents()
    assert parts.the_library.marked == []


def test_the_word_that_is_heard_is_what_is_marked(
    opened: Window, parts: FakeParts, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "")
    opened.session.play()
    for _ in range(20):
        parts.the_player.step()
    heard = opened.session.word
    opened.perform("library.mark")
    until(lambda: bool(parts.the_library.marked))
    assert heard is not None
    assert parts.the_library.marked[0].position.offset == heard.start


def test_all_bookmarks_are_listed_those_of_the_open_text_first(
    opened: Window, parts: FakeParts, until: Until
) -> None:
    from reader.ui.shelf.marks_dialog import MarksDialog

    library = parts.the_library
    document = opened.session.document
    assert document is not None
    other = library._documents[2]
    key = library.order[0]
    library.marked = []
    run_elsewhere(lambda: library.mark(2, other.text, 5, "elsewhere"))
    run_elsewhere(lambda: library.mark(key, library._documents[key].text, 0, ""))
    dialog = MarksDialog(opened, parts.library, opened._desk.jobs)
    dialog.show()
    until(lambda: dialog.list.count() == 2)
    texts = [dialog.list.item(n).text() for n in range(2)]
    assert texts[0].startswith("elsewhere: ")
    dialog.list.setCurrentRow(0)
    dialog._remove()
    until(lambda: dialog.list.count() == 1)
    assert dialog._told.text().startswith("Removed: elsewhere")
    dialog.close()
    dialog.deleteLater()


def run_elsewhere(work: Callable[[], object]) -> None:
    import threading

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


# ── tags ──


def test_tags_are_changed_for_the_chosen_document(
    window: Window, shelf: ShelfView, parts: FakeParts, until: Until, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, " harbour , sea,")
    press(window, Qt.Key.Key_T, CTRL)
    until(lambda: parts.the_library.rows_of[5].tags == ("harbour", "sea"))
    until(lambda: said(window) == "Tags: harbour, sea")
    until(lambda: "tags: harbour, sea" in spoken(shelf, 0))


# ── the same page again ──


def offered(window: Window) -> str:
    """What stands above the page; the foot tells other things too."""
    offer = window._desk._offer
    return "" if offer is None else offer._text.text()


def older() -> Copy:
    parts = [Part(Kind.TITLE, "Old harbour crane to be scrapped"), Part(Kind.PARAGRAPH, "It was old.")]
    return Copy(compose(parts, split, About(address="https://a.example/1")), "2026-03-03T10:00:00Z")


def test_a_page_that_changed_offers_the_copy_that_was_kept_and_one_key_turns_to_it(
    window: Window, parts: FakeParts, until: Until
) -> None:
    parts.copies["https://a.example/1"] = older()
    window.open("https://a.example/1")
    until(lambda: window._desk._offer is not None and window._desk._offer.isVisible())
    assert (
        offered(window) == "This page is another than on 3 March 2026. Ctrl+Y shows the copy that was kept."
    )
    window.perform("library.copy")
    assert window.session.document is older_document(parts)
    assert offered(window) == "This is the copy of 3 March 2026. Ctrl+Y shows the page as it is now."
    window.perform("library.copy")
    assert window.session.document is not None
    assert window.session.document.title.startswith("Old harbour crane sings")


def older_document(parts: FakeParts) -> object:
    return parts.copies["https://a.example/1"].document


def test_a_page_that_cannot_be_reached_is_shown_as_it_was_kept(
    window: Window, parts: FakeParts, until: Until
) -> None:
    parts.copies["https://a.example/1"] = older()
    parts.failing = Unreachable("a.example does not answer.", "Look whether this machine is connected.")
    window.open("https://a.example/1")
    until(lambda: window.session.document is older_document(parts))
    until(
        lambda: (
            offered(window)
            == "a.example does not answer. This is the copy of 3 March 2026. Ctrl+Y tries again."
        )
    )
    parts.failing = None
    window.perform("library.copy")
    until(
        lambda: (
            window.session.document is not None
            and window.session.document.title.startswith("Old harbour crane sings")
        )
    )


def test_an_unchanged_page_offers_nothing(window: Window, parts: FakeParts, until: Until) -> None:
    parts.copies["https://a.example/1"] = Copy(parts.open("x"), "2026-03-03T10:00:00Z")
    window.open("https://a.example/1")
    until(lambda: window.session.document is not None)
    QApplication.processEvents()
    assert window._desk._offer is None


def test_another_page_ends_the_offer(window: Window, parts: FakeParts, until: Until) -> None:
    parts.copies["https://a.example/1"] = older()
    window.open("https://a.example/1")
    until(lambda: window._desk._offer is not None and window._desk._offer.isVisible())
    window.session.paste("Another\n\nText.", play=False)
    until(lambda: window.session.document is not None and window.session.document.title == "Another")
    assert window._desk._offer is not None
    assert not window._desk._offer.isVisible()


# ── trouble and emptiness ──


def test_an_empty_library_says_what_will_be_here(qt: object, until: Until) -> None:
    window = Window(FakeParts(documents=0), Settings(), lambda _: None)
    window.show()
    window.perform("library.show")
    view = window._library
    assert view is not None
    until(lambda: bool(view.message))
    assert view.message.startswith("Nothing is kept yet.")
    until(lambda: said(window) == view.message)
    window.close()


def test_a_library_that_cannot_be_used_is_told_with_try_again(
    window: Window, parts: FakeParts, until: Until
) -> None:
    parts.the_library.failing = KeepingError("The library cannot be used.", "Check the folder.")
    window.perform("library.show")
    until(window._trouble.isVisible)
    assert window._trouble._text.text() == "The library cannot be used.\nCheck the folder."
    parts.the_library.failing = None
    window.perform("open.retry")
    view = window._library
    assert view is not None
    until(lambda: view.list.documents.rowCount() == 5)


def test_a_repaired_library_is_told(window: Window, parts: FakeParts, until: Until) -> None:
    parts.the_library.said = "The library was damaged; 4 of 5 documents were saved."
    window.perform("library.show")
    until(window._trouble.isVisible)
    assert "4 of 5 documents were saved" in window._trouble._text.text()


def test_who_keeps_nothing_is_offered_nothing_that_keeps(window: Window, until: Until) -> None:
    window.open("example")
    until(lambda: window.session.document is not None)
    window.session.set("library.keep", value=False)
    for command in (
        "library.queue",
        "library.mark",
        "library.add",
        "library.tags",
        "library.import",
        "library.feeds",
    ):
        assert not window._actions.by_id[command].isEnabled(), command
    assert window._actions.by_id["library.show"].isEnabled(), "what was kept before can be seen and removed"


@pytest.mark.parametrize(("width", "height"), [(1200, 800), (640, 410), (320, 200)])
def test_everything_has_its_room_at_any_size(
    window: Window, shelf: ShelfView, width: int, height: int
) -> None:
    window.resize(width, height)
    QApplication.processEvents()
    assert (window.width(), window.height()) == (width, height)
    assert shelf.list.isVisible()
    assert shelf.list.height() >= 80
    names = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit | QListView):
            corner = widget.mapTo(window, QPoint(0, 0))
            assert corner.x() >= 0
            assert corner.x() + widget.width() <= width, widget.accessibleName()
            assert corner.y() + widget.height() <= height, widget.accessibleName()
            assert min(widget.width(), widget.height()) >= 44 or isinstance(widget.parentWidget(), QSpinBox)
            names.append(widget.accessibleName() or getattr(widget, "text", str)())
            if isinstance(widget, QAbstractButton):
                assert widget.width() >= widget.sizeHint().width(), widget.text()
    inner = [name for name in names if name]
    assert len(inner) == len(set(inner))


def test_every_theme_shows_the_library(window: Window, shelf: ShelfView) -> None:
    for theme in THEMES:
        window.session.set("colours.theme", theme.value)
        QApplication.processEvents()
        assert not shelf.grab().isNull()


# ── feeds and files ──


def test_feeds_are_followed_and_asked_only_when_the_person_says_so(
    window: Window, parts: FakeParts, until: Until
) -> None:
    from reader.ui.jobs import Jobs
    from reader.ui.shelf.feeds import FeedsDialog

    came: list[int] = []
    jobs = Jobs(window, workers=1)
    dialog = FeedsDialog(window, parts.library, jobs, lambda: came.append(1))
    dialog.show()
    until(lambda: dialog._told.text().startswith("You follow no feed yet."))
    dialog.field.setText("https://a.example/feed")
    dialog._follow()
    until(lambda: dialog.list.count() == 1)
    assert dialog._told.text() == "You follow Harbour News now."
    assert came == []
    dialog._refresh()
    until(lambda: dialog._told.text() == "2 new stories are in the queue.")
    assert came == [1]
    dialog._leave()
    until(lambda: parts.the_library.the_feeds == [])
    dialog.close()
    dialog.deleteLater()
    jobs.close()


@pytest.mark.parametrize("asks", ["follow", "refresh", "look"])
def test_a_server_of_feeds_that_never_answers_is_left_when_the_window_is_closed(
    window: Window, parts: FakeParts, until: Until, asks: str
) -> None:
    from reader.ui.shelf.feeds import FeedsDialog

    parts.the_library.silent = True
    errands = window._desk.errands()
    dialog = FeedsDialog(window, parts.library, errands._asking, lambda: None)
    dialog.field.setText("https://a.example/feed")
    match asks:
        case "follow":
            dialog._follow()
        case "refresh":
            dialog._refresh()
        case "look":
            errands.looking.switch(on=True)
            errands.looking.look()
    until(parts.the_library.waited.is_set)
    dialog.accept()
    assert not parts.the_library.left.is_set(), "it goes on without the dialog"
    window.close()
    assert parts.the_library.left.wait(30)


def test_an_address_of_several_that_never_answers_is_left_when_the_window_is_closed(
    window: Window, parts: FakeParts, until: Until
) -> None:
    window._desk.errands().several.add(["silent"])
    until(parts.started.is_set)
    window.close()
    assert parts.left.wait(30)


def test_an_import_and_an_export_say_what_they_did(
    window: Window, until: Until, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: ("pocket.csv", ""))
    window.perform("library.import")
    until(lambda: said(window).startswith("3 documents came in. 2 addresses came in;"))
    assert said(window).endswith("1 entry could not be used.")
    out = tmp_path / "library.jsonl"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(out), ""))
    window.perform("library.export")
    until(lambda: said(window) == "5 entries were written.")
    assert out.exists()


@pytest.mark.parametrize("lines", [False, True])
def test_a_question_tells_what_it_is_about(window: Window, lines: bool) -> None:
    from PySide6.QtWidgets import QLabel

    from reader.ui.shelf.asking import Question

    question = Question("Tags", "&Tags", window.theme, window, about="The night ferry", lines=lines)
    question.show()
    QApplication.processEvents()
    told = [label.text() for label in question.findChildren(QLabel) if label.isVisible()]
    question.close()
    question.deleteLater()
    assert "The night ferry" in told


@pytest.mark.parametrize("lines", [False, True])
def test_a_question_keeps_its_field_and_its_buttons_in_a_low_window(window: Window, lines: bool) -> None:
    from reader.ui.shelf.asking import Question

    about = "Something that takes a line or two of a narrow window to be told."
    question = Question(
        "Add",
        "&Addresses or files, each on a line of its own",
        window.theme,
        window,
        about=about,
        lines=lines,
    )
    if lines:
        question.add_button("Choose files…")
    question.show()
    question.resize(320, 220)
    QApplication.processEvents()
    for button in question.findChildren(QAbstractButton):
        corner = button.mapTo(question, QPoint(0, 0))
        assert button.height() >= 44
        assert corner.y() + button.height() <= question.height(), button.text()
        field = question._field
        assert corner.y() >= field.mapTo(question, QPoint(0, 0)).y() + field.height()
    question.close()
    question.deleteLater()
