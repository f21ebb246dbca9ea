"""The window in a language that nobody speaks, in German, and from right to left."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

pytest.importorskip("PySide6.QtTest")
from PySide6.QtCore import QLocale, Qt, QTimer, QTranslator
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QWidget,
)

from reader.app import wording
from reader.app.commands import BY_ID, COMMANDS, holder_of, keys_of
from reader.app.keyboards import name_of_key
from reader.core.errors import UsageError
from reader.core.settings import Settings
from reader.core.speech.pronunciation import Entry, check
from reader.core.wording import Wording
from reader.ui.icons import icon
from reader.ui.language import speak_language
from reader.ui.shelf.told import day
from reader.ui.telling import opened
from reader.ui.window import Window
from tests.ui.fakes import FakeParts, story

Until = Callable[[Callable[[], bool]], None]
NAMES = {"Deutsch", "English", "Español", "Français", "اردو", "Atkinson", "Hyperlegible", "OpenDyslexic"}
KEYS = re.compile(
    r"(Ctrl|Shift|Alt|F\d+|PgUp|PgDown|Left|Right|Up|Down|Space|Esc|Del|Enter|Return|Home|Backspace)\b|\+\w\b"
)


class Strange:
    """Puts everything that is translated between brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, _one: str, many: str, _n: int) -> str:
        return f"⟦{many}⟧"


@pytest.fixture
def english() -> Iterator[None]:
    yield
    wording.install(Wording())
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    for translator in app.findChildren(QTranslator):
        app.removeTranslator(translator)
    app.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(QLocale("en"))


@pytest.fixture
def window(parts: FakeParts, english: None, shown: Callable[..., Window], until: Until) -> Window:
    wording.install(Wording("xx", Strange()))
    made = shown(parts, None, 1300, 900)
    made.open("example")
    until(lambda: bool(made.session.summary))
    return made


def english_of(text: str) -> str:
    """What is left of a text without what was translated, the story, and names."""
    before = ""
    while before != text:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    for line in sorted(story().text.splitlines(), key=len, reverse=True):
        text = text.replace(line, "") if line else text
    text = KEYS.sub("", text)
    return " ".join(w for w in re.findall(r"[^\W\d_]{2,}", text) if w not in NAMES)


def texts(of: QWidget) -> Iterator[tuple[QWidget, str]]:
    for widget in (of, *of.findChildren(QWidget)):
        found = [
            widget.accessibleName(),
            widget.accessibleDescription(),
            widget.toolTip(),
            widget.windowTitle(),
        ]
        if isinstance(widget, QAbstractButton | QLabel):
            found.append(widget.text())
        if isinstance(widget, QLineEdit):
            found.append(widget.placeholderText())
        if isinstance(widget, QMenu):
            found.append(widget.title())
        if isinstance(widget, QListWidget):
            found += [widget.item(row).text() for row in range(widget.count())]
        yield from ((widget, text) for text in found)


def left_out(of: QWidget) -> set[str]:
    return {f"{type(w).__name__}: {text}" for w, text in texts(of) if english_of(text)}


def test_no_text_of_the_window_is_left_out(window: Window) -> None:
    assert not left_out(window)
    for action in window.findChildren(QAction):
        assert not english_of(action.text()), action.text()
        assert not english_of(action.statusTip()), action.statusTip()


DIALOGS = (
    "view.palette", "go.contents", "go.lists", "view.settings", "help.keys", "read.voice", "read.language",
    "read.correct", "read.dictionary", "read.sleep", "library.add", "library.mark",
    "library.marks", "library.feeds",
)  # fmt: skip


