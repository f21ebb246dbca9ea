"""The player's thread: what is asked of it from any thread becomes sound, light and words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from itertools import pairwise

import pytest

from reader.app import playing
from reader.app.playing import Player
from reader.core.document import Document, Span
from reader.core.errors import EngineFailed, SoundError
from reader.core.playback.state import Phase
from reader.core.protocols import Device
from reader.core.speech.values import Anchor, Mark, Prosody, Speech, Spoken, Utterance, Voice
from tests.core.playback.world import document

RATE = 8000
VOICE = Voice("fake:one", "One", "en")
GERMAN = Voice("fake:zwei", "Zwei", "de")
STORY = document("The harbour", "Boats lie still. Nobody calls.", "Evening comes.")
PATIENCE = 10


def written(text: str, language: str) -> Spoken:
    """Says what is written, word by word."""
    anchors, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        anchors.append(Anchor(Span(at, at + len(word)), Span(at, at + len(word))))
        at += len(word)
    return Spoken(text, tuple(anchors))


class Tones:
    """A synthesizer that answers at once: 10 ms a word at 180 words a minute."""

    def __init__(self) -> None:
        self.asked: list[tuple[Utterance, Voice, Prosody]] = []
        self.failing: set[str] = set()
        self.held: list[Future[Speech]] | None = None

    def voices(self) -> list[Voice]:
        return [VOICE, GERMAN]

    def synthesize(self, utterance: Utterance, voice: Voice, prosody: Prosody) -> Future[Speech]:
        self.asked.append((utterance, voice, prosody))
        future: Future[Speech] = Future()
        if self.held is not None:
            self.held.append(future)
        elif utterance.spoken.text in self.failing:
            future.set_exception(EngineFailed("The voice One stopped.", "Choose another."))
        else:
            frames = 80 * 180 // prosody.rate
            marks = tuple(
                Mark(i * frames, (i + 1) * frames, a.written.shifted(utterance.span.start))
                for i, a in enumerate(utterance.spoken.anchors)
            )
            future.set_result(Speech(bytes(2 * frames * len(marks)), RATE, marks))
        return future

    def close(self) -> None: ...


class Eager:
    """A sink that hears 5 ms of sound at every look, whatever the time."""

    silent = False

    def __init__(self) -> None:
        self.written = self.heard = 0
        self.calls: list[str] = []
        self.held = False
        self.gone = False

    def open(self, sample_rate: int) -> None:
        if self.gone:
            raise SoundError("The device is gone.", "Connect it.")
        self.calls.append("open")
        self.written = self.heard = 0

    def write(self, pcm: bytes) -> None:
        self.calls.append("write")
        self.written += len(pcm) // 2

    def pause(self) -> None:
        self.calls.append("pause")
        self.held = True

    def resume(self) -> None:
        self.calls.append("resume")
        self.held = False

    def flush(self) -> None:
        self.calls.append("flush")
        self.written = self.heard = 0

    def frames_heard(self) -> int:
        if self.gone:
            raise SoundError("The device is gone.", "Connect it.")
        if not self.held:
            self.heard = min(self.written, self.heard + 40)
        return self.heard

    def splice(self, frame: int, pcm: bytes) -> None:
        self.calls.append("splice")
        self.written = max(self.heard, frame + len(pcm) // 2)

    def frames_committed(self) -> int:
        return self.heard

    def devices(self) -> list[Device]:
        return [Device("phones", "Headphones")]

    def choose(self, device: str) -> None:
        self.calls.append(f"choose {device}")

    def close(self) -> None:
        self.calls.append("close")


class Notes:
    """A listener that writes down what it is told, and lets a test wait for it."""

    def __init__(self) -> None:
        self.words: list[Span | None] = []
        self.phases: list[Phase] = []
        self.sentences: list[str] = []
        self.failures: list[tuple[str, str]] = []
        self.threads: set[str] = set()
        self._news = threading.Condition()

    def shown(self, word: Span | None, sentence: Span | None) -> None:
        self._note(self.words, word)

    def phase(self, phase: Phase) -> None:
        self._note(self.phases, phase)

    def told(self, sentence: str) -> None:
        self._note(self.sentences, sentence)

    def failed(self, message: str, advice: str) -> None:
        self._note(self.failures, (message, advice))

    def until(self, true: Callable[[], bool]) -> None:
        with self._news:
            assert self._news.wait_for(true, PATIENCE)

    def _note(self, notes: list, news: object) -> None:
        with self._news:
            self.threads.add(threading.current_thread().name)
            notes.append(news)
            self._news.notify_all()

    @property
    def stopped(self) -> bool:
        return bool(self.phases) and self.phases[-1] is Phase.STOPPED


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sink here runs by looks and not by time, so nobody need wait between two."""
    monkeypatch.setattr(playing, "_LONGEST_WAIT", 0.0)
    monkeypatch.setattr(playing, "_SHORTEST_WAIT", 0.0)
    monkeypatch.setattr(playing, "_RETRY", 0.01)


@pytest.fixture
def tones() -> Tones:
    return Tones()


@pytest.fixture
def sink() -> Eager:
    return Eager()


@pytest.fixture
def notes() -> Notes:
    return Notes()


@pytest.fixture
def player(tones: Tones, sink: Eager, notes: Notes) -> Iterator[Player]:
    player = Player(tones, sink, written, VOICE)
    player.listen(notes)
    yield player
    player.close()


def lit(notes: Notes, text: str = STORY.text) -> list[str]:
    return [w.of(text) for w in notes.words if w]


def test_each_word_is_lit_once_and_in_order(player: Player, notes: Notes) -> None:
    player.load(STORY)
    player.play()
    notes.until(lambda: notes.stopped)
    assert lit(notes) == ["The", "harbour", "Boats", "lie", "still.", "Nobody", "calls.", "Evening", "comes."]
    assert notes.phases == [Phase.PLAYING, Phase.STOPPED]
    assert notes.threads == {"player"}


