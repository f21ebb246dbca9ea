"""Keeps the list in step with what is kept: asks off the window's thread, and only the last question is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from reader.core.errors import ReaderError
from reader.ui.jobs import Jobs
from reader.ui.shelf import told
from reader.ui.shelf.needs import Library, Row, Section, Shown, Sizes
from reader.ui.shelf.view import ShelfView
from reader.ui.words import count, tr

MOST = 300
"""Documents that a search shows; who finds more types another word."""


class Listing(QObject):
    """What the view lists."""

    said = Signal(str)
    """A sentence for a screen reader."""
    failed = Signal(object)
    """A `ReaderError`."""

    def __init__(
        self,
        view: ShelfView,
        library: Callable[[], Library],
        jobs: Jobs,
        key_of: Callable[[str], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._key_of = key_of
        self._view, self._library, self._jobs = view, library, jobs
        self.removed: dict[int, str] = {}
        """Documents that are to be forgotten once that cannot be undone any more, with their names."""
        self._words = ""
        self._number = 0
        self._kept = 0
        """How many documents there are."""
        self._documents = view.list.documents
        self._documents.wanted.connect(self._look_up)
        view.typed.connect(self.search)
        view.sections.chosen.connect(lambda _: self.refresh(tell=False))

    @property
    def section(self) -> Section:
        """What part of the library is listed."""
        return self._view.sections.shown.section

    def search(self, words: str) -> None:
        """Lists what holds these words; without words the section."""
        if words.strip() != self._words.strip() or words.endswith(" ") != self._words.endswith(" "):
            self._words = words
            self.refresh(tell=True)

    def refresh(self, tell: bool = False, then: Callable[[], None] | None = None) -> None:
        """Asks anew what is to be listed; `then` is called once it is."""
        self._number += 1
        number = self._number
        shown = replace(self._view.sections.shown, words=self._words, without=frozenset(self.removed))
        searched = bool(shown.words.strip())

        def work() -> tuple[Sequence[int], Sequence[Row]] | None:
            if number != self._number:
                return None  # another question was asked meanwhile
            library = self._library()
            return ((), library.found(shown, MOST)) if searched else (library.ids(shown), ())

        def done(answer: tuple[Sequence[int], Sequence[Row]] | None) -> None:
            if answer is None or number != self._number:
                return
            self._list(shown, *answer)
            if tell:
                self.said.emit(self._result(shown))
            if then is not None:
                then()
            if not searched:  # while one types, the sizes of the sections stay
                self._jobs.do(lambda: self._library().sizes(shown.without), self._size, self._fail_quietly)

        self._jobs.do(work, done, self.failed.emit)

    def _list(self, shown: Shown, ids: Sequence[int], rows: Sequence[Row]) -> None:
        searched = bool(shown.words.strip())
        self._view.list.set_snippets(searched)
        if searched:
            self._documents.show_found(rows, shown.section)
        else:
            self._documents.show(ids, shown.section)
            if shown.section is Section.ALL:
                self._kept = len(ids)
        self._view.show_message(self._nothing(shown))
        if self._documents.rowCount() and not self._view.list.key:
            self._view.list.choose(0)

    def _size(self, sizes: Sizes) -> None:
        self._view.sections.show_sizes(sizes)

    def renew(self, ids: Sequence[int]) -> None:
        """What is known of these changed."""
        self._documents.forget_rows(ids)

    def clear(self) -> None:
        """Searches for nothing."""
        self._words = ""
        self._view.clear_words()

    def _look_up(self, ids: list[int]) -> None:
        self._jobs.do(lambda: self._library().rows(ids), self._documents.take, self._fail_quietly)

    def _fail_quietly(self, error: ReaderError) -> None:
        self.failed.emit(error)

    def _result(self, shown: Shown) -> str:
        n = self._documents.rowCount()
        if not n:
            return tr("Nothing found for {words}.", words=shown.words.strip())
        if not shown.words.strip():
            return count("{n} document.", "{n} documents.", n)
        most = (
            tr("The {n} best documents.", n=n)
            if n == MOST
            else count("{n} document found.", "{n} documents found.", n)
        )
        first = self._documents.row_of(self._documents.ids[0])
        return f"{most} {told.name(first)}" if first else most

    def _nothing(self, shown: Shown) -> str:
        """Why the list is empty, and what to do; empty where it is not."""
        if self._documents.rowCount():
            return ""
        if shown.words.strip() and shown.section is Section.ALL:
            return tr("Nothing found for “{words}”. Try the beginning of a word.", words=shown.words.strip())
        if shown.words.strip():
            return tr(
                "Nothing found for “{words}” in {section}. Look in All, or try the beginning of a word.",
                words=shown.words.strip(),
                section=told.section_name(shown.section),
            )
        if not self._kept:
            return tr(
                "Nothing is kept yet. What you open is kept here, on this machine alone, and goes on where you stopped."
            )
        match shown.section:
            case Section.QUEUE:
                return tr(
                    "The queue is empty. Choose a document in All and press {key} to put it here.",
                    key=self._key_of("library.queue"),
                )
            case Section.UNREAD:
                return tr("Everything was begun.")
            case Section.BEGUN:
                return tr("Nothing is half read.")
            case Section.FINISHED:
                return tr("Nothing was heard to its end yet.")
            case _:
                return tr("There is nothing here.")
