"""A sound file appears whole or not at all, and its marks tell the truth."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

import pytest

from reader.app.exporting import AHEAD, Cancelled, Exporting, Story
from reader.core.document import Document, Kind, Part, Span, compose
from reader.core.errors import EngineFailed, ExportError, NoVoice
from reader.core.speech.values import Mark, Precision, Prosody, Speech, Utterance, Voice
from reader.core.speech.written import as_written

RATE = 1000


class Tones:
    """A synthesizer that says every word in 100 frames of its own value."""

    def __init__(self) -> None:
        self.asked: list[Future[Speech]] = []
        self.fail_at = -1
        self.rates: dict[str, int] = {}

    def voices(self) -> Sequence[Voice]:
        return (Voice("tones:en", "Tones", "en"), Voice("tones:de", "Töne", "de"))

    def synthesize(self, utterance: Utterance, voice: Voice, prosody: Prosody) -> Future[Speech]:
        future: Future[Speech] = Future()
        self.asked.append(future)
        if len(self.asked) - 1 == self.fail_at:
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
def exporting(tones: Tones) -> Exporting:
    return Exporting(tones, as_written)


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


def test_a_failed_sentence_leaves_no_file_and_asks_for_no_more(
    tones: Tones, exporting: Exporting, tmp_path: Path
) -> None:
    tones.fail_at = 20
    with pytest.raises(EngineFailed):
        exporting.export([Story(story(*(["One."] * 100)))], tmp_path / "a.wav")
    assert list(tmp_path.iterdir()) == []
    assert len(tones.asked) <= 21 + AHEAD


def test_cancelling_leaves_no_file(exporting: Exporting, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        exporting.export([Story(story("One.", "Two."))], tmp_path / "a.wav", cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_progress_ends_at_the_whole(exporting: Exporting, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    stories = [Story(story("One.", "Two.")), Story(story("Three."))]
    exporting.export(stories, tmp_path / "a.wav", progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (16, 16)
    assert told == sorted(told)


def test_a_file_that_is_there_is_replaced_only_when_asked(exporting: Exporting, tmp_path: Path) -> None:
    (tmp_path / "a.wav").write_text("precious")
    with pytest.raises(ExportError, match="there already"):
        exporting.export([Story(story("One."))], tmp_path / "a.wav")
    assert (tmp_path / "a.wav").read_text() == "precious"
    exporting.export([Story(story("One."))], tmp_path / "a.wav", replace=True)
    assert (tmp_path / "a.wav").read_bytes().startswith(b"RIFF")


@pytest.mark.parametrize("name", ["a.xyz", "a", "nowhere/a.wav"])
def test_a_name_that_cannot_be_written_is_said(exporting: Exporting, tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError) as caught:
        exporting.export([Story(story("One."))], tmp_path / name)
    assert caught.value.advice
    assert list(tmp_path.iterdir()) == []


def test_nothing_to_say_leaves_no_file(exporting: Exporting, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="nothing to read"):
        exporting.export([Story(Document(""))], tmp_path / "a.wav")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_voice_is_said(exporting: Exporting, tmp_path: Path) -> None:
    with pytest.raises(NoVoice):
        exporting.export([Story(story("One."))], tmp_path / "a.wav", voice="tones:xx")
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
