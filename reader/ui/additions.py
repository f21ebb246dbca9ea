"""Puts behind the story what belongs to it: pieces that cleaning left out, and the next pages of the same story."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from reader.app.commands import Playing
from reader.app.languages import as_found
from reader.app.removed import pieces_of, restored
from reader.core.addresses import site_of
from reader.core.document import Document
from reader.core.errors import ReaderError
from reader.core.settings import Settings
from reader.ui import telling
from reader.ui.fetching import Fetching
from reader.ui.jobs import Jobs
from reader.ui.needs import Parts
from reader.ui.reading import Shown
from reader.ui.reading_so import ReadingSo
from reader.ui.words import count, told, tr


class Additions(ReadingSo):
    """What is added follows the story, so that no place in it changes.

    What is put back on a page from the web is put back on the next pages of its site, too, until it is taken away.
    """

    opened = Signal(object)
    """Another `Document`."""
    growing = Signal()
    """The document that opens next is the one that is open, with more or less behind it."""
    grown = Signal(int, int)
    """It has opened: what stood behind this offset stands so many characters later."""

    def __init__(
        self,
        parts: Parts,
        settings: Settings,
        save: Callable[[Settings], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parts, settings, save, parent)
        self._parts = parts
        self._back: frozenset[str] = frozenset()
        """Reasons of the pieces that are put back."""
        self._passed: tuple[str, ...] = ()
        """Addresses of the pages behind the first one."""
        self._asked: Document | None = None
        """The story whose next page was asked for."""
        self._own = False
        """What is open is a text of ours: help, welcome, what was removed."""
        self._choices = Jobs(self, workers=1)
        """For what is remembered of sites: what a person chose last is what stays."""
        self._fetching = Fetching(parts, self.jobs, self)
        self._fetching.went_on.connect(self._add_page)

    # ── pieces that were left out ──

    @property
    def put_back(self) -> frozenset[str]:
        """The reasons of the pieces that are put back."""
        return self._back

    def restore_removed(self) -> None:
        """Puts all pieces after the end of the article, or takes them away again."""
        story = self._story
        if story is not None and story.removed:
            self._put_back(frozenset() if self._back else frozenset(r.reason for r in story.removed))

    def restore_some(self, reason: str) -> None:
        """Puts the pieces that were left out for this reason after the end, or takes them away again."""
        self._put_back(self._back ^ {reason})

    def forget_site(self) -> None:
        """From now on nothing is put back on the site of this page by itself; this page stays as it is."""
        story = self._story
        if story is not None and self._kept_back(story):
            self._keep_back(story.address, frozenset())
            site = site_of(story.address)
            self.said.emit(tr("What you put back on {site} is forgotten.", site=site), True)

    def _put_back(self, reasons: frozenset[str]) -> None:
        story = self._story
        if story is None:
            return
        pieces = pieces_of(story)
        touched = sum(pieces[reason].pieces for reason in reasons ^ self._back)
        more = reasons > self._back
        self._back = reasons
        self._grow(story)
        said = (
            count("{n} piece put back at the end.", "{n} pieces put back at the end.", touched)
            if more
            else count("{n} piece taken away again.", "{n} pieces taken away again.", touched)
        )
        if self._keeps_back(story):
            others = self._parts.putting_back().of(story.address) - pieces.keys()
            self._keep_back(story.address, others | reasons)
            site = site_of(story.address)
            then = (
                tr("The next pages of {site} will have them, too.", site=site)
                if more
                else tr("The next pages of {site} will be without them, too.", site=site)
            )
            said = f"{said} {then}"
        self.said.emit(said, True)

    def _keeps_back(self, story: Document) -> bool:
        """Whether what is put back on the story is remembered for its site."""
        return not self._own and bool(site_of(story.address)) and self.settings.flag("library.keep")

    def _kept_back(self, story: Document) -> frozenset[str]:
        """What is remembered for the site of the story."""
        return self._parts.putting_back().of(story.address) if self._keeps_back(story) else frozenset()

    def _keep_back(self, address: str, reasons: frozenset[str]) -> None:
        back = self._parts.putting_back()

        def failed(error: ReaderError) -> None:
            self.tell_trouble(error.message, error.advice, None)

        self._choices.do(lambda: back.keep(address, reasons), lambda _: self.moved.emit(), failed)

    def _back_as_before(self, story: Document) -> str:
        """What a person is told of the pieces that are put back because they were on another page of the site."""
        notice = told(self._parts.putting_back().notice())
        if not self._back:
            return notice
        kinds = ", ".join(told(reason) for reason in pieces_of(story) if reason in self._back)
        said = tr(
            "Put back at the end, as you chose for {site}: {kinds}. {key} takes them away and forgets that.",
            site=site_of(story.address),
            kinds=kinds,
            key=self.key_of("removed.restore"),
        )
        return f"{said} {notice}".rstrip()

    def _with_back(self, story: Document) -> Document:
        """The story with what is put back behind it."""
        if not self._back:
            return story
        return restored(story, self._parts.split, tr("What was removed"), self._back)

    # ── the next page ──

    def add_next_page(self) -> None:
        """Asks for the next page of the story and puts it behind."""
        story = self._story
        if story is not None and not self._own and story.next_page:
            self._asked = story
            # The language that a person says it has is said of the next page again.
            self._fetching.go_on(as_found(story, self._found) if self._found else story, self._passed)

    def _add_page(self, before: Document, after: Document) -> None:
        story = self._story
        if story is None or story is not self._asked or self._own:
            self.said.emit(tr("The next page was not added, because another text is open."), True)
            return
        language = story.language if self._found is not None else ""
        self._passed = (*self._passed, before.next_page)
        self._found = None
        self._summing.forget()
        self._grow(after)
        if language:
            self._read_as(language)
        self._summing.begin(after)
        self._keep_story(after)
        self.said.emit(
            telling.page_added(before, after, self.key_of("open.next")), self.playing is not Playing.PLAYING
        )

    def _keep_story(self, story: Document) -> None:
        """The story is another one now, of which the place is kept."""
        raise NotImplementedError

    # ── showing it ──

    def _grow(self, story: Document) -> None:
        """Shows the story anew, at the same place; what sounds goes on there."""
        sounding = self.playing is Playing.PLAYING
        end = len(self._story.text) if self._story is not None else 0
        by = len(story.text) - end
        self._story = story
        self.document = self._with_back(story)
        self._measure = None
        self._place = min(moved(self._place, end, by), len(self.document.text))
        self.shown = Shown.ARTICLE
        self._load_shown(sounding)
        self.growing.emit()
        self.opened.emit(self.document)
        self.grown.emit(end, by)
        self.switched.emit(self.shown)
        self.summed_up.emit(self.summary)
        self.moved.emit()


def moved(offset: int, end: int, by: int) -> int:
    """Where a place is once a story that ended at `end` is longer `by` so much: what is put back stands behind it."""
    return offset + by if offset > end else offset
