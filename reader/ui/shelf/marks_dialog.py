"""Lists all bookmarks, those of the open text first; goes to one, changes its note, or takes it away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.ui.jobs import Jobs
from reader.ui.shelf.asking import Question, ask
from reader.ui.shelf.lines import Line, LinesDialog
from reader.ui.shelf.needs import Library, Marked
from reader.ui.words import tr

if TYPE_CHECKING:
    from reader.ui.frame import Frame


class MarksDialog(LinesDialog):
    """`picked` is the bookmark to go to, once the dialog was left."""

    def __init__(self, frame: Frame, library: Callable[[], Library], jobs: Jobs) -> None:
        super().__init__(
            tr("Bookmarks and notes"),
            tr("&Words to look for"),
            tr(
                "There is no bookmark yet. {key} marks a place while you read.",
                key=frame.session.key_of("library.mark"),
            ),
            frame.theme,
            frame,
        )
        self.picked: Marked | None = None
        self._theme, self._story = frame.theme, frame.session.story
        self._library, self._jobs = library, jobs
        self._known: dict[int, Marked] = {}
        self.list.itemActivated.connect(lambda _: self._go())
        for text, do in (
            (tr("Go there"), self._go),
            (tr("Change the note…"), self._note),
            (tr("Remove bookmark"), self._remove),
        ):
            self.add_button(text, needs_line=True).clicked.connect(do)
        self.add_button(tr("Close"), needs_line=False).clicked.connect(self.accept)
        self._look()

    @property
    def _mark(self) -> Marked | None:
        return self._known.get(self.chosen)

    def _look(self) -> None:
        story = self._story

        def work() -> Sequence[Marked]:
            library = self._library()
            here = library.keep(story) if story is not None else 0
            return sorted(library.marks(), key=lambda mark: mark.document != here)

        self.later(self._jobs, work, self._take)

    def _take(self, marks: Sequence[Marked]) -> None:
        self._known = {mark.id: mark for mark in marks}
        self.show_lines([Line(mark.id, f"{spoken(mark)}  —  {mark.title}") for mark in marks])

    def _go(self) -> None:
        self.picked = self._mark
        if self.picked is not None:
            self.accept()

    def _note(self) -> None:
        mark = self._mark
        if mark is None:
            return
        written = ask(Question(tr("Note"), tr("&Note"), self._theme, self, text=mark.note, about=mark.label))
        if written is not None:
            self._change(lambda: self._library().annotate(mark.id, written.strip()), tr("Kept."))

    def _remove(self) -> None:
        mark = self._mark
        if mark is not None:
            self._change(lambda: self._library().unmark(mark.id), tr("Removed: {words}", words=spoken(mark)))

    def _change(self, work: Callable[[], None], said: str) -> None:
        def done(_: None) -> None:
            self._look()
            self.tell(said)

        self.later(self._jobs, work, done)


def spoken(mark: Marked) -> str:
    """The person's own words where there are any, and the words at the place."""
    return f"{mark.note}: {mark.label}" if mark.note else mark.label
