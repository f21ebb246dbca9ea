"""Taking a text along: what is chosen is kept, how far it is can be heard, and one can pause, cancel and decide."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

pytest.importorskip("PySide6.QtTest")
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QRadioButton

from reader.app.exporting import Asked, Cancelled, Choice, Exported, Reins
from reader.app.exporting.taking import Form, Wanted
from reader.core.document import Span
from reader.core.errors import ExportError
from reader.core.export.made import Failure
from reader.core.settings import Settings, Value
from reader.core.speech.values import Precision
from reader.ui.colours import read_theme, style_sheet
from reader.ui.export_dialog import ExportDialog, file_name, free
from reader.ui.taking_along import Offer, TakingAlong

THEME = read_theme("light")
OFFERS = [
    Offer("This one", "Low tide", lambda _: ()),
    Offer("The queue", "Queue", lambda _: (), several=True, remark=lambda: "One is missing."),
    Offer("All summaries", "Briefing", lambda _: (), as_it_is=True),
]


class Slow:
    """Makes nothing, in ten steps, as fast as it is let."""

    def __init__(self) -> None:
        self.steps = 0
        self.go = Event()
        self.go.set()
        self.fail = False
        self.doubt = False
        self.before_asking: Callable[[], object] = bool
        self.chosen: Choice | None = None

    def take_along(self, wanted: Wanted, reins: Reins) -> Exported:
        assert reins.progress is not None
        if self.fail:
            raise ExportError("The disk is full.", "Make room.")
        if self.doubt:
            self.before_asking()
            self.chosen = reins.decide([Failure(Span(0, 1), "No sound.")])
        while self.steps < 10:
            self.go.wait(5)
            if reins.cancelled():
                raise Cancelled
            if reins.paused():
                time.sleep(0.01)
                continue
            self.steps += 1
            reins.progress(self.steps * 10, 100)
        return Exported(61.0, 22_050, Precision.EXACT, (), ())


@pytest.fixture
def slow() -> Slow:
    return Slow()


@pytest.fixture
def settings() -> list[Settings]:
    return [Settings()]


@pytest.fixture
def started() -> list[Offer]:
    return []


@pytest.fixture
def dialog(
    qt: QApplication, slow: Slow, settings: list[Settings], started: list[Offer]
) -> Iterator[ExportDialog]:
    qt.setStyleSheet(style_sheet(THEME))
    taking = TakingAlong(slow)  # type: ignore[arg-type] # the one part that it uses

    def change(key: str, value: Value) -> None:
        settings[0] = settings[0].having(key, value)

    def start(offer: Offer, target: Path) -> None:
        started.append(offer)
        taking.start(Wanted(offer.items, Form.SOUND, target, Asked()))

    dialog = ExportDialog(lambda: settings[0], change, taking, start, OFFERS, THEME)
    dialog.show()
    QApplication.processEvents()
    yield dialog
    taking.cancel()
    slow.go.set()
    until(lambda: not taking.running)
    dialog.close()


def until(true: Callable[[], bool]) -> None:
    for _ in range(3000):
        if true():
            return
        QTest.qWait(10)
    pytest.fail("it never came")


def button(dialog: ExportDialog, text: str) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text().replace("&", "").startswith(text))


def test_what_is_chosen_is_kept_and_decides_the_ending(
    dialog: ExportDialog, settings: list[Settings], tmp_path: Path
) -> None:
    next(b for b in dialog.findChildren(QRadioButton) if b.text() == "EPUB with sound").click()
    assert settings[0].word("export.format") == "epub"
    dialog.begin(tmp_path / "low tide")
    until(lambda: button(dialog, "Close").isVisible())
    assert "Done: low tide.epub, 0:01:01." in dialog._line.text()
    assert settings[0].word("export.folder") == str(tmp_path)


def pick(dialog: ExportDialog, text: str) -> None:
    next(b for b in dialog.findChildren(QRadioButton) if b.text() == text).click()


def test_a_file_that_nobody_was_asked_about_is_left_alone(dialog: ExportDialog, tmp_path: Path) -> None:
    (tmp_path / "low tide.mp3").write_text("precious")
    dialog.begin(tmp_path / "low tide")
    assert not dialog._taking.running
    assert dialog._line.text() == "low tide.mp3 is there already. Choose another name."
    dialog.begin(tmp_path / "low tide.mp3")
    assert dialog._file == tmp_path / "low tide.mp3"


def test_of_several_things_one_is_chosen_and_its_sounds_become_a_folder(
    dialog: ExportDialog, started: list[Offer], tmp_path: Path
) -> None:
    pick(dialog, "The queue")
    dialog.begin(tmp_path / "news")
    until(lambda: button(dialog, "Close").isVisible())
    assert started == [OFFERS[1]]
    assert dialog._line.text() == "Done: news, 0:01:01. One is missing."


def test_a_daisy_book_is_a_folder_and_needs_no_ending(dialog: ExportDialog, tmp_path: Path) -> None:
    pick(dialog, "DAISY talking book")
    dialog.begin(tmp_path / "low tide")
    until(lambda: button(dialog, "Close").isVisible())
    assert "Done: low tide," in dialog._line.text()


def test_a_folder_with_something_in_it_is_left_alone(
    dialog: ExportDialog, started: list[Offer], tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    (tmp_path / "news/letter.odt").write_text("precious")
    pick(dialog, "The queue")
    dialog.begin(tmp_path / "news")
    assert dialog._line.text() == "news is there already. Choose another name."
    assert started == []
    assert free(tmp_path / "news") == tmp_path / "news 2"


def test_what_is_a_summary_already_is_not_asked_about(dialog: ExportDialog) -> None:
    def asked() -> bool:
        return next(
            b for b in dialog.findChildren(QRadioButton) if b.text() == "The summary only"
        ).isVisible()

    assert asked()
    pick(dialog, "All summaries")
    assert not asked()
    pick(dialog, "This one")
    assert asked()


def test_it_can_be_paused_and_goes_on(dialog: ExportDialog, slow: Slow, tmp_path: Path) -> None:
    slow.go.clear()
    dialog.begin(tmp_path / "a.mp3")
    button(dialog, "Pause").click()
    slow.go.set()
    QTest.qWait(100)
    assert slow.steps <= 1
    button(dialog, "Go on").click()
    until(lambda: slow.steps == 10)


def test_it_can_be_cancelled_at_once(dialog: ExportDialog, slow: Slow, tmp_path: Path) -> None:
    slow.go.clear()
    dialog.begin(tmp_path / "a.mp3")
    button(dialog, "Pause").click()
    slow.go.set()
    button(dialog, "Cancel").click()
    slow.go.set()
    until(lambda: "Cancelled" in dialog._line.text())


def test_escape_does_not_end_what_is_being_made(dialog: ExportDialog, slow: Slow, tmp_path: Path) -> None:
    slow.go.clear()
    dialog.begin(tmp_path / "a.mp3")
    dialog.reject()
    assert dialog.isVisible()
    slow.go.set()


@pytest.mark.parametrize(
    ("text", "choice"),
    [("Try again", Choice.RETRY), ("Leave them out", Choice.LEAVE_OUT), ("Stop", Choice.STOP)],
)
def test_a_sentence_that_fails_is_decided_on(
    dialog: ExportDialog, slow: Slow, tmp_path: Path, text: str, choice: Choice
) -> None:
    slow.doubt = True
    dialog.begin(tmp_path / "a.mp3")
    until(lambda: button(dialog, text).isVisible())
    assert "1 sentence could not be spoken." in dialog._line.text()
    button(dialog, text).click()
    until(lambda: slow.chosen is choice)


def test_cancelled_while_it_waits_for_a_decision_nothing_is_decided(
    dialog: ExportDialog, slow: Slow, tmp_path: Path
) -> None:
    slow.doubt = True
    dialog.begin(tmp_path / "a.mp3")
    until(lambda: button(dialog, "Stop").isVisible())
    dialog._taking.cancel()
    until(lambda: dialog._line.text() == "Cancelled. Nothing of it stays.")
    assert slow.chosen is None


def test_cancelled_just_before_it_would_ask_it_ends(dialog: ExportDialog, slow: Slow, tmp_path: Path) -> None:
    slow.doubt = True
    slow.before_asking = dialog._taking.cancel
    dialog.begin(tmp_path / "a.mp3")
    until(lambda: dialog._line.text() == "Cancelled. Nothing of it stays.")


def test_a_failure_is_said_with_its_advice(dialog: ExportDialog, slow: Slow, tmp_path: Path) -> None:
    slow.fail = True
    dialog.begin(tmp_path / "a.mp3")
    until(lambda: dialog._line.text() == "The disk is full. Make room.")
    assert button(dialog, "Close").isVisible()


def test_progress_is_shown_and_has_a_name(dialog: ExportDialog, slow: Slow, tmp_path: Path) -> None:
    dialog.begin(tmp_path / "a.mp3")
    until(lambda: dialog._bar.value() == 100)
    assert dialog._bar.accessibleName() == "Progress"
    for shown in dialog.findChildren(QPushButton):
        assert not shown.isVisible() or shown.height() >= 44


def test_any_title_makes_a_name() -> None:
    assert file_name("Low tide: a/b?", "mp3") == "Low tide a b.mp3"
    assert file_name("...", "mp3") == "Story.mp3"
    assert len(file_name("x" * 500, "epub")) < 100
