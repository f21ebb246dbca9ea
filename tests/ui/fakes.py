"""A player that plays by a timer, and everything else behind the window, real but small."""

from __future__ import annotations

import re
import tempfile
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from reader.app.pronouncing import Pronouncing
from reader.app.putting_back import PuttingBack
from reader.app.saying import Saying
from reader.core.article.joining import unlaid
from reader.core.document import About, Document, Kind, Part, Removed, Span, compose
from reader.core.errors import Missing
from reader.core.keeping import Manner
from reader.core.playback.state import Phase
from reader.core.protocols import Device, Progress
from reader.core.speech.pronunciation import Entry as PronunciationEntry
from reader.core.speech.pronunciation import check
from reader.core.speech.skipping import NOTHING, heard
from reader.core.speech.spoken import Speaking
from reader.core.speech.values import Prosody, Voice
from reader.core.summary.ranking import Ranking
from reader.core.summary.refusal import Refusal
from reader.devices.files.put_back import PutBackFile
from reader.ui.jobs import GivenUp
from reader.ui.needs import Listener
from reader.ui.shelf.needs import Copy
from tests.ui.fake_library import FakeLibrary

_SENTENCE = re.compile(r"[^.!?]*[.!?]+[”\"]?|[^.!?]+$")


def split(text: str, _language: str = "") -> list[Span]:
    found = []
    for match in _SENTENCE.finditer(text):
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        end = match.end() - (len(match.group()) - len(match.group().rstrip()))
        if end > start:
            found.append(Span(start, end))
    return found


STORY = (
    Part(Kind.TITLE, "Old harbour crane sings again after 40 silent years"),
    Part(Kind.STANDFIRST, "Volunteers rebuilt its steam whistle from a drawing found in an attic"),
    Part(Kind.BYLINE, "By Mara Lindqvist"),
    Part(Kind.PARAGRAPH, "The last steam crane of Port Ellery blew its whistle on Saturday for the first time since 1985. About 3,000 people who had come to hear it stood still for a moment before they cheered."),
    Part(Kind.PARAGRAPH, "The crane, which lifted timber and grain for 71 years, had been due to be scrapped in March. A group of retired dock workers bought it for one pound and promised the council that it would never cost the town a penny more."),
    Part(Kind.HEADING, "A drawing in a cookery book", 2),
    Part(Kind.PARAGRAPH, "“We had no plan, no money and one spanner between six of us,” said Ines Okafor, an engineer who led the work. “What we had was a drawing of the whistle, folded inside a cookery book.”"),
    Part(Kind.PARAGRAPH, "Her team needed 14 months."),
    Part(Kind.ITEM, "They scraped off half a ton of rust.", 1),
    Part(Kind.ITEM, "They cast new bearings at a foundry in Hull.", 1),
    Part(Kind.ITEM, "They learned to fire a boiler from a film made in 1957.", 1),
    Part(Kind.HEADING, "Twice a week", 2),
    Part(Kind.PARAGRAPH, "Not everyone was pleased at first. Residents of the new flats on Quay Street asked that the whistle be blown no earlier than 10 a.m., and the group agreed to sound it twice a week, for no longer than five seconds."),
    Part(Kind.QUOTE, "“It is not a museum piece. It is a neighbour that had lost its voice.”"),
    Part(Kind.CREDIT, "Harbour News Service"),
)  # fmt: skip

REMOVED = (
    Removed("NORD 41.20 0.35 QUAY 112.04", "ticker"),
    Removed("Share Tweet WhatsApp", "share row"),
    Removed("Related posts: the lighthouse", "related posts"),
)


def story() -> Document:
    return compose(STORY, split, About(byline="Mara Lindqvist", language="en", removed=REMOVED))


