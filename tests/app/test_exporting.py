"""A sound file appears whole or not at all, and its marks tell the truth."""

from __future__ import annotations

import pickle
import sys
import wave
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future
from functools import partial
from pathlib import Path

import pytest

from reader.app import build
from reader.app.exporting import Asked, Cancelled, Choice, Exporting, Reins, Story
from reader.app.exporting.books import export_epub
from reader.app.exporting.work import Shop
from reader.app.exporting.workers import Here
from reader.core.document import Document, Kind, Part, Span, compose
from reader.core.errors import EngineFailed, ExportError, NoVoice
from reader.core.speech.spoken import HowMuch
from reader.core.speech.values import Mark, Precision, Prosody, Speech, Utterance, Voice
from reader.core.speech.written import as_written
from reader.core.words import sounding

RATE = 1000


class Tones:
    """A synthesizer that says every word in 100 frames of its own value."""

    def __init__(self) -> None:
        self.asked: list[Future[Speech]] = []
        self.failing: dict[str, int] = {}
        """How often a sentence fails."""
        self.rates: dict[str, int] = {}

    def voices(self) -> Sequence[Voice]:
        return (Voice("tones:en", "Tones", "en"), Voice("tones:de", "Töne", "de"))

    def synthesize(self, utterance: Utterance, voice: Voice, prosody: Prosody) -> Future[Speech]:
        future: Future[Speech] = Future()
        self.asked.append(future)
        if self.failing.get(utterance.spoken.text, 0):
            self.failing[utterance.spoken.text] -= 1
            future.set_exception(EngineFailed("It broke.", "Try again."))
            return future
        base = utterance.span.start
        marks = tuple(
            Mark(100 * at, 100 * at + 100, anchor.written.shifted(base))
            for at, anchor in enumerate(utterance.spoken.anchors)
        )
        pcm = b"".join(bytes([at % 100 + 1, 0]) * 100 for at in range(len(marks)))
        rate = self.rates.get(voice.id, RATE)
        future.set_result(Speech(pcm, rate, marks, Precision.EXACT))
        return future

    def close(self) -> None:
        pass


def story(*sentences: str) -> Document:
    def split(text: str, _: str) -> list[Span]:
        return [Span(0, len(text))]

    return compose([Part(Kind.PARAGRAPH, sentence) for sentence in sentences], split)


@pytest.fixture
def tones() -> Tones:
    return Tones()


@pytest.fixture
def exporting(tones: Tones) -> Iterator[Exporting]:
    workers = Here(lambda: Shop(tones, as_written, {}))
    yield Exporting(workers)
    workers.close()


def test_every_word_sounds_where_its_mark_says(exporting: Exporting, tmp_path: Path) -> None:
    document = story("One two three.", "Four five.")
    exported = exporting.export([Story(document)], tmp_path / "a.wav")
    with wave.open(str(tmp_path / "a.wav")) as sound:
        frames = sound.readframes(sound.getnframes())
        assert sound.getframerate() == exported.sample_rate == RATE
        assert sound.getnframes() == round(exported.seconds * RATE)
    said = [
        (
            word.span.of(document.text),
            frames[2 * round(word.begins * RATE)],
            frames[2 * round(word.ends * RATE) - 2],
        )
        for word in exported.words[0]
    ]
    assert said == [("One", 1, 1), ("two", 2, 2), ("three", 3, 3), ("Four", 1, 1), ("five", 2, 2)]


def test_there_is_a_pause_between_blocks_and_none_at_the_end(exporting: Exporting, tmp_path: Path) -> None:
    exported = exporting.export([Story(story("One.", "Two."))], tmp_path / "a.wav")
    first, second = exported.words[0]
    assert second.begins - first.ends == pytest.approx(0.7)
    assert exported.seconds == pytest.approx(second.ends)


def test_stories_follow_one_another_with_their_own_offsets(exporting: Exporting, tmp_path: Path) -> None:
    exported = exporting.export([Story(story("One.")), Story(story("Two."))], tmp_path / "a.wav")
    assert [words[0].span for words in exported.words] == [Span(0, 3), Span(0, 3)]
    assert exported.words[1][0].begins - exported.words[0][0].ends == pytest.approx(2.7)


