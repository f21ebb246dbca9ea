"""Opens one text after another, each at the place where listening to it stopped, and returns to the one before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.app.commands import Playing, State
from reader.app.languages import as_found
from reader.app.progress import Measure
from reader.app.removed import removed_text
from reader.core.document import About, Document, Kind, Part, Span, compose
from reader.core.settings import Settings
from reader.ui import telling
from reader.ui.additions import Additions
from reader.ui.needs import Parts
from reader.ui.places import Answer
from reader.ui.reading import Shown
from reader.ui.words import language, told, tr

if TYPE_CHECKING:
    from reader.core.summary.ranking import Ranking


@dataclass(frozen=True, slots=True)
class _Before:
    """What was open, to return to."""

    document: Document
    ranking: Ranking | None
    place: int
    back: frozenset[str]
    passed: tuple[str, ...]
    found: Document | None
    """The same with the languages that were found out, where a person said otherwise."""


class Session(Additions):
    """One text at a time; the one before can be returned to."""

    opened_again = Signal(object)
    """`Again`: what has just opened was kept before."""
    resumed = Signal(int)
    """The offset where listening to the text stopped another day; reading goes on there."""

    def __init__(
        self,
        parts: Parts,
        settings: Settings,
        save: Callable[[Settings], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parts, settings, save, parent)
        self.remark = ""
        """Said once, with the next text that opens."""
        self._fetching.begun.connect(self._tell_opening)
        self._fetching.waited.connect(self._tell_waiting)
        self._fetching.arrived.connect(self.arrive)
        self._fetching.again.connect(self.opened_again)
        self._fetching.failed.connect(self.tell_trouble)
        self._places.troubled.connect(lambda sentence: self.said.emit(told(sentence), True))
        self._keeps = settings.flag("library.keep")
        self.lit.connect(self._keep_place)
        self.played.connect(self._places.phase)
        self.choosing.changed.connect(self._keep_or_not)
        self._before: _Before | None = None

    # ── what can be done now ──

    def state(self, selection: bool = False, finding: bool = False, parts: int = 1) -> State:
        """The values that enable commands."""
        document = self.document
        return State(
            document=document is not None,
            playing=self.playing,
            waiting=self._beginning.isActive(),
            aside=self.beside.sounding,
            summary=bool(self.summary),
            in_summary=self.shown is Shown.SUMMARY,
            told_more=self.told_more,
            removed=len(document.removed) if document else 0,
            restored=bool(self._back),
            remembered=bool(self._kept_back(document)) if document else False,
            next_page=not self._own and document is not None and bool(document.next_page),
            lists=document is not None and any(b.kind is Kind.ITEM for b in document.blocks),
            links=document is not None and bool(document.links or "://" in document.text),
            headings=document is not None and any(b.kind is Kind.HEADING for b in document.blocks),
            parts=parts,
            selection=selection,
            finding=finding,
            opening=self._fetching.busy,
            failed=self._retry is not None,
            previous=self._before is not None,
            keeps=self.settings.flag("library.keep"),
            kept=self.story is not None,
        )

    # ── opening ──

    def open(self, named: str, play: bool = False) -> None:
        """Opens a file or an address, in the background."""
        self._fetching.open(named, play, copies=self.settings.flag("library.keep"))

    def paste(self, text: str, play: bool = True) -> None:
        """Opens pasted text; one line that is an address is opened as one."""
        self._fetching.paste(text, play)

    def give_up(self) -> bool:
        """What is on its way does not come; whether something was."""
        busy = self._fetching.busy
        if busy:
            self._fetching.forget()
            self.said.emit(tr("Given up. Everything is as it was."), True)
            self.moved.emit()
        return busy

    def _tell_opening(self, doing: str) -> None:
        self.said.emit(doing, True)
        self.moved.emit()

    def _tell_waiting(self, here: int, whole: int) -> None:
        self.said.emit(telling.on_its_way(here, whole, self.key_of("open.stop")), True)

    def show_own(self, document: Document, keep: bool = True, at: int = 0) -> None:
        """Shows a text of ours at the offset `at`; the text before can be returned to."""
        self._take(document, own=True, keep=keep, place=at)
        self._follow(None)

    def back(self) -> None:
        """Returns to the text before, at its place."""
        before = self._before
        if before is None:
            return
        self._fetching.forget()
        self._before = None
        self._take(
            before.document,
            keep=False,
            place=before.place,
            ranking=before.ranking,
            found=before.found,
            back=before.back,
        )
        self._passed = before.passed
        self._follow(before.document)
        self.said.emit(tr("Back to {title}", title=before.document.title or tr("the text")), True)

    def arrive(
        self, document: Document, play: bool = False, at: int | None = None, foreword: Document | None = None
    ) -> None:
        """Shows a story at the place where listening stopped, or at `at`; a foreword is read before it."""
        self._retry = None
        self.cleared.emit()
        if foreword is not None:
            self.go_on_soon()  # the queue does so by itself: what a person asked for still comes
        else:
            self._fetching.forget()
        self._take(document, place=at or 0, going_on=foreword is not None)
        self._go_on(document, play, at, foreword)

    def _take(
        self,
        document: Document,
        own: bool = False,
        keep: bool = True,
        place: int = 0,
        ranking: Ranking | None = None,
        going_on: bool = False,
        found: Document | None = None,
        back: frozenset[str] | None = None,
    ) -> None:
        """With `back` None, what was put back on the site before is put back."""
        if keep and self._story is not None and not self._own:
            ranking_now = self._summing.ranking
            self._before = _Before(
                self._story, ranking_now, self._place, self._back, self._passed, self._found
            )
        if going_on:
            self.playback.stop()
        else:
            self.stop()
        self._alone, self._foreword = None, False
        self._own = own
        self._found = found
        self._story, self._passed = document, ()
        reasons = self._kept_back(document) if back is None else back
        self._back = reasons.intersection(r.reason for r in document.removed)
        self.document = shown = self._with_back(document)
        self._have_own({})
        self._summing.forget()
        self.word = self.sentence = None
        self.shown = Shown.ARTICLE
        self._place, self._told, self._left = place, 0, None
        self._measure = None
        skipped = self.skipped
        self.playback.ask(lambda p: p.load(shown, None, place, skipped))
        self.opened.emit(shown)
        self.switched.emit(self.shown)
        self.summed_up.emit(())
        self.moved.emit()
        if not own:
            self._summing.begin(document, ranking)

    @property
    def story(self) -> Document | None:
        """The story that is open, without what was put back; None for a text of ours."""
        return None if self._own else self._story

    @property
    def place(self) -> int:
        """Where reading stands in the article."""
        return self._place

    # ── the place in the story ──

    def _go_on(self, document: Document, play: bool, at: int | None, foreword: Document | None) -> None:
        """Goes to where listening stopped, says what was opened, and reads it where that was asked."""

        def in_time(place: int, trouble: str) -> None:
            if foreword is not None:
                self._place = at or place or after_title(document)
                said = telling.opened(
                    document, self.key_of("removed.hear"), *whole, self._so(), self.passed_over(), trouble
                )
                self.said.emit(said, False)
                self.play_after(foreword)
                return
            place = 0 if at is not None else place
            resumed = self._resume(place)
            more, self.remark = (*whole, self._so(), self.passed_over(), resumed, trouble, self.remark), ""
            self.said.emit(telling.opened(document, self.key_of("removed.hear"), *more), not play)
            if play and self.playing is Playing.STOPPED:
                if lack:
                    spoken = [Part(Kind.PARAGRAPH, lack)]
                    self.put_before(compose(spoken, self._parts.split, About(language=language())))
                self._begin()

        lack = telling.kept_back(document)
        whole = (
            self._back_as_before(document),
            telling.goes_on_elsewhere(document, self.key_of("open.next")),
        )

        def late(place: int, trouble: str) -> None:
            place = 0 if at is not None or foreword is not None else place
            if said := " ".join(s for s in (self._so(), self._resume(place), trouble) if s):
                self.said.emit(said, self.playing is not Playing.PLAYING)

        self._follow(document, in_time, late)

    def _keep_story(self, story: Document) -> None:
        self._follow(story)

    def _follow(
        self, story: Document | None, in_time: Answer | None = None, late: Answer | None = None
    ) -> None:
        """Keeps the place in this story, where a person wants that; without answers it moves nothing."""

        def only_trouble(_place: int, trouble: str) -> None:
            if trouble:
                self.said.emit(trouble, True)

        in_time, late = in_time or only_trouble, late or only_trouble
        if story is not None and self._found is not None:
            story = as_found(story, self._found)  # what a person says of its language is kept beside it
        if story is not None and self.settings.flag("library.keep"):
            self._places.follow(story, in_time, late)
        else:
            self._places.follow(None)
            in_time(0, "")

    def _resume(self, place: int) -> str:
        """Goes to where listening stopped, unless the person went elsewhere meanwhile; says which it was."""
        document = self.document
        if not place or document is None:
            return ""
        at = Measure(document, None, self.skipped).at(place)
        if self._place or self.playing is not Playing.STOPPED or self.shown is not Shown.ARTICLE:
            return telling.stopped_at(at)
        self.go_to(place)
        self.resumed.emit(place)
        return telling.goes_on(at, self.key_of("go.beginning"))

    def _keep_place(self, word: Span | None, _sentence: Span | None) -> None:
        if word is None or self._story is None or self.shown is not Shown.ARTICLE:
            return
        if word.end <= len(self._story.text):  # what was put back stands after it
            self._places.heard(word)

    def _keep_or_not(self) -> None:
        if self._keeps is not self.settings.flag("library.keep"):
            self._keeps = not self._keeps
            self._places.hurry()
            self._follow(None if self._own else self._story)
            self.moved.emit()

    # ── what was removed ──

    def hear_removed(self) -> None:
        """Shows the pieces that were left out, and reads them."""
        if self.document is not None and self.document.removed:
            title = tr("What was removed")
            self.show_own(removed_text(self.document, self._parts.split, title))
            self._begin()

    def close(self) -> None:
        """Keeps the settings and what was chosen for sites, ends the voice and forgets what is still at work."""
        self._fetching.forget()
        self.choosing.close()
        self.playback.stop()  # nobody listens while the last place is written
        self._places.close()
        self._choices.finish()
        self.jobs.close()
        self._parts.close()


def after_title(document: Document) -> int:
    """Where the story goes on after its headline."""
    first = document.blocks[0] if document.blocks else None
    if first is None or first.kind is not Kind.TITLE or len(document.blocks) < 2:
        return 0
    return document.blocks[1].span.start