class FakePlayer(QObject):
    """Lights word after word by a timer; the order of calls is kept in `asked`."""

    _tick = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[tuple[object, ...]] = []
        self.listeners: list[Listener] = []
        self._text = ""
        self._words: list[tuple[Span, Span]] = []
        self._starts: dict[str, list[int]] = {}
        self._at = 0
        self._phase = "stopped"
        self._rate = 180
        self._timer: QTimer | None = None
        self._finished: Callable[[bool], None] = lambda _: None
        self.loaded: list[Document] = []
        self.skipped: frozenset[Kind] = NOTHING
        self._later: list[str] | None = None

    def when_finished(self, finished: Callable[[bool], None]) -> None:
        self._finished = finished

    def listen(self, listener: Listener) -> None:
        self.listeners.append(listener)
        self._timer = QTimer()
        self._timer.timeout.connect(self.step)

    def load(
        self,
        document: Document,
        spans: Sequence[Span] | None = None,
        offset: int = 0,
        skipped: frozenset[Kind] = NOTHING,
    ) -> None:
        self.asked.append(("load", spans, offset))
        self.loaded.append(document)
        self.stop()
        text = document.text
        self.skipped = skipped
        sentences = list(heard(document.sentences if spans is None else spans, document.blocks, skipped))
        self._words = [
            (Span(s.start + m.start(), s.start + m.end()), s)
            for s in sentences
            for m in re.finditer(r"\S+", s.of(text))
        ]
        self._starts = {
            "sentence": [s.start for s in sentences],
            "paragraph": [b.span.start for b in document.blocks],
            "heading": [b.span.start for b in document.blocks if b.kind is Kind.HEADING],
            "word": [w.start for w, _ in self._words],
        }
        self._at = self._index(offset)

    def play(self) -> None:
        self.asked.append(("play",))
        if self._words:
            self._say_phase("playing")
            self.show_word()
            assert self._timer is not None
            self._timer.start(int(60_000 / self._rate))

    def pause(self) -> None:
        self.asked.append(("pause",))
        if self._phase == "playing":
            self._stop_timer()
            self._say_phase("paused")

    def toggle(self) -> None:
        if self._phase == "playing":
            self.pause()
        else:
            self.play()

    def stop(self) -> None:
        self.asked.append(("stop",))
        self._stop_timer()
        if self._phase != "stopped":
            self._say_phase("stopped")

    def go_to(self, offset: int) -> None:
        self.asked.append(("go_to", offset))
        self._at = self._index(offset)
        self.show_word()

    def move(self, unit: str, step: int) -> None:
        self.asked.append(("move", unit, step))
        starts = self._starts.get(unit, [])
        here = self._words[self._at][0].start if self._words else 0
        if step > 0:
            later = [s for s in starts if s > here]
            wanted = later[min(step, len(later)) - 1] if later else None
        else:
            earlier = [s for s in starts if s < here]
            wanted = earlier[max(len(earlier) + step, 0)] if earlier else None
        if wanted is None:
            for listener in self.listeners:
                listener.told("This is the end." if step > 0 else "This is the beginning.")
            return
        self.go_to(wanted)

    def set_prosody(self, prosody: Prosody) -> None:
        self.asked.append(("prosody", prosody))
        self._rate = prosody.rate
        if self._timer is not None and self._timer.isActive():
            self._timer.setInterval(int(60_000 / self._rate))

    def set_voice(self, voice: Voice) -> None:
        self.asked.append(("voice", voice.id))

    def pin_voice(self, *, pinned: bool) -> None:
        self.asked.append(("pin", pinned))

    def repeat(self) -> None:
        self.asked.append(("repeat",))

    def renew(self) -> None:
        self.asked.append(("renew",))

    def sleep_after(self, seconds: float | None) -> None:
        self.asked.append(("sleep", seconds))

    def sleep_at_end(self) -> None:
        self.asked.append(("sleep at end",))

    def devices(self) -> list[Device]:
        return [Device("phones", "Headphones")]

    def set_device(self, device: str) -> None:
        self.asked.append(("device", device))

    def close(self) -> None:
        self.asked.append(("close",))
        self._stop_timer()

    def step(self) -> None:
        """One word on."""
        if self._at + 1 < len(self._words):
            self._at += 1
            self.show_word()
        else:
            self._stop_timer()
            self._end()

    def show_word(self) -> None:
        if self._words:
            word, sentence = self._words[self._at]
            for listener in self.listeners:
                listener.shown(word, sentence)

    def _end(self) -> None:
        """As from another thread: whoever asks for more when all was heard hears of the stop first."""
        self._phase, self._later = "stopped", []
        self._finished(False)  # noqa: FBT003 - as the player calls it
        later, self._later = self._later, None
        for phase in ("stopped", *later):
            for listener in self.listeners:
                listener.phase(Phase(phase))

    def timer_off(self) -> None:
        """The next word comes by `step` only."""
        self._stop_timer()

    def _index(self, offset: int) -> int:
        return next((i for i, (w, _) in enumerate(self._words) if w.end > offset), 0)

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.stop()

    def _say_phase(self, phase: str) -> None:
        self._phase = phase
        if self._later is not None:
            self._later.append(phase)
            return
        for listener in self.listeners:
            listener.phase(Phase(phase))


