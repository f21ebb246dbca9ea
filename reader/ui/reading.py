"""Reads one text, or its summary, aloud, and knows where the reading stands."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible

from reader.app.commands import BY_ID, Playing, keys_of
from reader.app.keyboards import name_of_key
from reader.app.progress import Measure, Progress
from reader.app.zooming import beside, landing
from reader.core.document import Document, Kind, Span
from reader.core.settings import Settings, Value
from reader.core.speech.skipping import KINDS, chosen
from reader.core.speech.values import Voice
from reader.core.summary.steps import Step
from reader.ui import telling, words
from reader.ui.beside import Beside
from reader.ui.choosing import Choosing
from reader.ui.jobs import Jobs
from reader.ui.needs import Parts
from reader.ui.playback import Playback
from reader.ui.summing import Summing
from reader.ui.words import plain, tr


class Shown(StrEnum):
    """What is being read."""

    ARTICLE = "article"
    SUMMARY = "summary"


class _Alone(StrEnum):
    """A selection is read, and not the whole: `load` itself tells of a stop before it sounds."""

    ASKED = "asked"
    HEARD = "heard"


class Reading(QObject):
    """The text that is open, its summary, and the voice; what opens texts is the `Session`."""

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
        self.jobs = Jobs(self)
        self.choosing = Choosing(settings, save, self)
        self.playback = Playback(parts, self.jobs, self.choosing, self)
        self.beside = Beside(parts, self.jobs, self.playback, self)
        self._summing = Summing(parts, self.jobs, self.choosing, self)
        self._beginning = QTimer(self, singleShot=True)
        self._beginning.timeout.connect(self.play)
        self._measure: Measure | None = None
        self._retry: Callable[[], None] | None = None
        self._alone: _Alone | None = None
        self._place = 0
        self._told = 0
        """The place in the summary, while nothing of it is lit."""
        self._left: int | None = None
        """The place in the summary from which more was asked for."""
        self._hear()

    def _hear(self) -> None:
        told = self.playback.told
        told.shown_now.connect(self._light)
        told.phase_now.connect(self._phase)
        told.told_now.connect(lambda sentence: self.said.emit(words.told(sentence), True))
        told.failed_now.connect(lambda message, advice: self.tell_trouble(message, advice, self.play))
        self.playback.failed.connect(
            lambda message, advice: self.tell_trouble(message, advice, self.playback.try_again)
        )
        self.playback.voices_failed.connect(lambda message, advice: self.tell_trouble(message, advice, None))
        self.playback.voices_known.connect(self._greet_voice)
        self.beside.spelled.connect(lambda letters: self.said.emit(letters, False))
        self.beside.failed.connect(lambda message, advice: self.tell_trouble(message, advice, None))
        self.beside.moved.connect(self.moved)
        self.choosing.changed.connect(self._heed)
        self.choosing.failed.connect(
            lambda message, advice: self.tell_trouble(message, advice, self.choosing.save)
        )
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

    def key_of(self, command: str) -> str:
        """The key a person presses for a command, as it is called, or the command's name where it has none."""
        keys = keys_of(BY_ID[command], self.settings.keys)
        return name_of_key(keys[0]) if keys else plain(tr(BY_ID[command].title))

    def retry(self) -> None:
        """Does once more what did not work."""
        if self._retry is not None:
            again, self._retry = self._retry, None
            self.cleared.emit()
            again()

    def tell_trouble(self, message: str, advice: str, again: Callable[[], None] | None) -> None:
        """Shows what went wrong in the one place for it; `again` does it once more."""
        self._retry = again
        self.troubled.emit(message, advice, again is not None)
        self.moved.emit()

    # ── summary ──

    @property
    def step(self) -> Step:
        """How much is told just now."""
        return Step.FULL if self.shown is Shown.ARTICLE else self._summing.step

    @property
    def told_more(self) -> bool:
        """Whether there is a sentence of the summary to come back to."""
        return self._left is not None and self.shown is Shown.ARTICLE and bool(self.summary)

    def _sum_up(self) -> None:
        at, self._measure = self._here(), None
        self.summed_up.emit(self.summary)
        if self.shown is Shown.SUMMARY:
            self._told = landing(self.summary, at)
            self._load_shown(self.playing is Playing.PLAYING)
        self.moved.emit()

    def switch(self, told: int = 0) -> None:
        """Reads the summary instead of the article, or the article again; what sounds goes on there.

        `told` is the place from which the summary is read; 0 is its beginning.
        """
        if self.shown is Shown.ARTICLE and not self.summary:
            return
        self.shown = Shown.SUMMARY if self.shown is Shown.ARTICLE else Shown.ARTICLE
        self._told = landing(self.summary, told) if told else 0
        self._measure = None
        sounding = self.playing is Playing.PLAYING
        self._load_shown(sounding)
        self.switched.emit(self.shown)
        self._say_step(not sounding)
        self.moved.emit()

    def zoom(self, by: int) -> None:
        """So many steps longer, or shorter where negative, at the same place; what sounds goes on."""
        document, now = self.document, self.step
        if document is None or not self.summary:
            return
        new, at = beside(now, by, document), self._here()
        if new is now:
            self.said.emit(tr("This is the full text.") if by > 0 else tr("It cannot be shorter."), True)
        elif new is Step.FULL:
            self._place = at
            self.switch()
        else:
            self.choosing.set("summary.step", new.value)
            if now is Step.FULL:
                self.switch(at)
            else:
                self._say_step(self.playing is not Playing.PLAYING)

    def _say_step(self, aloud: bool) -> None:
        if self.shown is Shown.ARTICLE:
            self.said.emit(tr("Article"), aloud)
            return
        self.said.emit(telling.step_reached(self.step, len(self.summary)), aloud)

    def _here(self) -> int:
        """The place that was heard last, in the text of the article."""
        if self.word is not None:
            return self.word.start
        return self._place if self.shown is Shown.ARTICLE else self._told

    def tell_more(self, offset: int) -> int:
        """Goes from a summary sentence to its place in the article, or one sentence earlier; gives where."""
        if self.shown is not Shown.SUMMARY or self.document is None:
            return offset
        self._left = offset
        place = telling.place_of(self.document, self.summary, offset)
        if place is not None and place.before is not None and self.settings.flag("summary.before"):
            offset = place.before.start
        self._place = offset
        self.switch()
        self.go_to(offset)
        return offset

    def come_back(self) -> int:
        """Goes from the article back to the sentence of the summary that led there; gives where."""
        left = self._left or 0
        if self.told_more:
            self._left = None
            self.switch(left)
        return left

    def _load_shown(self, sounding: bool) -> None:
        document = self.document
        if document is None:
            return
        self._alone, skipped = None, self.skipped
        self._light(None, None)
        if self.shown is Shown.SUMMARY:
            spans, told = self.summary, self._told
            self.playback.ask(lambda p: p.load(document, spans, told, skipped))
        else:
            place = self._place
            self.playback.ask(lambda p: p.load(document, None, place, skipped))
        if sounding:
            self.play()

    # ── the voice ──

    def play(self) -> None:
        self._beginning.stop()
        self.beside.hush()
        self.playback.ask(lambda p: p.play())

    def _begin(self) -> None:
        """Reads what was just opened; where a screen reader is on, once it has said what opened."""
        if not QAccessible.isActive():
            self.play()
            return
        self._beginning.start(1000 * self.settings.number("voice.wait"))
        self.moved.emit()

    def pause(self) -> None:
        """Stops the voice at its place; one that was about to begin does not."""
        self.stop() if self._beginning.isActive() else self.playback.ask(lambda p: p.pause())

    def toggle(self) -> None:
        self.beside.hush()
        self.playback.ask(lambda p: p.toggle())

    def stop(self) -> None:
        """Ends the sound, also one that was about to begin; before there is a player there is none."""
        if self._beginning.isActive():
            self._beginning.stop()
            self.said.emit(tr("Stopped"), True)
            self.moved.emit()
        self.beside.hush()
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
            self._use_voice(None)
            self.said.emit(
                tr("The voice {name} is not here; the best voice of the language reads.", name=chosen), True
            )
        self.changed.emit("voice.id")

    def _light(self, word: Span | None, sentence: Span | None) -> None:
        self.word, self.sentence = word, sentence
        if word is not None and self.shown is Shown.ARTICLE:
            self._place = word.start
        elif word is not None:
            self._told = word.start
        self.lit.emit(word, sentence)

    def _phase(self, phase: str) -> None:
        self.playing = Playing(phase)
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
        if key in ("", "voice.rate", "voice.pitch", "voice.volume", "voice.pauses"):
            self.playback.heed_prosody()
        if key in ("", "speech.numbers", "speech.punctuation"):
            self.playback.heed_how()
        if key in ("", "summary.sentences", "summary.step"):
            self._summing.cut()
        if key in ("", *(f"speech.{name}" for name in KINDS)):
            self._measure = None
            self._load_shown(self.playing is Playing.PLAYING)
            if said := self.passed_over():
                self.said.emit(said, True)
        self.changed.emit(key)

    # ── what is passed over ──

    @property
    def skipped(self) -> frozenset[Kind]:
        """The kinds of blocks that are not read aloud, unless they are selected."""
        return chosen(self.settings)

    def passed_over(self) -> str:
        """What of the text is not read aloud, as sentences."""
        return telling.passed_over(self.document, self.skipped) if self.document else ""

    # ── places ──

    def progress(self) -> Progress:
        """Where reading stands."""
        if self.document is None:
            return Progress(0, 0, 0, 0)
        if self._measure is None:
            summary = self.summary if self.shown is Shown.SUMMARY else None
            self._measure = Measure(self.document, summary, self.skipped)
        offset = self.word.start if self.word else self._place if self.shown is Shown.ARTICLE else 0
        return self._measure.at(offset)

    def where(self) -> str:
        """What is open, how far reading is and what is left, in one line."""
        if self.document is None:
            return tr("Nothing is open.")
        shown = tr("Summary") if self.shown is Shown.SUMMARY else tr("Article")
        rate = self.settings.number("voice.rate")
        said = telling.where(self.document, shown, self.progress(), rate, self.playing)
        if self.shown is Shown.ARTICLE:
            return said
        return f"{said} {telling.in_article(self.document, self.summary, self._here())}".rstrip()
