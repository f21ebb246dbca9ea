"""What every engine behind the pipe promises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.core.document import Span
from reader.core.errors import NoVoice
from reader.core.speech.choice import choose
from reader.core.speech.values import Prosody, Utterance, Voice
from reader.core.speech.written import as_written, words
from reader.devices.engines.speech import SpeechEngines

TEXT = "The keeper of the old light — a patient woman — climbed 1,200 steps."


def utterance(text: str, at: int = 0) -> Utterance:
    return Utterance(Span(at, at + len(text)), as_written(text), "en", 0.3)


@pytest.mark.parametrize("engine", ["espeak"])
class TestEngine:
    @pytest.fixture
    def engines(self, engine: str) -> Iterator[SpeechEngines]:
        engines = SpeechEngines((engine,))
        yield engines
        engines.close()

    @pytest.fixture
    def voice(self, engines: SpeechEngines) -> Voice:
        voice = choose(engines.voices(), "en")
        assert voice is not None
        return voice

    def test_a_sentence_becomes_sound_with_a_mark_for_every_word(
        self, engines: SpeechEngines, voice: Voice
    ) -> None:
        speech = engines.synthesize(utterance(TEXT, 50), voice, Prosody()).result()
        assert 2 < speech.seconds < 10
        assert [mark.span.shifted(-50) for mark in speech.marks] == list(words(TEXT))
        assert speech.marks[-1].end == speech.frames

    def test_twice_the_rate_takes_about_half_the_time(self, engines: SpeechEngines, voice: Voice) -> None:
        slow = engines.synthesize(utterance(TEXT), voice, Prosody(rate=150)).result()
        fast = engines.synthesize(utterance(TEXT), voice, Prosody(rate=300)).result()
        assert 0.4 < fast.seconds / slow.seconds < 0.6

    def test_an_unknown_voice_is_an_error_with_its_name(self, engines: SpeechEngines, voice: Voice) -> None:
        unknown = Voice(f"{voice.engine}:no-such-voice", "Nobody", "en")
        with pytest.raises(NoVoice, match="Nobody"):
            engines.synthesize(utterance(TEXT), unknown, Prosody()).result()
        assert engines.synthesize(utterance(TEXT), voice, Prosody()).result().frames