def test_stretches_are_read_and_nothing_else(player: Player, notes: Notes) -> None:
    player.load(STORY, [STORY.sentences[2], STORY.sentences[3]])
    player.play()
    notes.until(lambda: notes.stopped)
    assert lit(notes) == ["Nobody", "calls.", "Evening", "comes."]


def test_from_here_reads_the_rest_of_the_sentence(player: Player, notes: Notes, tones: Tones) -> None:
    player.load(STORY)
    player.go_to(STORY.text.index("still"))
    player.play()
    notes.until(lambda: notes.stopped)
    assert tones.asked[0][0].spoken.text == "still."
    assert lit(notes)[-5:] == ["still.", "Nobody", "calls.", "Evening", "comes."]


def test_the_end_is_told_with_whether_to_sleep(tones: Tones, sink: Eager, notes: Notes) -> None:
    ends: list[bool] = []
    player = Player(tones, sink, written, VOICE, finished=ends.append)
    player.listen(notes)
    player.load(STORY)
    player.sleep_at_end()
    player.play()
    notes.until(lambda: notes.stopped)
    player.close()
    assert ends == [True]


def test_a_failing_sentence_is_told_and_reading_goes_on(player: Player, notes: Notes, tones: Tones) -> None:
    tones.failing = {"Nobody calls."}
    player.load(STORY)
    player.play()
    notes.until(lambda: notes.stopped)
    assert lit(notes) == ["The", "harbour", "Boats", "lie", "still.", "Evening", "comes."]
    assert notes.sentences == ["A sentence could not be spoken and was passed over. The voice One stopped."]


def test_a_sentence_that_cannot_even_be_planned_is_told_and_reading_goes_on(
    tones: Tones, sink: Eager, notes: Notes
) -> None:
    def stumbling(text: str, language: str) -> Spoken:
        if "Nobody" in text:
            raise ZeroDivisionError("words of the page")
        return written(text, language)

    player = Player(tones, sink, stumbling, VOICE)
    player.listen(notes)
    player.load(STORY)
    player.play()
    notes.until(lambda: notes.stopped)
    player.close()
    assert lit(notes)[-2:] == ["Evening", "comes."]
    assert notes.sentences == ["A sentence could not be spoken and was passed over."]


def test_a_lost_device_pauses_reading_and_says_so(player: Player, notes: Notes, sink: Eager) -> None:
    player.load(STORY)
    player.play()
    notes.until(lambda: len(notes.words) > 3)
    sink.gone = True
    notes.until(lambda: notes.phases[-1] is Phase.PAUSED)
    assert [message for message, _ in notes.failures] == ["The device is gone."]
    sink.gone = False
    notes.until(lambda: notes.sentences == ["Sound is back."])
    player.play()
    notes.until(lambda: notes.stopped)
    assert lit(notes)[-2:] == ["Evening", "comes."]
    indexes = [next(i for i, s in enumerate(STORY.text.split()) if s == w) for w in lit(notes)]
    assert all(b - a in (0, 1) for a, b in pairwise(indexes)), "a word was passed over"


def test_work_that_is_wanted_no_more_is_cancelled(player: Player, notes: Notes, tones: Tones) -> None:
    tones.held = []
    player.load(STORY)
    player.play()
    player.stop()
    notes.until(lambda: notes.stopped)
    assert tones.held
    assert all(future.cancelled() for future in tones.held)


def test_close_in_mid_sentence_ends_thread_and_sink(tones: Tones, sink: Eager, notes: Notes) -> None:
    player = Player(tones, sink, written, VOICE)
    player.listen(notes)
    player.load(STORY)
    player.play()
    notes.until(lambda: len(notes.words) > 2)
    player.close()
    assert sink.calls[-1] == "close"
    assert "player" not in {t.name for t in threading.enumerate()}


def test_a_listener_that_fails_does_not_stop_the_reading(
    player: Player, notes: Notes, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Notes):
        def shown(self, word: Span | None, sentence: Span | None) -> None:
            raise RuntimeError

    player.listen(Broken())
    player.load(STORY)
    player.play()
    notes.until(lambda: notes.stopped)
    assert lit(notes)[-1] == "comes."
    assert "a listener of the player failed" in caplog.text


def test_text_in_another_language_is_read_by_a_voice_that_speaks_it(
    player: Player, notes: Notes, tones: Tones
) -> None:
    player.load(Document("Guten Abend.", sentences=(Span(0, 12),), language="de-AT"))
    player.play()
    notes.until(lambda: notes.stopped)
    player.pin_voice(pinned=True)
    player.play()
    notes.until(lambda: notes.phases.count(Phase.STOPPED) == 2)
    assert [voice for _, voice, _ in tones.asked] == [GERMAN, VOICE]


def test_a_new_rate_is_asked_for_while_playing(player: Player, notes: Notes, tones: Tones) -> None:
    player.load(STORY)
    player.play()
    notes.until(lambda: len(notes.words) > 2)
    player.set_prosody(Prosody(rate=300))
    notes.until(lambda: notes.stopped)
    assert tones.asked[-1][2].rate == 300
    assert lit(notes) == STORY.text.split()


def test_a_machine_without_sound_says_so_once(tones: Tones, sink: Eager, notes: Notes) -> None:
    sink.silent = True
    player = Player(tones, sink, written, VOICE)
    player.listen(notes)
    player.load(STORY)
    player.play()
    notes.until(lambda: notes.stopped)
    player.close()
    assert len(notes.failures) == 1
    assert "nothing can be heard" in notes.failures[0][0]
