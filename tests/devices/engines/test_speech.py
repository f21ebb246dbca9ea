"""Reading goes on whatever happens to an engine."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from reader.core.document import Document, Span
from reader.core.errors import EngineFailed
from reader.core.speech.plan import plan
from reader.core.speech.values import Prosody, Utterance, Voice
from reader.core.speech.written import as_written
from reader.devices.engines.speech import SpeechEngines

HERE = Path(__file__).parent
FAKE, DYING = str(HERE / "fake.py"), str(HERE / "dying.py")
FAULTS = ("crash", "kill", "hang", "raise", "nothing", "half", "rubbish", "wrong-rate", "endless")
PATIENCE = 0.5
SOAK = int(os.environ.get("READER_SOAK_SENTENCES", "300"))


@pytest.fixture(autouse=True)
def memory_of_attempts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_FAKE_ENGINE", str(tmp_path))


@pytest.fixture
def notices() -> list[str]:
    return []


@pytest.fixture
def engines(notices: list[str]) -> Iterator[SpeechEngines]:
    engines = SpeechEngines((FAKE, "espeak"), notices.append, patience=PATIENCE)
    yield engines
    engines.close()


@pytest.fixture
def alone() -> Iterator[SpeechEngines]:
    engines = SpeechEngines((FAKE,), patience=PATIENCE)
    yield engines
    engines.close()


def fake(behaviour: str) -> Voice:
    return Voice(f"fake:{behaviour}", behaviour.title(), "en")


def utterance(text: str = "All is well at sea") -> Utterance:
    return Utterance(Span(0, len(text)), as_written(text), "en", 0.3)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_passes_is_never_heard_of(
    engines: SpeechEngines, notices: list[str], fault: str
) -> None:
    speech = engines.synthesize(utterance(), fake(f"once-{fault}"), Prosody()).result()
    assert (speech.sample_rate, len(speech.marks), notices) == (8_000, 5, [])


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_stays_gives_the_sentence_to_the_next_engine_and_says_so(
    engines: SpeechEngines, notices: list[str], fault: str
) -> None:
    speech = engines.synthesize(utterance(), fake(fault), Prosody()).result()
    assert (speech.sample_rate, len(speech.marks)) == (22_050, 5)
    assert len(notices) == 1
    assert fault.title() in notices[0]
    assert "English" in notices[0]


def test_without_another_engine_the_fault_is_an_error_with_the_voice(alone: SpeechEngines) -> None:
    with pytest.raises(EngineFailed, match="Crash"):
        alone.synthesize(utterance(), fake("crash"), Prosody()).result()
    assert alone.synthesize(utterance(), fake("steady"), Prosody()).result().frames


def test_an_engine_that_fails_again_and_again_is_not_waited_for(
    engines: SpeechEngines, notices: list[str]
) -> None:
    asked = [engines.synthesize(utterance(f"Number {at}"), fake("hang"), Prosody()) for at in range(20)]
    began = time.monotonic()
    assert all(speech.result().sample_rate == 22_050 for speech in asked)
    assert time.monotonic() - began < 20 * PATIENCE
    assert len(notices) == 1, "said once, and not at every sentence"


def test_an_engine_that_is_late_but_within_patience_is_waited_for(alone: SpeechEngines) -> None:
    assert alone.synthesize(utterance(), fake("late"), Prosody()).result().frames


def test_what_a_library_prints_does_not_garble_the_sound(alone: SpeechEngines) -> None:
    assert alone.synthesize(utterance(), fake("noisy"), Prosody()).result().frames


def test_an_engine_that_does_not_start_has_no_voices() -> None:
    engines = SpeechEngines(("no_such_engine", "espeak"))
    assert {voice.engine for voice in engines.voices()} == {"espeak"}
    engines.close()


def test_the_doctor_says_in_words_what_works_and_what_does_not() -> None:
    engines = SpeechEngines(("espeak", "no_such_engine"))
    working, broken = engines.doctor()
    engines.close()
    assert (working.engine, working.works) == ("espeak", True)
    assert "exact" in working.sentence
    assert (broken.engine, broken.works) == ("no_such_engine", False)
    assert "Install" in broken.sentence


@pytest.mark.parametrize("engine", ["espeak", "system"])
def test_nothing_that_was_read_stays_in_a_temporary_folder(
    engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    engines = SpeechEngines((engine,))
    voice = engines.voices()[0]
    assert engines.synthesize(utterance(), voice, Prosody()).result().frames
    left = list(tmp_path.iterdir())
    engines.close()
    assert left == list(tmp_path.iterdir()) == []


def test_two_engines_that_fail_at_the_same_time_do_not_wait_for_each_other() -> None:
    engines = SpeechEngines((FAKE, DYING), patience=PATIENCE)
    try:
        asked = [engines.synthesize(utterance(), fake("crash"), Prosody()) for _ in range(3)]
        assert all(isinstance(s.exception(timeout=30), EngineFailed | None) for s in asked)
    finally:
        engines.close()


def test_every_sentence_is_heard_once_and_in_order_with_engines_killed_at_random() -> None:
    text = "\n".join(f"This is sentence number {at}." for at in range(SOAK))
    starts = [0, *(at + 1 for at, character in enumerate(text) if character == "\n"), len(text) + 1]
    document = Document(text, sentences=tuple(Span(a, b - 1) for a, b in pairwise(starts)), language="en")
    engines = SpeechEngines((DYING, "espeak"))
    voice = Voice("dying:en-us", "Dying", "en-US")
    try:
        asked = [engines.synthesize(u, voice, Prosody(rate=300)) for u in plan(document, as_written)]
        heard = [mark.span for speech in asked for mark in speech.result().marks]
    finally:
        engines.close()
    assert [span.of(text) for span in heard] == text.replace(".", "").split()


def test_an_engine_on_standby_is_offered_to_nobody_and_speaks_where_the_others_failed(
    notices: list[str],
) -> None:
    engines = SpeechEngines((FAKE,), notices.append, patience=PATIENCE, standby=("espeak",))
    try:
        assert not [voice for voice in engines.voices() if voice.engine == "espeak"]
        speeches = [engines.synthesize(utterance(), fake("crash"), Prosody()).result() for _ in range(3)]
        assert all(speech.frames and speech.sample_rate == 22_050 for speech in speeches)
        assert len(notices) == 1
    finally:
        engines.close()
