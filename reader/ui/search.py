"""Turns words typed into the find bar into marked places of the page, and goes from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from reader.ui.find_bar import FindBar
from reader.ui.finding import Finder
from reader.ui.reading_view import ReadingView
from reader.ui.words import count, tr


class Search(QObject):
    """What is looked for in the page that is shown."""

    said = Signal(str, bool)
    """A sentence for the foot of the window; whether a screen reader is to say it."""
    over = Signal(str)
    """What was said last holds no longer."""
    moved = Signal()
    """Whether something is looked for may have changed."""

    def __init__(
        self,
        bar: FindBar,
        views: Sequence[ReadingView],
        shown: Callable[[], ReadingView],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._finder = Finder()
        self._bar = bar
        self._views = views
        self._shown = shown
        self._told = ""
        bar.changed.connect(self._look_for)
        bar.next_wanted.connect(lambda: self.go(1))
        bar.previous_wanted.connect(lambda: self.go(-1))

    @property
    def active(self) -> bool:
        """Whether something was looked for."""
        return bool(self._finder.words)

    def go(self, step: int) -> None:
        """Goes so many places on, or back; asks for words where there are none."""
        if not self._finder.words:
            self._bar.open_bar()
            return
        view = self._shown()
        chosen = view.page.selected()
        found = self._finder.step(step, chosen.end if chosen else view.page.caret())
        if found is None:
            self._say(tr("“{words}” is not in this text.", words=self._finder.words))
            return
        number, span = found
        view.put_caret(span.start, span)
        self._say(tr("{n} of {all}", n=number, all=len(self._finder.spans)))

    def end(self) -> None:
        """Hides the bar and the marks."""
        self._bar.hide()
        self._take_back()
        for view in self._views:
            view.mark_found([])

    def _say(self, sentence: str) -> None:
        self._told = sentence
        self.said.emit(sentence, True)

    def _take_back(self) -> None:
        if self._told:
            self.over.emit(self._told)
            self._told = ""

    def _look_for(self, words: str) -> None:
        self._take_back()
        view = self._shown()
        spans = self._finder.look(view.sheet.text, words)
        view.mark_found(spans)
        self._bar.show_result(count("{n} place", "{n} places", len(spans)) if words else "")
        self.moved.emit()
