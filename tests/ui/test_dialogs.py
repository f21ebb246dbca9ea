"""Settings, keys, and picking one of many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

pytest.importorskip("PySide6.QtTest")
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton, QWidget

from reader.core.document import Kind, Link, Part, Span, compose
from reader.core.settings import SETTINGS, Settings, Value
from reader.ui.colours import read_theme, style_sheet
from reader.ui.keys_dialog import KeysDialog
from reader.ui.number_field import NumberField
from reader.ui.picker import Entry, Picker
from reader.ui.settings_dialog import SettingsDialog
from reader.ui.window import Window
from tests.ui.fakes import FakeParts

THEME = read_theme("light")


@pytest.fixture(autouse=True)
def deleted_at_once(qt: QApplication) -> Iterator[None]:
    """Dialogs without a parent go now, and not whenever Python collects them, such as inside a constructor of Qt."""
    yield
    for widget in qt.topLevelWidgets():
        widget.deleteLater()
    qt.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def changes() -> list[tuple[str, Value]]:
    return []


@pytest.fixture
def settings(qt: QApplication, changes: list[tuple[str, Value]]) -> SettingsDialog:
    qt.setStyleSheet(style_sheet(THEME))
    dialog = SettingsDialog(Settings(), lambda key, value: changes.append((key, value)), THEME)
    dialog.show()
    QApplication.processEvents()
    return dialog


def test_every_setting_of_the_table_is_offered_with_its_help(settings: SettingsDialog) -> None:
    texts = " ".join(text for _, text in settings._rows)
    for setting in SETTINGS:
        if setting.shown:
            assert setting.label.casefold() in texts
            assert setting.help.casefold() in texts


def test_every_change_holds_at_once(settings: SettingsDialog, changes: list[tuple[str, Value]]) -> None:
    named = {w.accessibleName(): w for w in settings.findChildren(QWidget) if w.accessibleName()}
    QTest.mouseClick(named["More: Text size"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(named["Tint the sentence"], Qt.MouseButton.LeftButton)
    named["Colours: Dark"].click()  # type: ignore[attr-defined]
    assert changes == [("text.size", 20), ("light.sentence", False), ("colours.theme", "dark")]


def test_a_search_leaves_only_what_it_names(settings: SettingsDialog) -> None:
    settings._filter("spacing")
    left = [text for row, text in settings._rows if not row.isHidden()]
    assert left
    assert all("spacing" in text for text in left)
    assert any(head.isHidden() for head, _ in settings._heads)


def test_the_search_leads_to_dialogs_with_more_to_choose(settings: SettingsDialog) -> None:
    asked: list[str] = []
    settings.asked.connect(asked.append)
    for words, command in (
        ("pronunciation", "read.dictionary"),
        ("corrections", "read.dictionary"),
        ("headphones", "read.device"),
        ("keys list", "help.keys"),
    ):
        settings._filter(words)
        (row,) = [row for row, _ in settings._rows if not row.isHidden()]
        row.findChild(QPushButton).click()
        assert asked.pop() == command
    assert any(not head.isHidden() for head, _ in settings._heads), "its page has its heading"


def test_enter_presses_the_button_that_has_the_focus(settings: SettingsDialog) -> None:
    asked: list[str] = []
    settings.asked.connect(asked.append)
    settings._filter("pronunciation")
    settings.show()
    (row,) = [row for row, _ in settings._rows if not row.isHidden()]
    button = row.findChild(QPushButton)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    assert asked == ["read.dictionary"]
    assert settings.isVisible()


def test_the_dictionary_opens_from_the_settings(window: Window) -> None:
    seen: list[type] = []

    def close_dictionary() -> None:
        seen.append(type(QApplication.activeModalWidget()))
        QApplication.activeModalWidget().close()

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SettingsDialog)
        QTimer.singleShot(50, close_dictionary)
        dialog.asked.emit("read.dictionary")
        assert QApplication.activeModalWidget() is dialog, "one comes back to the settings"
        dialog.reject()

    QTimer.singleShot(50, press)
    window.perform("view.settings")
    assert [kind.__name__ for kind in seen] == ["DictionaryDialog"]


def test_every_target_is_44_pixels(settings: SettingsDialog) -> None:
    targets = [
        w for w in settings.findChildren(QWidget) if isinstance(w, QPushButton | QRadioButton | NumberField)
    ]
    assert len(targets) > 40
    for widget in targets:
        assert min(widget.width(), widget.height()) >= 44, widget.accessibleName()


def test_every_control_of_the_settings_has_a_name_of_its_own(settings: SettingsDialog) -> None:
    names = [
        w.accessibleName() or w.text()  # type: ignore[attr-defined]
        for w in settings.findChildren(QWidget)
        if isinstance(w, QPushButton | QRadioButton | NumberField)
    ]
    assert all(names)
    assert len(names) == len(set(names))


def test_a_contrast_below_seven_is_warned_of(
    settings: SettingsDialog, changes: list[tuple[str, Value]]
) -> None:
    rows = {row._setting.key: row for row in settings._colours}
    assert rows["colours.text"]._meter.text().endswith("easy to read.")
    rows["colours.text"]._field.setText("#595959")
    rows["colours.text"]._type()
    assert "less than 7 : 1" in rows["colours.text"]._meter.text()
    assert "less than 7 : 1" in rows["colours.page"]._meter.text(), "both sides of a pair tell"
    assert rows["colours.text"]._button.text() == "Own colour of the text: Dark grey"
    assert ("colours.text", "#595959") in changes
    assert ("colours.theme", "own") in changes, "what is chosen is seen"


def test_what_is_no_colour_is_not_taken(settings: SettingsDialog, changes: list[tuple[str, Value]]) -> None:
    row = settings._colours[0]
    for typed in ("#12", "red", "#12345g"):
        row._field.setText(typed)
        row._type()
    assert not changes
    assert row._field.text() == "#102a43"


def test_a_key_that_is_taken_is_refused_and_named(qt: object) -> None:
    dialog = KeysDialog(Settings(), THEME)
    given: list[Settings] = []
    dialog.changed.connect(given.append)
    dialog._list.setCurrentRow(0)
    dialog._field.key = "F5"
    dialog._use()
    assert given == []
    assert dialog._told.text() == "F5 already does “Read”. Choose another one, or take it from there first."
    QTest.keyClick(dialog._field, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    assert dialog._told.text() == "Ctrl+F9 is free."
    dialog._use()
    assert given[-1].keys == {"open.file": "Ctrl+F9"}
    dialog._restore()
    assert given[-1].keys == {}


def test_a_key_that_was_taken_elsewhere_cannot_come_back_twice(qt: object) -> None:
    dialog = KeysDialog(Settings().with_keys("open.file", "").with_keys("read.play", "Ctrl+O"), THEME)
    given: list[Settings] = []
    dialog.changed.connect(given.append)
    dialog._list.setCurrentRow(0)
    dialog._restore()
    assert given == []
    assert "now does “Read”" in dialog._told.text()


def test_typing_narrows_the_list_and_enter_takes_the_first(qt: object) -> None:
    entries = [
        Entry("a", "Open file", "Ctrl+O"),
        Entry("b", "Faster"),
        Entry("c", "Full screen", enabled=False),
    ]
    picker = Picker("All commands", "&Command", entries, THEME)
    QTest.keyClicks(picker._field, "fast")
    assert picker._list.count() == 1
    picker.accept()
    assert picker.picked == "b"


def test_what_cannot_be_used_now_is_shown_and_not_taken(qt: object) -> None:
    picker = Picker("All commands", "&Command", [Entry("c", "Full screen", enabled=False)], THEME)
    picker.accept()
    assert picker.picked == ""


def test_escape_in_a_dialog_silences_too(qt: object) -> None:
    picker = Picker("All commands", "&Command", [Entry("a", "Open file")], THEME)
    silenced: list[int] = []
    picker.silenced.connect(lambda: silenced.append(1))
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert silenced == [1]


def test_a_key_is_taken_however_the_keyboard_writes_it(qt: object) -> None:
    dialog = KeysDialog(Settings(), THEME)
    dialog._list.setCurrentRow(0)
    shift = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(dialog._field, Qt.Key.Key_Greater, shift)
    assert "already does “Faster”" in dialog._told.text()


def test_a_link_that_is_chosen_is_opened_as_if_its_address_were_typed(
    qt: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Window(FakeParts(), Settings(), lambda _: None)
    asked: list[str] = []
    monkeypatch.setattr(made.session, "open", asked.append)
    text = "The council met, as the mayor had said."
    made.session.show_own(
        compose(
            [Part(Kind.PARAGRAPH, text, links=(Link(Span(4, 11), "https://www.example.org/council/"),))],
            lambda t, _: [Span(0, len(t))],
        )
    )

    def choose() -> None:
        picker = QApplication.activeModalWidget()
        assert isinstance(picker, Picker)
        assert picker._list.item(0).text() == "council  —  example.org/council"
        picker.accept()

    QTimer.singleShot(50, choose)
    assert made._actions.by_id["go.links"].isEnabled()
    made.perform("go.links")
    assert asked == ["https://www.example.org/council/"]
    made.close()
