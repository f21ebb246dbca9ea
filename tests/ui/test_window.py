"""The window from its widgets inwards: keys, light, places, words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from reader.app.commands import BY_ID, COMMANDS, Playing
from reader.core.document import About, Kind, Part, Span, compose
from reader.core.settings import THEMES, Settings
from reader.ui.reading import Shown
from tests.ui.fakes import FakeParts, split

pytest.importorskip("PySide6.QtTest")
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)

from reader.ui.window import Window

Until = Callable[[Callable[[], bool]], None]


@pytest.fixture
def opened(window: Window, until: Until) -> Window:
    window.open("example")
    until(
        lambda: (
            bool(window.session.summary) and window.session.playback.ready and not window.session._places.busy
        )
    )
    return window


def press(
    window: Window, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifiers)
    QApplication.processEvents()


CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def test_space_plays_and_pauses_in_the_page(opened: Window) -> None:
    press(opened, Qt.Key.Key_Space)
    assert opened.session.playing is Playing.PLAYING
    press(opened, Qt.Key.Key_Space)
    assert opened.session.playing is Playing.PAUSED
    assert opened._foot.text == "Paused"


def test_space_types_a_space_in_the_address(opened: Window) -> None:
    press(opened, Qt.Key.Key_L, CTRL)
    assert opened.focusWidget() is opened._address.field
    press(opened, Qt.Key.Key_Space)
    assert opened._address.field.text() == " "
    assert opened.session.playing is Playing.STOPPED


def test_single_keys_can_be_switched_off(opened: Window) -> None:
    opened.session.set("window.keys", value=False)
    press(opened, Qt.Key.Key_Space)
    assert opened.session.playing is Playing.STOPPED
    press(opened, Qt.Key.Key_F5)
    assert opened.session.playing is Playing.PLAYING


def test_escape_silences(opened: Window) -> None:
    press(opened, Qt.Key.Key_F5)
    press(opened, Qt.Key.Key_Escape)
    assert opened.session.playing is Playing.STOPPED


def test_a_changed_key_works_and_the_old_one_no_longer(opened: Window) -> None:
    opened.session.choosing.set_all(Settings().with_keys("read.play", "Ctrl+P"))
    press(opened, Qt.Key.Key_F5)
    assert opened.session.playing is Playing.STOPPED
    press(opened, Qt.Key.Key_P, CTRL)
    assert opened.session.playing is Playing.PLAYING


def test_keys_pressed_in_vain_are_answered(window: Window) -> None:
    window.open("example")
    QTest.keyClick(window._article.page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    assert window._foot.text == "Heading forward: not possible just now."


def test_the_words_of_a_page_are_never_taken_for_markup(opened: Window) -> None:
    said = 'Opened <img src="//machine/share/picture.png">'
    opened._foot.say(said)
    labels = [label for label in opened.findChildren(QLabel) if label.text() == said]
    assert len(labels) > 1
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_the_light_moves_neither_caret_nor_selection(opened: Window, parts: FakeParts) -> None:
    opened.session.play()
    page = opened._article.page
    before = page.textCursor().position(), page.textCursor().selectedText()
    changes: list[int] = []
    page.cursorPositionChanged.connect(lambda: changes.append(1))
    for _ in range(12):
        parts.the_player.step()
    assert (page.textCursor().position(), page.textCursor().selectedText()) == before
    assert changes == []
    assert opened.session.word is not None


def test_moving_while_nothing_sounds_takes_the_caret_along(opened: Window) -> None:
    press(opened, Qt.Key.Key_Down, ALT)
    document = opened.session.document
    assert document is not None
    assert opened._article.page.caret() == document.blocks[1].span.start


def long_document() -> object:
    text = "These are some words of a long story that goes on and on for quite a while. " * 8
    parts = [Part(Kind.TITLE, "A long story")] + [Part(Kind.PARAGRAPH, text) for _ in range(12)]
    return compose(parts, split, About(language="en"))


def shown_rect(window: Window) -> tuple[int, int]:
    """Top and bottom of the lit word in the viewport, and its height."""
    from reader.ui.light import lines_of

    page = window._article.page
    word = page._lit[0]
    assert word is not None
    line = lines_of(page.document(), word)[0]
    top = int(line.top()) - page.verticalScrollBar().value()
    return top, page.viewport().height()


@pytest.fixture
def far(window: Window, parts: FakeParts, until: Until) -> Window:
    """Reading is far down a long text."""
    parts.document = long_document()  # type: ignore[assignment]
    window.open("long")
    until(
        lambda: (
            bool(window.session.summary) and window.session.playback.ready and not window.session._places.busy
        )
    )
    window.session.play()
    document = window.session.document
    assert document is not None
    window.session.go_to(document.sentences[60].start)
    return window


@pytest.mark.parametrize("what", ["start", "resize", "size", "theme", "spacing", "font", "narrow"])
def test_what_is_read_stays_in_view(far: Window, what: str) -> None:
    match what:
        case "resize":
            far.resize(900, 500)
        case "narrow":
            far.resize(420, 700)
        case "size":
            far.session.set("text.size", 48)
        case "theme":
            far.session.set("colours.theme", "dark")
        case "spacing":
            far.session.set("text.line", 250)
        case "font":
            far.session.set("text.font", "OpenDyslexic")
        case _:
            pass
    QApplication.processEvents()
    top, height = shown_rect(far)
    assert 0 <= top < height * 0.8


def test_whoever_scrolls_away_is_left_alone_until_one_key_brings_them_back(
    far: Window, parts: FakeParts
) -> None:
    page = far._article.page
    bar = page.verticalScrollBar()
    bar.triggerAction(bar.SliderAction.SliderToMinimum)
    assert not page.following
    for _ in range(5):
        parts.the_player.step()
    assert bar.value() == 0
    press(far, Qt.Key.Key_Home, ALT)
    assert page.following
    top, height = shown_rect(far)
    assert 0 <= top < height


def test_the_fixed_line_stays_at_its_height(far: Window, parts: FakeParts) -> None:
    far.session.set("light.fixed", value=True)
    far.session.set("light.place", 50)
    tops = set()
    for _ in range(40):
        parts.the_player.step()
        tops.add(shown_rect(far)[0])
    _, height = shown_rect(far)
    assert max(tops) - min(tops) <= 2
    assert abs(max(tops) - height * 0.5) < 40


@pytest.mark.parametrize("size", [18, 200])
def test_the_text_passes_one_spot_in_step_with_the_voice(far: Window, parts: FakeParts, size: int) -> None:
    from reader.ui.light import lines_of

    far.resize(1200, 700)
    far.session.set("text.size", size)
    far.session.set("light.spot", value=True)
    QApplication.processEvents()
    page = far._article.page
    spots = set()
    for _ in range(30):
        parts.the_player.step()
        assert page._lit[0] is not None
        word = lines_of(page.document(), page._lit[0])[0]
        spots.add(
            (
                round(word.left()) - page.horizontalScrollBar().value(),
                round(word.top()) - page.verticalScrollBar().value(),
            )
        )
    xs, ys = zip(*spots, strict=True)
    assert max(xs) - min(xs) <= 2
    assert max(ys) - min(ys) <= 2
    assert abs(xs[0] - page.viewport().width() * 0.3) <= 3
    block = page.document().findBlock(page._lit[0][0])
    corner = page.document().documentLayout().blockBoundingRect(block).x()
    left = page.horizontalScrollBar().value() - corner
    line = block.layout().lineAt(0)
    assert line.xToCursor(left + page.viewport().width()) - line.xToCursor(left) >= 8
    far.session.set("light.spot", value=False)
    assert page.horizontalScrollBar().maximum() == 0


def test_the_first_line_too_can_stand_at_the_fixed_height(far: Window) -> None:
    far.session.set("light.fixed", value=True)
    far.session.go_to(0)
    top, height = shown_rect(far)
    assert abs(top - height * 0.35) < 40


def test_text_of_200_points_wraps_and_the_person_is_warned(far: Window) -> None:
    far.resize(700, 600)
    far.session.set("text.size", 182)
    far.perform("view.larger")
    page = far._article.page
    assert page.horizontalScrollBar().maximum() == 0
    assert "Fewer than 8 characters" in far._foot.text


@pytest.mark.parametrize("height", [410, 420])
def test_letters_of_180_points_are_whole_in_a_low_window(far: Window, parts: FakeParts, height: int) -> None:
    from PySide6.QtGui import QFontMetricsF

    from reader.ui.light import lines_of

    far.resize(640, height)
    far.session.set("text.size", 180)
    QApplication.processEvents()
    page = far._article.page
    metrics = QFontMetricsF(page._looks.font())
    for _ in range(12):
        parts.the_player.step()
        assert page._lit[0] is not None
        line = lines_of(page.document(), page._lit[0])[0]
        baseline = line.bottom() - line.height() * metrics.descent() / metrics.height()
        capitals = line.height() * metrics.capHeight() / metrics.height()
        shown, room = baseline - page.verticalScrollBar().value(), page.viewport().height()
        assert capitals < room
        assert shown - capitals >= -2
        assert shown <= room + 2


def test_nothing_of_an_old_light_stays_on_the_screen(far: Window, parts: FakeParts) -> None:
    far.session.pause()
    page = far._article.page
    page.setCursorWidth(0)  # it blinks
    for _ in range(120):
        parts.the_player.step()
        QApplication.processEvents()
    shown = far.screen().grabWindow(far.winId()).toImage()
    page.viewport().update()
    QApplication.processEvents()
    assert far.screen().grabWindow(far.winId()).toImage() == shown


def test_summary_stands_beside_the_article_only_where_there_is_room(opened: Window) -> None:
    assert opened._summary.isVisible()
    assert opened._article.isVisible()
    opened.resize(800, 700)
    QApplication.processEvents()
    assert not opened._summary.isVisible()
    press(opened, Qt.Key.Key_S, CTRL | SHIFT)
    assert opened.session.shown is Shown.SUMMARY
    assert opened._summary.isVisible()
    assert not opened._article.isVisible()
    assert opened._summary.page.hasFocus()


def test_the_sentence_read_in_the_summary_is_lit_in_the_article_too(opened: Window) -> None:
    opened.perform("summary.switch")
    opened.session.play()
    assert opened._summary.page._lit[0] is not None
    assert opened._article.page._lit[1] is not None
    assert opened._article.page._lit[0] is None


def test_tell_me_more_goes_to_the_sentence_at_the_caret(opened: Window) -> None:
    opened.perform("summary.switch")
    wanted = opened.session.summary[1]
    opened._summary.put_caret(wanted.start)
    opened.perform("summary.more")
    assert opened.session.shown is Shown.ARTICLE
    assert opened._article.page.caret() == wanted.start


def test_find_goes_from_place_to_place_and_says_which(opened: Window) -> None:
    press(opened, Qt.Key.Key_F3)
    QTest.keyClicks(opened._find.field, "crane")
    press(opened, Qt.Key.Key_Return)
    assert opened._foot.text == "1 of 3"
    assert opened._article.page.textCursor().selectedText() == "crane"
    press(opened, Qt.Key.Key_F3)
    assert opened._foot.text == "2 of 3"
    press(opened, Qt.Key.Key_F3, SHIFT)
    assert opened._foot.text == "1 of 3"
    press(opened, Qt.Key.Key_Escape)
    assert opened._article.page.hasFocus()
    assert not opened._find.isVisible()


def test_finding_nothing_says_so(opened: Window) -> None:
    opened.perform("go.find")
    QTest.keyClicks(opened._find.field, "zeppelin")
    press(opened, Qt.Key.Key_Return)
    assert opened._foot.text == "“zeppelin” is not in this text."


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Backspace])
def test_what_find_said_goes_with_it_and_with_other_words(opened: Window, key: Qt.Key) -> None:
    opened.perform("go.find")
    QTest.keyClicks(opened._find.field, "zeppelin")
    press(opened, Qt.Key.Key_Return)
    press(opened, key)
    assert opened._foot.text == ""


def test_what_was_said_since_then_stays_when_find_is_closed(opened: Window) -> None:
    opened.perform("go.find")
    QTest.keyClicks(opened._find.field, "zeppelin")
    press(opened, Qt.Key.Key_Return)
    opened._foot.say("In the queue: Low tide")
    press(opened, Qt.Key.Key_Escape)
    assert opened._foot.text == "In the queue: Low tide"


def test_while_it_reads_the_foot_says_so_again_after_find(opened: Window) -> None:
    opened.session.play()
    opened.perform("go.find")
    QTest.keyClicks(opened._find.field, "zeppelin")
    press(opened, Qt.Key.Key_Return)
    opened._find.close_bar()
    assert opened._foot.text == "Reading"


def test_a_key_can_be_asked_about_without_doing_it(opened: Window) -> None:
    press(opened, Qt.Key.Key_F1, SHIFT)
    press(opened, Qt.Key.Key_F5)
    assert opened._foot.text == "F5: Read. Reads aloud from the last place."
    assert opened.session.playing is Playing.STOPPED
    press(opened, Qt.Key.Key_F1, SHIFT)
    press(opened, Qt.Key.Key_F14)
    assert opened._foot.text == "F14 does nothing here."
    press(opened, Qt.Key.Key_F5)
    assert opened.session.playing is Playing.PLAYING


def test_help_opens_in_the_page_and_back_returns(opened: Window) -> None:
    before = opened.session.document
    press(opened, Qt.Key.Key_F1)
    assert opened.session.document is not None
    assert opened.session.document.title == "Help"
    assert opened._article.page.toPlainText().startswith("Help")
    press(opened, Qt.Key.Key_Backspace, CTRL | SHIFT)
    assert opened.session.document is before


def test_trouble_is_shown_in_one_place_with_try_again(window: Window, parts: FakeParts, until: Until) -> None:
    window.open("missing")
    until(window._trouble.isVisible)
    assert "There is no file" in window._trouble._text.text()
    assert window._trouble._retry.isVisible()
    parts.failing = None
    window.open("example")
    until(lambda: window.session.document is not None and bool(window.session.summary))
    assert not window._trouble.isVisible()


def test_dropped_text_and_files_are_opened(window: Window, until: Until) -> None:
    text = QMimeData()
    text.setText("Dropped headline\n\nAnd a story.")
    window._take_dropped(text)
    until(lambda: window.session.document is not None and window.session.document.title == "Dropped headline")
    link = QMimeData()
    link.setUrls([QUrl("https://example.org/story")])
    window._take_dropped(link)
    until(
        lambda: (
            window.session.document is not None and window.session.document.title.startswith("Old harbour")
        )
    )


def test_a_double_click_reads_from_the_word(opened: Window, parts: FakeParts) -> None:
    page = opened._article.page
    QTest.mouseDClick(
        page.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(200, 60)
    )
    assert opened.session.playing is Playing.PLAYING
    assert any(a[0] == "go_to" for a in parts.the_player.asked)


def test_a_long_text_is_shown_in_parts_and_the_light_turns_the_page(
    window: Window, parts: FakeParts, until: Until
) -> None:
    story = [Part(Kind.TITLE, "Book")]
    for chapter in range(6):
        story += [
            Part(Kind.HEADING, f"Chapter {chapter + 1}", 1),
            Part(Kind.PARAGRAPH, "Some words here. " * 1_100),
        ]
    parts.document = compose(story, split, About(language="en"))
    window.open("book")
    until(
        lambda: (
            bool(window.session.summary) and window.session.playback.ready and not window.session._places.busy
        )
    )
    assert window._article.parts > 2
    last = parts.document.sentences[-1]
    window.session.play()
    window.session.go_to(last.start)
    assert window._article.page.shows(last.start)
    assert not window._article.page.shows(0)
    window.perform("go.part.back")
    assert not window._article.page.shows(last.start)


def test_every_command_can_be_performed_without_a_fault(
    opened: Window, monkeypatch: pytest.MonkeyPatch, until: Until
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDialog, "exec", lambda self: shown.append(type(self).__name__) or 0)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(f"PySide6.QtWidgets.QFileDialog.{name}", lambda *_: ("", ""))
    for command in COMMANDS:
        if command.id not in ("quit", "help.key"):
            opened.perform(command.id)
            QApplication.processEvents()
    until(lambda: len(set(shown)) == 9)
    assert set(shown) == {
        "DictionaryDialog",
        "EntryDialog",
        "ExportDialog",
        "KeysDialog",
        "Picker",
        "SettingsDialog",
        "Question",
        "MarksDialog",
        "FeedsDialog",
    }


def test_every_theme_can_be_worn(opened: Window) -> None:
    for theme in THEMES:
        opened.session.set("colours.theme", theme.value)
        QApplication.processEvents()
        assert not opened.grab().isNull()


SMALL = [(1200, 800), (640, 410), (320, 200)]


@pytest.mark.parametrize(("width", "height"), SMALL)
def test_nothing_sticks_out_at_any_size(opened: Window, width: int, height: int) -> None:
    opened.resize(width, height)
    QApplication.processEvents()
    assert (opened.width(), opened.height()) == (width, height)
    for widget in opened.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit | QSpinBox):
            corner = widget.mapTo(opened, QPoint(0, 0))
            assert corner.x() >= 0
            assert corner.x() + widget.width() <= width, widget.accessibleName()
            assert corner.y() + widget.height() <= height, widget.accessibleName()


@pytest.mark.parametrize(("width", "height"), SMALL)
def test_every_target_is_44_pixels_and_every_text_of_a_button_is_whole(
    opened: Window, width: int, height: int
) -> None:
    opened.resize(width, height)
    QApplication.processEvents()
    for widget in opened.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QSpinBox):
            assert min(widget.width(), widget.height()) >= 44, widget.accessibleName()
            assert widget.width() >= widget.sizeHint().width() or isinstance(widget, QSpinBox)


def test_every_control_has_a_name_and_no_two_are_alike(opened: Window) -> None:
    names = []
    for widget in opened.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), QSpinBox)
        if (
            widget.isVisible()
            and not inner
            and isinstance(widget, QAbstractButton | QLineEdit | QSpinBox | QTextEdit)
        ):
            text = widget.text() if isinstance(widget, QAbstractButton) else ""
            names.append((type(widget).__name__, widget.accessibleName() or text))
    assert all(name for _, name in names)
    assert len(names) == len(set(names))


def test_tab_goes_round_every_control_and_back(opened: Window) -> None:
    seen = []
    for _ in range(40):
        press(opened, Qt.Key.Key_Tab)
        widget = opened.focusWidget()
        if widget in seen:
            break
        seen.append(widget)
    usable = {
        w
        for w in opened.findChildren(QWidget)
        if w.isVisible()
        and w.isEnabled()
        and w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and isinstance(w, QAbstractButton | QLineEdit | QSpinBox | QTextEdit)
        and not isinstance(w.parentWidget(), QSpinBox)
    }
    assert set(seen) == usable


def test_tab_goes_through_the_controls_in_the_order_in_which_they_stand(opened: Window) -> None:
    opened._bar._back.setFocus()
    seen: list[QWidget] = []
    while opened._bar.isAncestorOf(opened.focusWidget()):
        seen.append(opened.focusWidget())
        press(opened, Qt.Key.Key_Tab)
    places = [widget.mapTo(opened, QPoint(0, 0)) for widget in seen]
    assert len(seen) > 9
    assert [(p.y(), p.x()) for p in places] == sorted((p.y(), p.x()) for p in places)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button_as_space_does(opened: Window, key: Qt.Key) -> None:
    opened._bar._play.setFocus()
    press(opened, key)
    assert opened.session.playing is Playing.PLAYING


def test_the_ring_surrounds_what_has_the_focus(opened: Window) -> None:
    press(opened, Qt.Key.Key_L, CTRL)
    field = opened._address.field
    corner = field.mapTo(opened, QPoint(0, 0))
    assert opened._ring.isVisible()
    assert opened._ring.geometry().contains(corner)
    assert opened._ring.width() > field.width()


def test_a_closed_dialog_is_told_of_no_setting_any_more(
    opened: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.ui.settings_dialog import SettingsDialog

    faults: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *fault: faults.append(fault))  # where Qt's slots end up

    def close() -> None:
        opened.findChildren(SettingsDialog)[0].accept()

    QTimer.singleShot(0, close)
    opened.perform("view.settings")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened.perform("view.larger")
    assert opened._foot.text == "Text size: 20 pt"
    assert faults == []


def test_menus_hold_every_command_once(opened: Window) -> None:
    shown = [a for menu in opened.menuBar().actions() for a in (menu.menu().actions() if menu.menu() else [])]  # type: ignore[attr-defined]
    assert sorted(a.objectName() for a in shown) == sorted(BY_ID)


def test_what_can_not_be_done_now_is_greyed(window: Window) -> None:
    assert not window._actions.by_id["read.play"].isEnabled()
    assert window._actions.by_id["open.file"].isEnabled()


def test_no_sentence_is_lit_where_nothing_is_read(opened: Window) -> None:
    opened.session.lit.emit(Span(0, 3), Span(0, 20))
    opened.session.lit.emit(None, None)
    assert opened._article.page._lit == (None, None)


def test_telling_more_begins_at_the_word_that_is_heard_and_not_at_the_caret(
    window: Window, parts: FakeParts, until: Until
) -> None:
    window.open("example")
    until(lambda: bool(window.session.summary))
    window.perform("summary.switch")
    window._summary.page.setFocus()
    window.session.play()
    parts.the_player.timer_off()
    wanted = window.session.summary[2].start
    parts.the_player.go_to(wanted)
    until(lambda: window.session.word is not None and window.session.word.start == wanted)
    window.perform("summary.more")
    assert window.caret() == wanted


def test_a_pause_brings_the_caret_to_the_word_unless_something_is_selected(
    window: Window, parts: FakeParts, until: Until
) -> None:
    window.open("example")
    until(lambda: bool(window.session.summary))
    document = window.session.document
    assert document is not None
    wanted = document.sentences[4].start
    for chosen, at in ((None, wanted), (document.sentences[1], document.sentences[1].start)):
        window._article.put_caret(0, chosen)
        window.session.play()
        until(lambda: window.session.playing is Playing.PLAYING)
        parts.the_player.timer_off()
        parts.the_player.go_to(wanted)
        window.perform("read.pause")
        selected = window.selection()
        assert (selected.start if selected else window.caret()) == at


def test_a_pause_holds_back_a_voice_that_is_about_to_begin(opened: Window, parts: FakeParts) -> None:
    opened.session._beginning.start(60_000)  # as where a screen reader speaks first
    opened._refresh()
    press(opened, Qt.Key.Key_F6)
    assert not opened.session._beginning.isActive()
    assert opened._foot.text == "Stopped"
    assert ("play",) not in parts.the_player.asked


def test_escape_gives_a_slow_page_up_once_the_voice_is_silent(
    opened: Window, parts: FakeParts, until: Until
) -> None:
    title = opened.windowTitle()
    press(opened, Qt.Key.Key_F5)
    opened.open("slow")
    until(parts.started.is_set)
    assert opened._actions.by_id["open.stop"].isEnabled()
    press(opened, Qt.Key.Key_Escape)
    assert opened.session.state().opening
    press(opened, Qt.Key.Key_Escape)
    assert not opened._actions.by_id["open.stop"].isEnabled()
    assert opened._foot.text == "Given up. Everything is as it was."
    parts.gate.set()
    until(lambda: parts.slow_given)
    assert opened.windowTitle() == title


def test_escape_closes_a_message_also_from_the_address_field(window: Window, until: Until) -> None:
    window.open("missing")
    until(lambda: not window._trouble.isHidden())
    window._address.edit()
    press(window, Qt.Key.Key_Escape)
    assert window._trouble.isHidden()


def test_what_is_found_is_the_word_that_is_spelled_and_read_from(
    opened: Window, parts: FakeParts, until: Until
) -> None:
    document = opened.session.document
    assert document is not None
    first, second = (m.start() for m in list(re.finditer("whistle", document.text))[:2])
    opened._search._look_for("whistle")
    opened._search.go(1)
    assert opened.caret() == first
    opened.perform("read.spell")
    until(lambda: bool(parts.the_aside.said))
    assert parts.the_aside.said[-1][0] == "whistle"
    opened._search.go(1)
    assert opened.caret() == second, "the next one is another"
    opened._search.go(-1)
    assert opened.caret() == first
    opened.perform("read.here")
    assert ("go_to", first) in parts.the_player.asked


def test_the_welcome_is_named_once_in_the_title_of_the_window(window: Window) -> None:
    window.show_welcome()
    assert window.windowTitle() == "Reader"
    window.perform("help.help")
    assert window.windowTitle() == "Help – Reader"
