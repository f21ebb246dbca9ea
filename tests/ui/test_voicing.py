"""Spell, correct, again, sleep, another device, another language: each by its key, with no pointer."""

from __future__ import annotations

from collections.abc import Callable

import pytest

pytest.importorskip("PySide6.QtTest")
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QWidget

from reader.app.commands import Playing
from reader.core.document import Kind as BlockKind
from reader.core.playback.state import Phase
from reader.core.speech.pronunciation import Entry, Kind
from reader.ui.dictionary_dialog import DictionaryDialog
from reader.ui.entry_dialog import EntryDialog
from reader.ui.picker import Picker
from reader.ui.window import Window
from tests.ui.fakes import FakeParts, story

Until = Callable[[Callable[[], bool]], None]


@pytest.fixture
def parts() -> FakeParts:
    return FakeParts(story())


@pytest.fixture
def window(parts: FakeParts, shown: Callable[..., Window], until: Until) -> Window:
    window = shown(parts)
    window.session.playback.prepare()
    window.open("story")
    until(lambda: window.session.document is not None and window.session.playback.ready)
    until(lambda: bool(window.session.playback.voices))
    return window


def go_to(window: Window, word: str) -> None:
    assert window.session.document is not None
    window._article.put_caret(window.session.document.text.index(word))


def in_dialog(act: Callable[[QDialog], None]) -> list[BaseException]:
    """Does something in the dialog that opens next; what went wrong there is in the list."""
    wrong: list[BaseException] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            QTimer.singleShot(20, look)
            return
        try:
            act(dialog)
        except BaseException as error:
            wrong.append(error)
            dialog.reject()

    QTimer.singleShot(20, look)
    return wrong


def field(dialog: QDialog, name: str) -> QLineEdit:
    return next(f for f in dialog.findChildren(QLineEdit) if f.accessibleName() == name)


def press(dialog: QDialog, text: str) -> None:
    next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "") == text).click()


def pick(text: str) -> list[BaseException]:
    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, Picker)
        field_of = dialog.findChildren(QLineEdit)[0]
        QTest.keyClicks(field_of, text)
        QTest.keyClick(field_of, Qt.Key.Key_Return)

    return in_dialog(act)


def test_a_word_is_spelled_and_again_with_a_word_for_each_letter(
    window: Window, parts: FakeParts, until: Until
) -> None:
    until(lambda: "Removed" in window._foot.text)
    window.session.play()
    until(lambda: window.session.playing is Playing.PLAYING)
    window.session.pause()
    until(lambda: window.session.playing is Playing.PAUSED)
    go_to(window, "whistle")
    for times in (1, 2, 3):
        window.perform("read.spell")
        until(lambda n=times: len(parts.the_aside.said) == n)  # type: ignore[misc]
    assert parts.the_aside.said == [
        ("whistle", "en", False),
        ("whistle", "en", True),
        ("whistle", "en", False),
    ]
    assert window._foot.text == "W, H, I, S, T, L, E"
    assert ("pause",) in parts.the_player.asked


def test_escape_silences_a_word_that_is_being_spelled(window: Window, parts: FakeParts, until: Until) -> None:
    window.perform("read.spell")
    until(lambda: bool(parts.the_aside.listeners))
    parts.the_aside.listeners[0].phase(Phase.PLAYING)
    until(window._actions.by_id["read.silence"].isEnabled)
    window.perform("read.silence")
    assert parts.the_aside.hushed


def test_a_word_is_corrected_by_ear(window: Window, parts: FakeParts, until: Until) -> None:
    go_to(window, "Ellery")

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, EntryDialog)
        assert field(dialog, "Written").text() == "ellery"
        said = field(dialog, "Said")
        assert dialog.focusWidget() is said
        press(dialog, "Save")
        assert dialog.isVisible(), "nothing was filled in"
        QTest.keyClicks(said, "Ellory")
        press(dialog, "Preview")
        until(lambda: bool(parts.the_aside.said))
        press(dialog, "Save")

    wrong = in_dialog(act)
    window.perform("read.correct")
    assert not wrong
    assert parts.the_aside.said == [(Entry("ellery", "Ellory", language="en"), "ellery", "en")]
    assert parts.the_dictionary.entries == (Entry("ellery", "Ellory", language="en"),)
    assert ("renew",) in parts.the_player.asked