def test_chosen_stretches_only(exporting: Exporting, tmp_path: Path) -> None:
    exported = exporting.export([Story(story("One.", "Two.", "Three."), (Span(6, 10),))], tmp_path / "a.wav")
    assert [word.span for word in exported.words[0]] == [Span(6, 9)]


def said(exporting: Exporting, document: Document, file: Path, **reins: object) -> list[str]:
    exported = exporting.export([Story(document)], file, reins=Reins(**reins))
    return [word.span.of(document.text) for word in exported.words[0]]


LONG = story(*(f"Sentence {at} of this long story is here now." for at in range(60)))
"""Several parts."""


def test_a_sentence_that_failed_once_is_said_at_the_second_try(
    tones: Tones, exporting: Exporting, tmp_path: Path
) -> None:
    tones.failing = {"Two.": 1}
    assert said(exporting, story("One.", "Two.", "Three."), tmp_path / "a.wav") == ["One", "Two", "Three"]


def test_a_sentence_that_fails_stops_the_export_and_what_is_made_is_gone_on_with(
    tones: Tones, exporting: Exporting, tmp_path: Path
) -> None:
    tones.failing = {LONG.sentences[50].of(LONG.text): 99}
    with pytest.raises(EngineFailed, match="could not be spoken") as error:
        said(exporting, LONG, tmp_path / "a.wav")
    assert "go on" in error.value.advice
    assert [file.name for file in tmp_path.iterdir()] == ["a.wav.unfinished"]
    tones.failing, tones.asked = {}, []
    assert said(exporting, LONG, tmp_path / "a.wav") == [word.of(LONG.text) for word in sounding(LONG.text)]
    assert len(tones.asked) < 30
    assert [file.name for file in tmp_path.iterdir()] == ["a.wav"]


def test_a_sentence_that_fails_can_be_left_out_and_is_told_of(
    tones: Tones, exporting: Exporting, tmp_path: Path
) -> None:
    tones.failing = {"Two.": 99}
    document = story("One.", "Two.", "Three.")
    exported = exporting.export(
        [Story(document)], tmp_path / "a.wav", reins=Reins(decide=lambda _: Choice.LEAVE_OUT)
    )
    assert [word.span.of(document.text) for word in exported.words[0]] == ["One", "Three"]
    assert [failure.span.of(document.text) for failure in exported.left_out] == ["Two."]


def test_a_person_can_have_it_tried_again(tones: Tones, exporting: Exporting, tmp_path: Path) -> None:
    tones.failing = {"Two.": 5}
    asked: list[int] = []

    def decide(failures: Sequence[object]) -> Choice:
        asked.append(len(failures))
        return Choice.RETRY

    assert said(exporting, story("One.", "Two."), tmp_path / "a.wav", decide=decide) == ["One", "Two"]
    assert asked == [1, 1]


