"""Does for the library what needs a dialog or the background: tags, marks, briefings, several texts, feeds, files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from reader.app.commands import Act
from reader.core.document import Document, Position
from reader.core.keeping import find_again
from reader.ui.jobs import Jobs
from reader.ui.shelf import told
from reader.ui.shelf.asking import Question, ask
from reader.ui.shelf.briefing import Briefing
from reader.ui.shelf.feeds import FeedsDialog
from reader.ui.shelf.looking import Looking
from reader.ui.shelf.marks import Marks
from reader.ui.shelf.needs import Taken
from reader.ui.shelf.several import Several, names_in, only_names
from reader.ui.words import count, tr

if TYPE_CHECKING:
    from reader.ui.frame import Frame
    from reader.ui.needs import Parts
    from reader.ui.shelf.desk import Desk

KINDS = "*.jsonl *.json *.csv *.html *.htm *.opml *.xml"


class Errands(QObject):
    """One of each for a window."""

    def __init__(self, frame: Frame, parts: Parts, desk: Desk) -> None:
        super().__init__(desk)
        self._frame, self._parts, self._desk = frame, parts, desk
        self._session, self._jobs = frame.session, desk.jobs
        self._library = parts.library
        self.several = Several(parts, self._jobs, self)
        self.several.said.connect(self._session.said)
        self.several.failed.connect(self._session.tell_trouble)
        self.several.added.connect(desk.refresh)
        self._marks = Marks(frame, self._library, self._jobs, self)
        self._marks.said.connect(desk.say)
        self._marks.failed.connect(desk.tell)
        self._marks.placed.connect(self._go_to)
        self._marks.wanted.connect(self._open_at)
        self.briefing = Briefing(self._session, self._library, self._jobs, self)
        self.briefing.said.connect(desk.say)
        self.briefing.failed.connect(desk.tell)
        self.briefing.placed.connect(frame.put_caret)
        self._asking = Jobs(self, workers=1)
        """For feeds: what a server takes its time for holds nothing else up."""
        self.looking = Looking(self._session, self._library, self._asking, self)
        self.looking.said.connect(desk.say)
        self.looking.came.connect(desk.refresh)

    def doers(self) -> dict[Act, Callable[[], object]]:
        """What each command does."""
        return {
            Act.TAGS: self.tags,
            Act.BRIEFING: self.briefing.listen,
            Act.ADD_SEVERAL: self.add_several,
            Act.MARK: lambda: self._marks.add(self._frame.heard_or_caret()),
            Act.NEXT_MARK: lambda: self._marks.go(1, self._frame.heard_or_caret()),
            Act.PREVIOUS_MARK: lambda: self._marks.go(-1, self._frame.heard_or_caret()),
            Act.MARKS: self._marks.show,
            Act.FEEDS: self.feeds,
            Act.CARRY_IN: self.carry_in,
            Act.CARRY_OUT: self.carry_out,
            Act.TAKE_KEPT: self.take_along,
        }

    def close(self) -> None:
        """Ends what is still fetched."""
        self.several.close()
        self.looking.switch(on=False)
        self._asking.close()

    # ── the open text ──

    def queue_story(self) -> None:
        """Puts the open text into the queue, or takes it out."""
        story = self._session.story
        if story is None:
            return

        def work() -> tuple[bool, int]:
            library = self._library()
            key = library.keep(story)
            was = key in library.queue()
            (library.dequeue if was else library.enqueue)(key)
            return was, len(library.queue())

        def done(answer: tuple[bool, int]) -> None:
            was, n = answer
            title = story.title or tr("the text")
            said = tr("In the queue, number {n}: {title}.", n=n, title=title)
            self._desk.refresh()
            self._desk.say(tr("Taken out of the queue: {title}.", title=title) if was else said)

        self._jobs.do(work, done, self._desk.tell)

    def tags(self) -> None:
        """Changes the tags of the chosen document, or of the open text."""
        view, story = self._desk.view, self._session.story
        key = view.list.key if view is not None else 0
        if not key and story is None:
            return

        def work() -> tuple[int, tuple[str, ...], str, Sequence[str]]:
            library = self._library()
            which = key or library.keep(story)  # type: ignore[arg-type] # one of the two is there
            row = library.rows([which])[0]
            return which, row.tags, told.name(row), [tag for tag, _ in library.sizes(frozenset()).tags]

        def ask_for(found: tuple[int, tuple[str, ...], str, Sequence[str]]) -> None:
            which, before, name, known = found
            about = (
                name
                if not known
                else tr("{title}. Tags there are: {tags}", title=name, tags=", ".join(known))
            )
            question = Question(
                tr("Tags"),
                tr("&Tags, parted by commas"),
                self._frame.theme,
                self._frame,
                text=", ".join(before),
                about=about,
            )
            question.silenced.connect(self._session.stop)
            written = ask(question)
            if written is None:
                return
            tags = [tag.strip() for tag in written.split(",") if tag.strip()]
            said = tr("Tags: {tags}", tags=", ".join(tags)) if tags else tr("No tags.")
            self._jobs.do(
                lambda: self._library().retag(which, tags),
                lambda _: self._tagged(which, said),
                self._desk.tell,
            )

        self._jobs.do(work, ask_for, self._desk.tell)

    def _tagged(self, key: int, said: str) -> None:
        if self._desk.view is not None:
            self._desk.view.list.documents.forget_rows([key])
        self._desk.refresh()
        self._desk.say(said)

    def _go_to(self, offset: int) -> None:
        self._session.go_to(offset)
        self._frame.put_caret(offset)

    def _open_at(self, key: int, position: Position) -> None:
        def done(document: Document) -> None:
            at = find_again(position, document.text)
            story = self._session.story
            if story is not None and story.text == document.text:
                self._desk.leave()
                self._go_to(at)
                return
            self._session.arrive(document, at=at)
            self._frame.put_caret(at)

        self._jobs.do(lambda: self._library().get(key), done, self._desk.tell)

    # ── the queue ──

    def take_along(self) -> None:
        """Asks what of the library to take along, and makes it."""
        from reader.ui.shelf.taking import take_along  # start-up time

        take_along(self._frame, self._parts, self._desk)

    def add_several(self) -> None:
        """Asks for addresses and files, and puts them into the queue."""
        copied = only_names(QGuiApplication.clipboard().text()[:100_000])
        question = Question(
            tr("Add several to the queue"),
            tr("&Addresses or files, each on a line of its own"),
            self._frame.theme,
            self._frame,
            text="\n".join(copied),
            about=count(
                "{n} was copied and stands here already.",
                "{n} were copied and stand here already.",
                len(copied),
            )
            if copied
            else "",
            button=tr("Add"),
            lines=True,
        )
        question.silenced.connect(self._session.stop)

        def choose() -> None:
            names, _ = QFileDialog.getOpenFileNames(question, tr("Files for the queue"))
            question.add_lines(names)

        question.add_button(tr("Choose files…")).clicked.connect(choose)
        written = ask(question)
        if written is not None:
            self.several.add(names_in(written))

    def feeds(self) -> None:
        """Shows the feeds."""
        dialog = FeedsDialog(self._frame, self._library, self._asking, self._desk.refresh)
        dialog.silenced.connect(self._session.stop)
        dialog.exec()
        dialog.deleteLater()

    # ── files ──

    def carry_in(self) -> None:
        """Takes in a file."""
        name, _ = QFileDialog.getOpenFileName(
            self._frame,
            tr("Import into the library"),
            "",
            f"{tr('What can be imported')} ({KINDS});;{tr('All files')} (*)",
        )
        if not name:
            return
        self._desk.say(tr("Importing {name}", name=Path(name).name))

        def done(taken: Taken) -> None:
            self._desk.refresh()
            self._desk.say(came_in(taken))

        self._jobs.do(lambda: self._library().carry_in(Path(name)), done, self._desk.tell)

    def carry_out(self) -> None:
        """Writes everything into a file."""
        name, _ = QFileDialog.getSaveFileName(
            self._frame, tr("Export the library"), "library.jsonl", "JSON Lines (*.jsonl);;OPML (*.opml)"
        )
        if not name:
            return
        self._desk.say(tr("Exporting to {name}", name=Path(name).name))

        def done(n: int) -> None:
            self._desk.say(count("{n} entry was written.", "{n} entries were written.", n))

        self._jobs.do(lambda: self._library().carry_out(Path(name)), done, self._desk.tell)


def came_in(taken: Taken) -> str:
    """What an import brought, in a sentence for each kind."""
    said = []
    if taken.documents:
        said.append(count("{n} document came in.", "{n} documents came in.", taken.documents))
    if taken.addresses:
        said.append(
            count(
                "{n} address came in; its page is fetched when you open it.",
                "{n} addresses came in; each page is fetched when you open it.",
                taken.addresses,
            )
        )
    if taken.known:
        said.append(count("{n} was there already.", "{n} were there already.", taken.known))
    if taken.feeds:
        said.append(count("You follow {n} more feed.", "You follow {n} more feeds.", taken.feeds))
    if taken.refused:
        said.append(count("{n} entry could not be used.", "{n} entries could not be used.", taken.refused))
    return " ".join(said) or tr("There was nothing new in it.")