def test_a_pattern_that_could_hang_is_refused_where_it_is_typed(
    window: Window, parts: FakeParts, until: Until
) -> None:
    def act(dialog: QDialog) -> None:
        field(dialog, "Written").setText("(a+)+b")
        field(dialog, "Said").setText("x")
        next(w for w in dialog.findChildren(QWidget) if w.accessibleName() == "Stands for: A pattern").click()  # type: ignore[attr-defined]
        for button in ("Preview", "Save"):
            dialog._tell("")  # type: ignore[attr-defined]
            press(dialog, button)
            until(lambda: "(a+)+b" in dialog._told.text())  # type: ignore[attr-defined]
        dialog.reject()

    wrong = in_dialog(act)
    window.perform("read.correct")
    assert not wrong
    assert not parts.the_dictionary.entries


def test_entries_are_listed_changed_heard_and_removed(window: Window, parts: FakeParts, until: Until) -> None:
    parts.the_dictionary.add(Entry("nginx", "engine x"))
    parts.the_dictionary.add(Entry("read me", "reed me", Kind.PHRASE))

    def act(dialog: QDialog) -> None:
        assert isinstance(dialog, DictionaryDialog)
        assert dialog._list.count() == 2
        field(dialog, "Word to look for").setText("engine")
        assert dialog._list.count() == 1
        press(dialog, "Hear")
        until(lambda: bool(parts.the_aside.said))
        press(dialog, "Remove")
        assert "nginx" in dialog._told.text()
        field(dialog, "Word to look for").setText("")
        assert dialog._list.count() == 1
        dialog.accept()

    wrong = in_dialog(act)
    window.perform("read.dictionary")
    assert not wrong
    assert [e.written for e in parts.the_dictionary.entries] == ["read me"]
    assert ("renew",) in parts.the_player.asked


def test_the_sleep_timer_is_set_and_taken_back(window: Window, parts: FakeParts) -> None:
    for typed, asked in (("15", ("sleep", 900.0)), ("end", ("sleep at end",)), ("never", ("sleep", None))):
        wrong = pick(typed)
        window.perform("read.sleep")
        assert not wrong
        assert parts.the_player.asked[-1] == asked


def test_a_device_is_chosen_and_kept(window: Window, parts: FakeParts) -> None:
    wrong = pick("head")
    window.perform("read.device")
    assert not wrong
    assert parts.the_player.asked[-1] == ("device", "phones")
    assert window.session.settings.word("sound.device") == "phones"


def test_the_language_of_a_text_is_pinned_and_freed_again(window: Window, parts: FakeParts) -> None:
    wrong = pick("deutsch")
    window.perform("read.language")
    assert not wrong
    assert window.session.document is not None
    assert window.session.document.language == "de"
    assert ("voice", "fake:de") in parts.the_player.asked
    wrong = pick("found out")
    window.perform("read.language")
    assert not wrong
    assert window.session.document.language == "en"


def test_a_sentence_is_said_again_and_words_are_gone_by(window: Window, parts: FakeParts) -> None:
    window.perform("read.repeat")
    assert parts.the_player.asked[-1] == ("repeat",)
    window.perform("go.word.on")
    assert ("move", "word", 1) in parts.the_player.asked


def test_how_much_is_said_is_heeded_at_once(window: Window, parts: FakeParts, until: Until) -> None:
    assert parts.how[0] == ("natural", "natural")
    window.session.set("speech.numbers", "digits")
    until(lambda: parts.how[-1] == ("digits", "natural"))
    until(lambda: parts.the_player.asked[-1] == ("renew",))
    window.session.set("voice.pauses", 50)
    assert parts.the_player.asked[-1][1].pauses == 50  # type: ignore[attr-defined]


def test_every_control_of_the_new_dialogs_has_a_name_and_a_size(window: Window, parts: FakeParts) -> None:
    parts.the_dictionary.add(Entry("nginx", "engine x"))

    def act(dialog: QDialog) -> None:
        QApplication.processEvents()
        for widget in dialog.findChildren(QPushButton) + dialog.findChildren(QLineEdit):
            assert widget.accessibleName() or widget.text()
            assert widget.height() >= 44, widget.accessibleName()
        dialog.reject()

    for command in ("read.correct", "read.dictionary"):
        wrong = in_dialog(act)
        window.perform(command)
        assert not wrong


def test_a_kind_of_block_that_is_switched_off_is_shown_and_not_read(
    window: Window, parts: FakeParts, until: Until
) -> None:
    session = window.session
    assert session.document is not None
    before = session.progress().of
    session.set("speech.lists", value=False)
    assert parts.the_player.skipped == {BlockKind.ITEM}
    assert window._foot.text == "Lists are not read aloud."
    assert session.progress().of < before
    assert "half a ton of rust" in window._article.page.toPlainText()
    session.play()
    until(lambda: "Reading" in window._foot.text)
    assert "Lists are not read aloud." in window._foot.text
    session.set("speech.lists", value=True)
    assert parts.the_player.skipped == frozenset()