def test_workers_that_were_lost_between_two_files_are_put_in_their_place(
    exporting: Exporting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers, lost = exporting.workers, [True]
    submit = workers.submit

    def refuse(work: Callable[..., object], *given: object) -> Future[object]:
        if lost:
            raise BrokenExecutor
        return submit(work, *given)

    monkeypatch.setattr(workers, "submit", refuse)
    monkeypatch.setattr(workers, "renew", lost.clear)
    assert said(exporting, story("One."), tmp_path / "a.wav") == ["One"]


def test_cancelling_leaves_nothing(exporting: Exporting, tmp_path: Path) -> None:
    told: list[int] = []
    with pytest.raises(Cancelled):
        said(
            exporting,
            LONG,
            tmp_path / "a.wav",
            cancelled=lambda: len(told) > 1,
            progress=lambda done, total: told.append(done),
        )
    assert list(tmp_path.iterdir()) == []


def test_while_it_is_paused_nothing_more_is_begun(tones: Tones, exporting: Exporting, tmp_path: Path) -> None:
    glances = iter([False, *[True] * 30])
    counts: list[int] = []

    def paused() -> bool:
        counts.append(len(tones.asked))
        return next(glances, False)

    assert said(exporting, LONG, tmp_path / "a.wav", paused=paused)
    assert len(set(counts[25:31])) == 1  # what was handed out before is still finished
    assert counts[30] < len(tones.asked)


def test_progress_ends_at_the_whole(exporting: Exporting, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    stories = [Story(story("One.", "Two.")), Story(story("Three."))]
    reins = Reins(lambda done, total: told.append((done, total)))
    exporting.export(stories, tmp_path / "a.wav", reins=reins)
    assert told[-1] == (16, 16)
    assert told == sorted(told)


def test_a_file_that_is_there_is_replaced_only_when_asked(exporting: Exporting, tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_text("precious")
    with pytest.raises(ExportError, match="there already"):
        exporting.export([Story(story("One."))], tmp_path / "a.wav")
    assert (tmp_path / "a.wav").read_text() == "precious"
    exporting.export([Story(story("One."))], tmp_path / "a.wav", replace=True)
    assert (tmp_path / "a.wav").read_bytes().startswith(b"RIFF")


@pytest.mark.parametrize("suffix", [".wav", ".mp3", ".epub"])
def test_a_name_that_is_taken_while_the_sound_is_made_costs_no_work(
    exporting: Exporting, tmp_path: Path, suffix: str
) -> None:
    file, stories = tmp_path / f"a{suffix}", [Story(story("One.", "Two."))]
    export = partial(export_epub, exporting) if suffix == ".epub" else exporting.export

    def taken(_done: int, _all: int) -> None:
        file.write_text("precious")

    with pytest.raises(ExportError, match="there already") as caught:
        export(stories, file, reins=Reins(taken))
    assert f"kept in a{suffix}.unfinished" in caught.value.advice
    assert file.read_text() == "precious"
    exported = export(stories, file, replace=True)
    assert exported.resumed == pytest.approx(exported.seconds)
    assert [file.name for file in tmp_path.iterdir()] == [file.name]


@pytest.mark.parametrize("name", ["a.xyz", "a", "nowhere/a.wav"])
def test_a_name_that_cannot_be_written_is_said(exporting: Exporting, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError) as caught:
        exporting.export([Story(story("One."))], tmp_path / name)
    assert caught.value.advice
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_work_is_never_kept_where_a_link_of_another_leads(exporting: Exporting, tmp_path: Path) -> None:
    private = tmp_path / "private"
    private.mkdir()
    (private / "lock").write_text("precious")
    (tmp_path / "a.wav.unfinished").symlink_to(private)
    with pytest.raises(ExportError, match="Permission denied") as caught:
        exporting.export([Story(story("One."))], tmp_path / "a.wav")
    assert "kept" not in caught.value.advice
    assert [(file.name, file.read_text()) for file in private.iterdir()] == [("lock", "precious")]


def test_nothing_to_say_leaves_no_file(exporting: Exporting, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="nothing to read"):
        exporting.export([Story(Document(""))], tmp_path / "a.wav")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_voice_is_said(exporting: Exporting, tmp_path: Path) -> None:
    with pytest.raises(NoVoice):
        exporting.export([Story(story("One."))], tmp_path / "a.wav", Asked("tones:xx"))
    assert list(tmp_path.iterdir()) == []


def test_voices_with_other_sample_rates_meet_in_one_sound(
    tones: Tones, exporting: Exporting, tmp_path: Path
) -> None:
    tones.rates = {"tones:de": RATE // 2}
    parts = [Part(Kind.PARAGRAPH, "One."), Part(Kind.PARAGRAPH, "Zwei.", language="de")]
    document = compose(parts, lambda text, _: [Span(0, len(text))])
    exported = exporting.export([Story(document)], tmp_path / "a.wav")
    first, second = exported.words[0]
    assert exported.sample_rate == RATE
    assert second.ends - second.begins == pytest.approx(2 * (first.ends - first.begins))


def test_a_process_that_gets_a_shop_with_every_part_opens_it_once() -> None:
    opens = build.OpenShop(HowMuch(), ())
    sent = [pickle.loads(pickle.dumps(opens)) for _ in range(2)]  # noqa: S301 - our own
    assert len({opens, *sent}) == 1


def test_a_sound_that_will_be_too_long_for_its_kind_of_file_is_told_of_early(
    tones: Tones, exporting: Exporting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.app.exporting.job.SURE", 100)
    monkeypatch.setattr("reader.devices.audio.plain.Wav.longest", 30_000)
    done: list[int] = []
    reins = Reins(lambda told, _: done.append(told))
    with pytest.raises(ExportError, match="too long for this kind of file"):
        exporting.export([Story(LONG)], tmp_path / "a.wav", reins=reins)
    assert sum(done) < len(LONG.text) / 4
    assert list(tmp_path.iterdir()) == []