class FakeAside:
    """Says nothing, and keeps what it was asked to say."""

    def __init__(self) -> None:
        self.said: list[tuple[object, ...]] = []
        self.hushed = 0
        self.listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        self.listeners.append(listener)

    def spell(self, word: str, language: str, *, alphabet: bool = False) -> str:
        self.said.append((word, language, alphabet))
        return ", ".join(word.upper())

    def preview(self, entry: PronunciationEntry, text: str, language: str) -> None:
        check(entry)
        self.said.append((entry, text, language))

    def hush(self) -> None:
        self.hushed += 1


class FakeRemembering:
    """Keeps in memory; a story is known by its text."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}
        self.manners: dict[str, Manner] = {}
        self.failing: Exception | None = None
        self.gate = threading.Event()
        """The library answers while this is set."""
        self.gate.set()
        self._story: Document | None = None

    def tell(self, tell: Callable[[str], None]) -> None:
        self.told = tell

    def begin(self, document: Document) -> int:
        assert threading.current_thread() is not threading.main_thread(), "it would hold the window up"
        self.gate.wait(10)
        self._story = None
        if self.failing is not None:
            raise self.failing
        self._story = document
        return self.places.setdefault(document.text, 0)

    @property
    def manner(self) -> Manner:
        return self.manners.get(self._story.text, Manner()) if self._story is not None else Manner()

    def keep_manner(self, manner: Manner) -> None:
        if self._story is not None:
            self.manners[self._story.text] = manner

    def end(self) -> None:
        assert threading.current_thread() is not threading.main_thread(), "it would hold the window up"
        self._story = None

    def shown(self, word: Span | None, sentence: Span | None) -> None:
        if self._story is not None and word is not None:
            self.places[self._story.text] = word.start

    def phase(self, phase: str) -> None:
        pass


class FakeParts:
    """A story of our own for every name; files that are there are read as plain text."""

    def __init__(self, document: Document | None = None, documents: int = 5) -> None:
        """`documents` are in the library."""
        self.document = document
        self.the_player = FakePlayer()
        self.the_remembering = FakeRemembering()
        self.the_aside = FakeAside()
        self.how: list[tuple[str, str]] = []
        self.the_saying = Saying(Speaking({}))
        self.pronunciation_file = Path(tempfile.mkdtemp()) / "pronunciation.tsv"
        self.the_dictionary = Pronouncing(self.the_saying, lambda: self.pronunciation_file)
        self.passed: list[tuple[str, ...]] = []
        """The pages that were there when a next one was asked for."""
        self.gate_of_pages = threading.Event()
        """Next pages come while this is set."""
        self.gate_of_pages.set()
        self.put_back_file = Path(tempfile.mkdtemp()) / "put-back.json"
        self.the_putting_back = PuttingBack(PutBackFile(self.put_back_file))
        self.queued: list[str] = []
        self.the_library = FakeLibrary(split, documents)
        self.copies: dict[str, Copy] = {}
        """What was kept of pages before, by their names."""
        self.remembered = False
        """Whether anyone asked for the library."""
        self.failing: Exception | None = None
        self.gate = threading.Event()
        """What is called `slow` comes when this is set."""
        self.started = threading.Event()
        self.slow_given = False
        self.left = threading.Event()
        """Who waited for what is called `silent`, and never comes, went."""

    def open(self, named: str, progress: Progress | None = None) -> Document:
        if self.failing is not None:
            raise self.failing
        if self.document is not None:
            return self.document
        if named == "slow":
            self.started.set()
            if progress is not None:
                progress(2_000_000, 8_000_000)
            self.gate.wait(10)
            self.slow_given = True
            if progress is not None:
                progress(8_000_000, 8_000_000)
            return self.paste("Slow\n\nStory.")
        if named == "silent":
            self.started.set()
            try:
                for _ in range(1000):
                    if progress is not None:
                        progress(0, 0)
                    self.gate.wait(0.01)
            except GivenUp:
                self.left.set()
                raise
        if named == "missing":
            raise Missing("There is no file “missing”.", "Check the name.")
        if Path(named).is_file() and not named.endswith("harbour-page.txt"):
            return self.paste(Path(named).read_text("utf-8"))
        return story()

    def go_on(self, document: Document, passed: Sequence[str], progress: Progress | None = None) -> Document:
        self.passed.append(tuple(passed))
        if self.failing is not None:
            raise self.failing
        self.gate_of_pages.wait(10)
        number = len(passed) + 2
        before = unlaid(document)
        after = f"{document.address}/{number + 1}" if number < 3 else ""
        parts = (*before.parts, Part(Kind.PARAGRAPH, f"Page {number} goes on with the crane."))
        return compose(parts, split, replace(before.about, next_page=after))

    def putting_back(self) -> PuttingBack:
        return self.the_putting_back

    def queue(self, named: str, progress: Progress | None = None) -> str:
        document = self.open(named, progress)
        self.queued.append(named)
        return document.title

    def copy(self, named: str) -> Copy | None:
        return self.copies.get(named)

    def paste(self, text: str) -> Document:
        lines = [line for line in text.split("\n\n") if line.strip()]
        parts = (
            [Part(Kind.TITLE, lines[0])] + [Part(Kind.PARAGRAPH, line) for line in lines[1:]] if lines else []
        )
        return compose(parts, split, About(language="en"))

    def split(self, text: str, language: str) -> Sequence[Span]:
        return split(text, language)

    def rank(self, document: Document) -> Ranking:
        story = {b.span for b in document.blocks if b.kind in (Kind.PARAGRAPH, Kind.QUOTE)}
        order = tuple(
            sorted(
                (s for s in document.sentences if any(b.start <= s.start < b.end for b in story)),
                key=lambda s: -len(s),
            )
        )
        short = Refusal.TOO_SHORT if len(order) < 3 else None
        return Ranking(order, tuple(len(s.of(document.text).split()) for s in order), len(order), short)

    def voices(self) -> Sequence[Voice]:
        return [Voice("fake:en", "English (America)", "en-US"), Voice("fake:de", "German", "de")]

    def player(self) -> FakePlayer:
        return self.the_player

    def aside(self) -> FakeAside:
        return self.the_aside

    def dictionary(self) -> Pronouncing:
        return self.the_dictionary

    def say_how(self, numbers: str, punctuation: str) -> None:
        self.how.append((numbers, punctuation))

    def remembering(self) -> FakeRemembering:
        self.remembered = True
        return self.the_remembering

    def library(self) -> FakeLibrary:
        return self.the_library

    def close(self) -> None:
        self.the_player.close()
