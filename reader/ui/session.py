"""Holds what is open and what is being read, and turns what a person asks into what the app floor does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible

from reader.app.commands import BY_ID, Playing, State, keys_of
from reader.app.progress import Measure, Progress
from reader.app.removed import removed_text, restored, words_removed
from reader.core.document import Document, Kind, Span
from reader.core.errors import KeepingError, ReaderError
from reader.core.settings import TABLE, Settings, Value
from reader.core.speech.values import Prosody, Voice
from reader.ui.jobs import Jobs
from reader.ui.needs import Parts, Player
from reader.ui.places import Answer, Places
from reader.ui.voice import PlayerSignals
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
        self.settings = settings
        self.document: Document | None = None
        self.summary: tuple[Span, ...] = ()
        self.shown = Shown.ARTICLE
        self.playing = Playing.STOPPED
        self.word: Span | None = None
        self.sentence: Span | None = None
        self.voices: Sequence[Voice] = ()
        self.remark = ""
        """Said once, with the next text that opens."""
        self.jobs = Jobs(self)
        self._parts = parts
        self._places = Places(parts, self.jobs, self)
        self._save = save
        self._saving = QTimer(self, singleShot=True, interval=400)
        self._saving.timeout.connect(self.save)
        self._beginning = QTimer(self, singleShot=True)
        self._beginning.timeout.connect(self.play)
        self._signals = PlayerSignals(self)
        self._signals.shown_now.connect(self._light)
        self._signals.phase_now.connect(self._phase)
        self._signals.told_now.connect(lambda sentence: self.said.emit(tr(sentence), True))
        self._signals.failed_now.connect(
            lambda message, advice: self._trouble_said(message, advice, self.play)
        )
        self._player: Player | None = None
        self._asked_player = False
        self._waiting: list[Callable[[Player], None]] = []
        self._ranking: Ranking | None = None
        self._story: Document | None = None
        """The document without what was put back."""
        self._measure: Measure | None = None
        self._retry: Callable[[], None] | None = None
        self._before: _Before | None = None
        self._opening = 0
        self._alone: _Alone | None = None
        self._place = 0
        self._own = False
        """What is open is a text of ours: help, welcome, what was removed."""

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
        self._fetch(
            tr("Opening {named}", named=named if "://" in named else Path(named).name),
            lambda: self._parts.open(named),
            play,
        )

    def paste(self, text: str, play: bool = True) -> None:
        """Opens pasted text; one line that is an address is opened as one."""
        if not text.strip():
            self._trouble_said(
                tr("There is no text on the clipboard."),
                tr("Copy a page or a text first, then press Ctrl+Shift+V."),
                None,
            )
            return
        line = text.strip()
        if "\n" not in line and line.lower().startswith(("http://", "https://")) and " " not in line:
            self.open(line, play)
            return
        self._fetch(tr("Opening what was copied"), lambda: self._parts.paste(text), play)

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

    def _fetch(self, doing: str, work: Callable[[], Document], play: bool) -> None:
        self._opening += 1
        mine = self._opening
        self.said.emit(doing, True)

        def done(document: Document) -> None:
            if mine != self._opening:
                return  # something else was asked for meanwhile
            self._retry = None
            self.cleared.emit()
            self._take(document)
            self._go_on(document, play)

        def failed(error: ReaderError) -> None:
            if mine == self._opening:
                self._trouble_said(error.message, error.advice, lambda: self._fetch(doing, work, play))

        self.jobs.do(work, done, failed)

    def _take(
        self,
        document: Document,
        own: bool = False,
        keep: bool = True,
        place: int = 0,
        ranking: Ranking | None = None,
    ) -> None:
        if keep and self.document is not None and not self._own:
            self._before = _Before(self.document, self._ranking, self._place)
        self.stop()
        self._alone = None
        self._own = own
        self.document = self._story = document
        self.summary, self._ranking = (), None
        self.word = self.sentence = None
        self.shown = Shown.ARTICLE
        self._place = place
        self._measure = None
        self._with_player(lambda p: p.load(document, None, place))
        self.opened.emit(document)
        self.switched.emit(self.shown)
        self.summed_up.emit(())
        self.moved.emit()
        if ranking is not None:
            self._rank(document, ranking)
        elif not own:
            self.jobs.do(
                lambda: self._parts.rank(document),
                lambda ranking: self._rank(document, ranking),
                self._no_summary,
            )

    def _tell_opened(self, document: Document, play: bool, *more: str) -> None:
        said = document.title or tr("Opened")
        if document.removed:
            pieces = count("{n} piece", "{n} pieces", len(document.removed))
            words = count("{n} word", "{n} words", words_removed(document))
            said += ". " + tr(
                "Removed {pieces}, {words}. {key} to hear them.",
                pieces=pieces,
                words=words,
                key=self.key_of("removed.hear"),
            )
        for sentence in (*more, self.remark):
            if sentence:
                said = f"{said.rstrip('.')}. {sentence}"
        self.remark = ""
        self.said.emit(said, not play)

    # ── the place in the story ──

    def _go_on(self, document: Document, play: bool) -> None:
        """Goes to where listening stopped, says what was opened, and reads it where that was asked."""

        def in_time(place: int, trouble: str) -> None:
            self._tell_opened(document, play, self._resume(place), trouble)
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

    def _keep_or_not(self) -> None:
        """Begins or ends the keeping of what is open, as the person just chose."""
        self._places.hurry()
        self._follow(None if self._own else self._story)

    def _resume(self, place: int) -> str:
        """Goes to where listening stopped, unless the person went elsewhere meanwhile; says which it was."""
        document = self.document
        if not place or document is None:
            return ""
        at = Measure(document).at(place)
        if self._place or self.playing is not Playing.STOPPED or self.shown is not Shown.ARTICLE:
            return tr("Last time you stopped at sentence {n} of {all}.", n=at.sentence, all=at.of)
        self.go_to(place)
        self.resumed.emit(place)
        return tr(
            "Goes on where you stopped: sentence {n} of {all}. {key} goes to the beginning.",
            n=at.sentence,
            all=at.of,
            key=self.key_of("go.beginning"),
        )

    # ── summary ──

    def _rank(self, document: Document, ranking: Ranking) -> None:
        if self._story is document:
            self._ranking = ranking
            if ranking.refusal is not None and document.title:
                self.said.emit(tr(ranking.refusal.sentence), False)
            self._cut()

    def _no_summary(self, error: ReaderError) -> None:
        self.said.emit(error.message, False)

    def _cut(self) -> None:
        from reader.core.summary.length import Length, Unit  # start-up time

        ranking = self._ranking
        if ranking is None:
            return
        length = Length(self.settings.number("summary.sentences"), Unit.SENTENCES)
        chosen = () if ranking.refusal is not None else ranking.cut(length)
        if chosen != self.summary:
            self.summary = chosen
            self.summed_up.emit(chosen)
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
            self._with_player(lambda p: p.load(document, spans))
        else:
            place = self._place
            self._with_player(lambda p: p.load(document, None, place))
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
        self._with_player(lambda p: p.load(now, None, place))
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
        self._with_player(lambda p: p.play())

    def _begin(self) -> None:
        """Reads what was just opened; where a screen reader is on, once it has said what opened."""
        if not QAccessible.isActive():
            self.play()
            return
        self._beginning.start(1000 * self.settings.number("voice.wait"))
        self.moved.emit()

    def pause(self) -> None:
        self._with_player(lambda p: p.pause())

    def toggle(self) -> None:
        self._with_player(lambda p: p.toggle())

    def stop(self) -> None:
        """Ends the sound, also one that was about to begin; before there is a player there is none."""
        if self._beginning.isActive():
            self._beginning.stop()
            self.said.emit(tr("Stopped"), True)
            self.moved.emit()
        if self._player is not None:
            self._player.stop()

    def go_to(self, offset: int) -> None:
        self._place = offset
        self._with_player(lambda p: p.go_to(offset))

    def go_to_beginning(self) -> int:
        """To the beginning of what is read; gives its offset."""
        if self.shown is Shown.SUMMARY:
            start = self.summary[0].start
            self._with_player(lambda p: p.go_to(start))
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
            self._with_player(lambda p: p.load(document, (span,)))
            self.play()

    def move(self, unit: str, step: int) -> None:
        self._with_player(lambda p: p.move(unit, step))

    def set_voice(self, voice: Voice | None) -> None:
        """This voice for every language, or with None the best one for each."""
        self.set("voice.id", voice.id if voice else "")
        self._use_voice(voice)

    def _use_voice(self, voice: Voice | None) -> None:
        from reader.core.speech.choice import choose  # start-up time

        language = self.document.language if self.document else ""
        reading = voice or choose(self.voices, language or "en")
        if reading is not None:
            self._with_player(lambda p: p.pin_voice(pinned=voice is not None))
            self._with_player(lambda p: p.set_voice(reading))

    def prepare(self) -> None:
        """Gets the voice ready in the background, so that the first word comes at once."""
        self._with_player(lambda _: None)
        self.jobs.do(
            self._parts.voices, self._take_voices, lambda e: self._trouble_said(e.message, e.advice, None)
        )

    def _take_voices(self, voices: Sequence[Voice]) -> None:
        self.voices = voices
        chosen = self.settings.word("voice.id")
        wanted = next((v for v in voices if v.id == chosen), None)
        if wanted is not None:
            self._use_voice(wanted)
        elif chosen:
            self.said.emit(
                tr("The voice {name} is not here; the best voice of the language reads.", name=chosen), True
            )
        self.changed.emit("voice.id")

    def voice(self) -> Voice | None:
        """The chosen voice, where it is known."""
        return next((v for v in self.voices if v.id == self.settings.word("voice.id")), None)

    def _with_player(self, do: Callable[[Player], None]) -> None:
        if self._player is not None:
            do(self._player)
            return
        self._waiting.append(do)
        if not self._asked_player:
            self._asked_player = True
            self.jobs.do(self._parts.player, self._take_player, self._no_player)

    def _take_player(self, player: Player) -> None:
        self._player = player
        player.listen(self._signals)
        player.set_prosody(self._prosody())
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do(player)

    def _no_player(self, error: ReaderError) -> None:
        def again() -> None:
            self._asked_player = True
            self.jobs.do(self._parts.player, self._take_player, self._no_player)

        self._asked_player = False
        self._trouble_said(error.message, error.advice, again)

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
        before = self.settings
        self.settings = before.having(key, value)
        if self.settings == before:
            return
        if key in {"voice.rate", "voice.pitch", "voice.volume"}:
            self._with_player(lambda p: p.set_prosody(self._prosody()))
        if key == "summary.sentences":
            self._cut()
        if key == "library.keep":
            self._keep_or_not()
        self._saving.start()
        self.changed.emit(key)

    def set_all(self, settings: Settings) -> None:
        """Takes other settings as a whole."""
        kept = self.settings.flag("library.keep")
        self.settings = settings
        if settings.flag("library.keep") is not kept:
            self._keep_or_not()
        self._with_player(lambda p: p.set_prosody(self._prosody()))
        self._cut()
        self._saving.start()
        self.changed.emit("")

    def step(self, key: str, steps: int) -> None:
        """Changes a setting by steps of its size; 0 returns to the default, choices go around."""
        setting = TABLE[key]
        now = self.settings.value(key)
        if steps == 0:
            self.set(key, setting.default)
        elif setting.choices:
            values = [c.value for c in setting.choices]
            self.set(key, values[(values.index(str(now)) + steps) % len(values)])
        elif isinstance(now, bool):
            self.set(key, not now)
        elif isinstance(now, int):
            self.set(key, setting.nearest(now + steps * self._stride(key, now)))

    def _stride(self, key: str, now: int) -> int:
        # From 40 points on, two more are not seen: a tenth is.
        return max(TABLE[key].step, round(now / 10)) if key == "text.size" else TABLE[key].step

    def save(self) -> None:
        """Keeps the settings now."""
        self._saving.stop()
        try:
            self._save(self.settings)
        except KeepingError as error:
            self._trouble_said(error.message, error.advice, self.save)

    def _prosody(self) -> Prosody:
        s = self.settings
        return Prosody(s.number("voice.rate"), s.number("voice.pitch"), s.number("voice.volume"))

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
        p = self.progress()
        shown = tr("Summary") if self.shown is Shown.SUMMARY else tr("Article")
        left = minutes(p.minutes_left(self.settings.number("voice.rate")))
        doing = {
            Playing.PLAYING: tr("Reading"),
            Playing.PAUSED: tr("Paused"),
            Playing.STOPPED: tr("Stopped"),
        }[self.playing]
        return tr(
            "{title}. {shown}, sentence {n} of {all}, {percent} per cent. {left} left. {doing}.",
            title=self.document.title or tr("Text without a title"),
            shown=shown,
            n=p.sentence,
            all=p.of,
            percent=p.percent,
            left=left,
            doing=doing,
        )

    def close(self) -> None:
        """Keeps the settings, ends the voice and forgets what is still at work."""
        if self._saving.isActive():
            self.save()
        if self._player is not None:
            self._player.stop()  # nobody listens while the last place is written
        self._places.close()
        self.jobs.close()
        self._parts.close()

    def _trouble_said(self, message: str, advice: str, again: Callable[[], None] | None) -> None:
        self._retry = again
        self.troubled.emit(message, advice, again is not None)
        self.moved.emit()


def minutes(value: float) -> str:
    """A length of listening as a person says it."""
    if value < 1:
        return tr("less than a minute")
    if value < 60:
        return count("{n} minute", "{n} minutes", round(value))
    hours, rest = divmod(round(value), 60)
    return count("{n} hour", "{n} hours", hours) + (
        " " + count("{n} minute", "{n} minutes", rest) if rest else ""
    )
