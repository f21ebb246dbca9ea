"""Marks places in the open text, goes from mark to mark, and lists all marks with their notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.core.document import Document
from reader.core.keeping import find_again, label_of
from reader.ui.jobs import Jobs
from reader.ui.session import Session
from reader.ui.shelf.asking import Question, ask
from reader.ui.shelf.marks_dialog import MarksDialog, spoken
from reader.ui.shelf.needs import Library, Marked
from reader.ui.words import tr

if TYPE_CHECKING:
    from reader.ui.frame import Frame


class Marks(QObject):
    """The bookmarks of a person."""

    wanted = Signal(int, object)
    """A document's id and the `Position` in it to go to."""
    placed = Signal(int)
    """An offset in the open text to go to."""
    said = Signal(str)
    failed = Signal(object)
    """A `ReaderError`."""

    def __init__(self, frame: Frame, library: Callable[[], Library], jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._frame, self._library, self._jobs = frame, library, jobs
        self._session: Session = frame.session

    def add(self, offset: int) -> None:
        """Marks the word at `offset` in the open text, with a note where the person wants one."""
        story = self._session.story
        if story is None:
            return
        offset = min(offset, max(len(story.text) - 1, 0))
        words = label_of(story.text, offset)
        question = Question(
            tr("Bookmark"),
            tr("&Note, or nothing"),
            self._frame.theme,
            self._frame,
            about=tr("At: {words}", words=words),
            button=tr("Mark"),
        )
        question.silenced.connect(self._session.stop)
        note = ask(question)
        if note is None:
            return

        def work() -> None:
            library = self._library()
            library.mark(library.keep(story), story.text, offset, note.strip())

        self._jobs.do(work, lambda _: self.said.emit(tr("Marked: {words}", words=words)), self.failed.emit)

    def go(self, step: int, offset: int) -> None:
        """Goes to the next mark of the open text, or the one before."""
        story = self._session.story
        if story is None:
            return

        def work() -> Sequence[Marked]:
            library = self._library()
            return library.marks(library.keep(story))

        self._jobs.do(work, lambda marks: self._go(story, marks, step, offset), self.failed.emit)

    def _go(self, story: Document, marks: Sequence[Marked], step: int, offset: int) -> None:
        places = sorted((find_again(mark.position, story.text), mark.id, mark) for mark in marks)
        if not places:
            self.said.emit(
                tr(
                    "There is no bookmark in this text. {key} makes one.",
                    key=self._session.key_of("library.mark"),
                )
            )
            return
        beyond = (
            [place for place in places if place[0] > offset]
            if step > 0
            else [p for p in places if p[0] < offset]
        )
        if not beyond:
            self.said.emit(
                tr("This was the last bookmark.") if step > 0 else tr("This was the first bookmark.")
            )
            return
        at, _, mark = beyond[0] if step > 0 else beyond[-1]
        number = [place[2] for place in places].index(mark) + 1
        self.placed.emit(at)
        self.said.emit(tr("Bookmark {n} of {all}: {words}", n=number, all=len(places), words=spoken(mark)))

    def show(self) -> None:
        """Lists all marks."""
        dialog = MarksDialog(self._frame, self._library, self._jobs)
        dialog.silenced.connect(self._session.stop)
        dialog.exec()
        dialog.deleteLater()
        if dialog.picked is not None:
            self.wanted.emit(dialog.picked.document, dialog.picked.position)
