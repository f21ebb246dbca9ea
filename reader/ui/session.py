"""Holds what is open and what is being read, and turns what a person asks into what the app floor does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible

from reader.app.commands import BY_ID, Playing, State, keys_of
from reader.app.progress import Measure, Progress
from reader.app.removed import removed_text, restored
from reader.core.document import Document, Kind, Span
from reader.core.settings import Settings, Value
from reader.core.speech.values import Voice
from reader.ui import telling
from reader.ui.choosing import Choosing
from reader.ui.fetching import Fetching
from reader.ui.jobs import Jobs
from reader.ui.needs import Parts
from reader.ui.places import Answer, Places
from reader.ui.playback import Playback
from reader.ui.summing import Summing
from reader.ui.words import count, tr

if TYPE_CHECKING:
    from reader.core.summary.ranking import Ranking


class Shown(StrEnum):
    """What is being read."""

    ARTICLE = "article"
    SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class _Before:
    """What was open, to return to."""

    document: Document
    ranking: Ranking | None
    place: int


class _Alone(StrEnum):
    """A selection is read, and not the whole: `load` itself tells of a stop before it sounds."""

    ASKED = "asked"
    HEARD = "heard"


class Session(QObject):
    """One text at a time, its summary, and the voice."""

    opened = Signal(object)
    """Another `Document`."""
    summed_up = Signal(object)
    """The sentences of the summary, in reading order."""
    lit = Signal(object, object)
    """The word and the sentence that are heard, or None."""
    played = Signal(object)
    """`Playing`, after it changed."""
    switched = Signal(object)
    """`Shown`, after it changed."""
    said = Signal(str, bool)
    """A sentence for the foot of the window; whether a screen reader is to say it."""
    troubled = Signal(str, str, bool)
    """A sentence, an advice, and whether it can be tried again."""
    cleared = Signal()
    """Trouble is over."""
    resumed = Signal(int)
    """The offset where listening to the text stopped another day; reading goes on there."""
    changed = Signal(str)
    """The key of a setting that changed."""
    moved = Signal()
    """Something that decides which commands can be used changed."""

    def __init__(
        self,
        parts: Parts,
        settings: Settings,
        save: Callable[[Settings], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.document: Document | None = None
        self.shown = Shown.ARTICLE
        self.playing = Playing.STOPPED
        self.word: Span | None = None
        self.sentence: Span | None = None
        self.remark = ""
        """Said once, with the next text that opens."""
        self.jobs = Jobs(self)
        self.choosing = Choosing(settings, save, self)
        self.playback = Playback(parts, self.jobs, self.choosing, self)
        self._parts = parts
        self._fetching = Fetching(parts, self.jobs, self)
        self._summing = Summing(parts, self.jobs, self.choosing, self)
        self._places = Places(parts, self.jobs, self)
        self._keeps = settings.flag("library.keep")
        self._beginning = QTimer(self, singleShot=True)
        self._beginning.timeout.connect(self.play)
        self._story: Document | None = None
        """The document without what was put back."""
        self._measure: Measure | None = None
        self._retry: Callable[[], None] | None = None
        self._before: _Before | None = None
        self._alone: _Alone | None = None
        self._place = 0
        self._own = False
        """What is open is a text of ours: help, welcome, what was removed."""
        self._connect()

    def _connect(self) -> None:
        told = self.playback.told
        told.shown_now.connect(self._light)
        told.phase_now.connect(self._phase)
        told.told_now.connect(lambda sentence: self.said.emit(tr(sentence), True))
        told.failed_now.connect(lambda message, advice: self._trouble_said(message, advice, self.play))
        self.playback.failed.connect(
            lambda message, advice: self._trouble_said(message, advice, self.playback.try_again)
        )
        self.playback.voices_failed.connect(lambda message, advice: self._trouble_said(message, advice, None))
        self.playback.voices_known.connect(self._greet_voice)
        self.choosing.changed.connect(self._heed)
        self.choosing.failed.connect(
            lambda message, advice: self._trouble_said(message, advice, self.choosing.save)
        )
        self._fetching.begun.connect(lambda doing: self.said.emit(doing, True))
        self._fetching.arrived.connect(self._arrive)
        self._fetching.failed.connect(self._trouble_said)
        self._summing.refused.connect(lambda sentence: self.said.emit(sentence, False))
        self._summing.changed.connect(self._sum_up)

    @property
    def settings(self) -> Settings:
        """What is chosen now."""
        return self.choosing.settings

    @property
    def summary(self) -> tuple[Span, ...]:
        """The sentences of the summary, in reading order."""
        return self._summing.spans

    # ── what can be done now ──

    def state(self, selection: bool = False, finding: bool = False, parts: int = 1) -> State:
        """The values that enable commands."""
        document = self.document
        return State(
            document=document is not None,
            playing=self.playing,
            waiting=self._beginning.isActive(),
            summary=bool(self.summary),
            in_summary=self.shown is Shown.SUMMARY,
            removed=len(document.removed) if document else 0,
            restored=document is not self._story,
            headings=document is not None and any(b.kind is Kind.HEADING for b in document.blocks),
            parts=parts,
            selection=selection,
            finding=finding,
            failed=self._retry is not None,
            previous=self._before is not None,
        )

    def key_of(self, command: str) -> str:
        """The key a person presses for a command, or its name where it has none."""
        keys = keys_of(BY_ID[command], self.settings.keys)
        return keys[0] if keys else tr(BY_ID[command].name)

    # ── opening ──

    def open(self, named: str, play: bool = False) -> None:
        """Opens a file or an address, in the background."""
        self._fetching.open(named, play)

    def paste(self, text: str, play: bool = True) -> None:
        """Opens pasted text; one line that is an address is opened as one."""
        self._fetching.paste(text, play)

    def show_own(self, document: Document, keep: bool = True) -> None:
        """Shows a text of ours; the one before can be returned to."""
        self._take(document, own=True, keep=keep)
        self._follow(None)

    def back(self) -> None:
        """Returns to the text before, at its place."""
        before = self._before
        if before is None:
            return
        self._before = None
        self._take(before.document, keep=False, place=before.place, ranking=before.ranking)
        self._follow(before.document)
        self.said.emit(tr("Back to {title}", title=before.document.title or tr("the text")), True)

    def retry(self) -> None:
        """Does once more what did not work."""
        if self._retry is not None:
            again, self._retry = self._retry, None
            self.cleared.emit()
            again()

    def _arrive(self, document: Document, play: bool) -> None:
        self._retry = None
        self.cleared.emit()
        self._take(document)
        self._go_on(document, play)

    def _take(
        self,
        document: Document,
        own: bool = False,
        keep: bool = True,
        place: int = 0,
        ranking: Ranking | None = None,
    ) -> None:
        if keep and self.document is not None and not self._own:
            self._before = _Before(self.document, self._summing.ranking, self._place)
        self.stop()
        self._alone = None
        self._own = own
        self.document = self._story = document
        self._summing.forget()
        self.word = self.sentence = None
        self.shown = Shown.ARTICLE
        self._place = place
        self._measure = None
        self.playback.ask(lambda p: p.load(document, None, place))
        self.opened.emit(document)
        self.switched.emit(self.shown)
        self.summed_up.emit(())
        self.moved.emit()
        if not own:
            self._summing.begin(document, ranking)

    # ── the place in the story ──

    def _go_on(self, document: Document, play: bool) -> None:
        """Goes to where listening stopped, says what was opened, and reads it where that was asked."""

        def in_time(place: int, trouble: str) -> None:
            more, self.remark = (self._resume(place), trouble, self.remark), ""
            self.said.emit(telling.opened(document, self.key_of("removed.hear"), *more), not play)
            if play and self.playing is Playing.STOPPED:
                self._begin()

        def late(place: int, trouble: str) -> None:
            if said := f"{self._resume(place)} {trouble}".strip():
                self.said.emit(said, self.playing is not Playing.PLAYING)

        self._follow(document, in_time, late)

    def _follow(
        self, story: Document | None, in_time: Answer | None = None, late: Answer | None = None
    ) -> None:
        """Keeps the place in this story, where a person wants that; without answers it moves nothing."""

        def only_trouble(_place: int, trouble: str) -> None:
            if trouble:
                self.said.emit(trouble, True)

        in_time, late = in_time or only_trouble, late or only_trouble
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
        at = Measure(document).at(place)
        if self._place or self.playing is not Playing.STOPPED or self.shown is not Shown.ARTICLE:
            return telling.stopped_at(at)
        self.go_to(place)
        self.resumed.emit(place)
        return telling.goes_on(at, self.key_of("go.beginning"))

    # ── summary ──

    def _sum_up(self) -> None:
        self.summed_up.emit(self.summary)
        if self.shown is Shown.SUMMARY:
            self._load_shown(self.playing is Playing.PLAYING)
        self.moved.emit()

    def switch(self) -> None:
        """Reads the summary instead of the article, or the article again; what sounds goes on there."""
        if self.shown is Shown.ARTICLE and not self.summary:
            return
        self.shown = Shown.SUMMARY if self.shown is Shown.ARTICLE else Shown.ARTICLE
        self._measure = None
        sounding = self.playing is Playing.PLAYING
        self._load_shown(sounding)
        self.switched.emit(self.shown)
        name = (
            count("Summary, {n} sentence", "Summary, {n} sentences", len(self.summary))
            if self.shown is Shown.SUMMARY
            else tr("Article")
        )
        self.said.emit(name, not sounding)
        self.moved.emit()

    def tell_more(self, offset: int) -> None:
        """Goes from a summary sentence to its place in the article."""
        if self.shown is Shown.SUMMARY:
            self._place = offset
            self.switch()
            self.go_to(offset)

    def _load_shown(self, sounding: bool) -> None:
        document = self.document
        if document is None:
            return
        self._alone = None
        self._light(None, None)
        if self.shown is Shown.SUMMARY:
            spans = self.summary
            self.playback.ask(lambda p: p.load(document, spans))
        else:
            place = self._place
            self.playback.ask(lambda p: p.load(document, None, place))
        if sounding:
            self.play()

    # ── what was removed ──

    def hear_removed(self) -> None:
        """Shows the pieces that were left out, and reads them."""
        if self.document is not None and self.document.removed:
            title = tr("What was removed")
            self.show_own(removed_text(self.document, self._parts.split, title))
            self._begin()

    def restore_removed(self) -> None:
        """Puts the pieces after the end of the article, or takes them away again."""
        document, story = self.document, self._story
        if document is None or story is None or not document.removed:
            return
        back = document is not story
        self.document = story if back else restored(story, self._parts.split, tr("What was removed"))
        self._measure = None
        now = self.document
        place = min(self._place, len(now.text))
        self.playback.ask(lambda p: p.load(now, None, place))
        self.shown = Shown.ARTICLE
        self.opened.emit(now)
        self.switched.emit(self.shown)
        self.summed_up.emit(self.summary)
        n = len(now.removed)
        said = (
            count("{n} piece taken away again.", "{n} pieces taken away again.", n)
            if back
            else count("{n} piece put back at the end.", "{n} pieces put back at the end.", n)
        )
        self.said.emit(said, True)
        self.moved.emit()

    # ── the voice ──

    def play(self) -> None:
        self._beginning.stop()
        self.playback.ask(lambda p: p.play())

    def _begin(self) -> None:
        """Reads what was just opened; where a screen reader is on, once it has said what opened."""
        if not QAccessible.isActive():
            self.play()
            return
        self._beginning.start(1000 * self.settings.number("voice.wait"))
        self.moved.emit()

    def pause(self) -> None:
        self.playback.ask(lambda p: p.pause())

    def toggle(self) -> None:
        self.playback.ask(lambda p: p.toggle())

    def stop(self) -> None:
        """Ends the sound, also one that was about to begin; before there is a player there is none."""
        if self._beginning.isActive():
            self._beginning.stop()
            self.said.emit(tr("Stopped"), True)
            self.moved.emit()
        self.playback.stop()

    def go_to(self, offset: int) -> None:
        self._place = offset
        self.playback.ask(lambda p: p.go_to(offset))

    def go_to_beginning(self) -> int:
        """To the beginning of what is read; gives its offset."""
        if self.shown is Shown.SUMMARY:
            start = self.summary[0].start
            self.playback.ask(lambda p: p.go_to(start))
            return start
        self.go_to(0)
        return 0

    def read_from(self, offset: int) -> None:
        """Reads aloud from a place on."""
        self.go_to(offset)
        self.play()

    def read_selection(self, span: Span) -> None:
        """Reads one stretch only."""
        document = self.document
        if document is not None and len(span):
            self._alone = _Alone.ASKED
            self._place = span.start
            self.playback.ask(lambda p: p.load(document, (span,)))
            self.play()

    def move(self, unit: str, step: int) -> None:
        self.playback.ask(lambda p: p.move(unit, step))

    def set_voice(self, voice: Voice | None) -> None:
        """This voice for every language, or with None the best one for each."""
        self.choosing.set("voice.id", voice.id if voice else "")
        self._use_voice(voice)

    def _use_voice(self, voice: Voice | None) -> None:
        self.playback.use_voice(voice, self.document.language if self.document else "")

    def _greet_voice(self) -> None:
        wanted, chosen = self.playback.voice(), self.settings.word("voice.id")
        if wanted is not None:
            self._use_voice(wanted)
        elif chosen:
            self.said.emit(
                tr("The voice {name} is not here; the best voice of the language reads.", name=chosen), True
            )
        self.changed.emit("voice.id")

    def _light(self, word: Span | None, sentence: Span | None) -> None:
        self.word, self.sentence = word, sentence
        if word is not None and self.shown is Shown.ARTICLE:
            self._place = word.start
            if self._story is not None and word.end <= len(self._story.text):
                self._places.heard(word)
        self.lit.emit(word, sentence)

    def _phase(self, phase: str) -> None:
        self.playing = Playing(phase)
        self._places.phase(phase)
        if self._alone is _Alone.ASKED and self.playing is Playing.PLAYING:
            self._alone = _Alone.HEARD
        elif self._alone is _Alone.HEARD and self.playing is Playing.STOPPED:
            self._load_shown(sounding=False)  # what follows is the whole text again
        self.played.emit(self.playing)
        self.moved.emit()

    # ── settings ──

    def set(self, key: str, value: Value) -> None:
        """Changes a setting; it holds at once and is kept."""
        self.choosing.set(key, value)

    def _heed(self, key: str) -> None:
        if key in ("", "voice.rate", "voice.pitch", "voice.volume"):
            self.playback.heed_prosody()
        if key in ("", "summary.sentences"):
            self._summing.cut()
        if self._keeps is not self.settings.flag("library.keep"):
            self._keeps = not self._keeps
            self._places.hurry()
            self._follow(None if self._own else self._story)
        self.changed.emit(key)

    # ── places ──

    def progress(self) -> Progress:
        """Where reading stands."""
        if self.document is None:
            return Progress(0, 0, 0, 0)
        if self._measure is None:
            self._measure = Measure(self.document, self.summary if self.shown is Shown.SUMMARY else None)
        offset = self.word.start if self.word else self._place if self.shown is Shown.ARTICLE else 0
        return self._measure.at(offset)

    def where(self) -> str:
        """What is open, how far reading is and what is left, in one line."""
        if self.document is None:
            return tr("Nothing is open.")
        shown = tr("Summary") if self.shown is Shown.SUMMARY else tr("Article")
        rate = self.settings.number("voice.rate")
        return telling.where(self.document, shown, self.progress(), rate, self.playing)

    def close(self) -> None:
        """Keeps the settings, ends the voice and forgets what is still at work."""
        self.choosing.close()
        self.playback.stop()  # nobody listens while the last place is written
        self._places.close()
        self.jobs.close()
        self._parts.close()

    def _trouble_said(self, message: str, advice: str, again: Callable[[], None] | None) -> None:
        self._retry = again
        self.troubled.emit(message, advice, again is not None)
        self.moved.emit()