@pytest.mark.parametrize("command", DIALOGS)
def test_no_text_of_a_dialog_is_left_out(window: Window, until: Until, command: str) -> None:
    assert command in BY_ID
    found: list[set[str]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        found.append(left_out(dialog))
        dialog.reject()

    until(lambda: window.session.playback.ready)
    QTimer.singleShot(100, look)
    window.perform(command)
    assert found
    assert not {text for text in found[0] if "English (America)" not in text and "German" not in text}


def test_no_text_of_the_library_is_left_out(window: Window) -> None:
    window.perform("library.show")
    QApplication.processEvents()
    assert not left_out(window)


def test_the_manual_and_the_welcome_are_translated(window: Window) -> None:
    for show in (window.show_welcome, lambda: window.perform("help.help")):
        show()
        document = window.session.document
        assert document is not None
        assert not english_of(document.text), english_of(document.text)[:200]


@pytest.mark.parametrize("language", ["de", "es", "fr"])
def test_keys_are_called_in_messages_as_in_the_menus(qt: QApplication, english: None, language: str) -> None:
    speak_language(qt, language)
    for command in COMMANDS:
        for key in command.keys:
            assert name_of_key(key) == QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def test_in_german_keys_days_and_values_are_german(english: None, shown: Callable[..., Window]) -> None:
    wording.use(["de"])
    made = shown(FakeParts())
    assert made.session.key_of("library.undo") == "Strg+Z"
    assert made._bar._play.toolTip().endswith("(Leertaste)")
    made.session.choosing.settings = made.session.settings.with_keys("read.toggle", "Ctrl+P")
    made._actions.set_settings(made.session.settings, {})
    assert made._bar._play.toolTip().endswith("(Strg+P)"), "the key that holds now"
    QLocale.setDefault(QLocale("de"))
    assert day("2026-11-23") == "23. November 2026"
    with pytest.raises(UsageError) as error:
        check(Entry(" ", "x"))
    assert wording.told(error.value.message).startswith("Das Feld „geschrieben“ muss")


def test_what_was_told_in_english_below_is_said_in_german(qt: object, english: None) -> None:
    assert wording.use(["de-AT", "en"]) == "de"
    assert wording.told("There is no file /tmp/x.") == "Es gibt keine Datei /tmp/x."
    assert wording.count("{n} word", "{n} words", 12_000) == "12.000 Wörter"
    assert wording.use(["tlh", "en", "de"]) == "en", "the first language that we speak"


def test_urdu_is_laid_out_from_right_to_left(qt: QApplication, english: None) -> None:
    speak_language(qt, "ur")
    made = Window(FakeParts(), Settings(), lambda _: None)
    made.resize(1300, 900)
    made.show()
    QApplication.processEvents()
    bar = made._bar
    assert bar._play.x() > bar._stop.x(), "the first control stands at the right"
    # an English story keeps its own direction
    made.open("example")
    page = made._article.page
    QApplication.processEvents()
    assert page.layoutDirection() is Qt.LayoutDirection.RightToLeft
    made.close()
    made.deleteLater()


def test_from_right_to_left_back_is_to_the_right_on_keys_and_buttons(qt: QApplication, english: None) -> None:
    forward = icon("forward", "#000000", "#000000").pixmap(22).toImage()
    assert keys_of(BY_ID["go.sentence.back"], {}) == ("Alt+Left",)
    speak_language(qt, "ur")
    assert keys_of(BY_ID["go.sentence.back"], {}) == ("Alt+Right",)
    assert keys_of(BY_ID["go.word.on"], {}) == ("Alt+Shift+Left",)
    assert keys_of(BY_ID["go.paragraph.on"], {}) == ("Alt+Down",)
    chosen = {"go.sentence.back": "Alt+Left"}
    assert keys_of(BY_ID["go.sentence.back"], chosen) == ("Alt+Left",), "what a person chose stays"
    held = holder_of("Alt+Left", {})
    assert held is not None
    assert held.id == "go.sentence.on"
    turned = icon("back", "#000000", "#000000").pixmap(22).toImage()
    assert turned == forward
    play = icon("play", "#000000", "#000000").pixmap(22).toImage()
    speak_language(qt, "en")
    assert play == icon("play", "#000000", "#000000").pixmap(22).toImage()


def test_an_english_title_does_not_turn_the_sentence_around_it(qt: QApplication, english: None) -> None:
    title = "Old harbour crane"
    document = replace(story(), title=title)
    assert opened(document, "Ctrl+D").startswith(title)
    speak_language(qt, "ur")
    said = opened(document, "Ctrl+D")
    assert said.startswith(f"\u2068{title}\u2069")
    assert "\u2068Ctrl+D\u2069" in said
