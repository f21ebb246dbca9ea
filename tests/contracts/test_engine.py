"""What every engine behind the pipe promises."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import wait
from itertools import pairwise
from pathlib import Path

import pytest

from reader.core.document import Span
from reader.core.errors import EngineFailed, NoVoice
from reader.core.speech.choice import choose
from reader.core.speech.sound import loud, samples
from reader.core.speech.values import Prosody, Utterance, Voice
from reader.core.speech.written import as_written
from reader.core.words import sounding
from reader.devices.engines.speech import SpeechEngines

FAKE = str(Path(__file__).parent.parent / "devices" / "engines" / "fake.py")
TEXT = "The keeper of the old light — a patient woman — climbed 1,200 steps."


def utterance(text: str, at: int = 0) -> Utterance:
    return Utterance(Span(at, at + len(text)), as_written(text), "en", 0.3)


@pytest.mark.parametrize("engine", ["espeak", "system", FAKE], ids=["espeak", "system", "fake"])
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

    def test_every_voice_has_a_name_a_language_and_an_id_of_its_own(self, engines: SpeechEngines) -> None:
        voices = engines.voices()
        assert len({voice.id for voice in voices}) == len(voices)
        assert all(voice.name and voice.key and voice.language for voice in voices)

    def test_a_sentence_becomes_sound_with_a_mark_for_every_word(
        self, engines: SpeechEngines, voice: Voice
    ) -> None:
        speech = engines.synthesize(utterance(TEXT, 50), voice, Prosody()).result()
        assert 2 < speech.seconds < 10
        assert [mark.span.shifted(-50) for mark in speech.marks] == list(sounding(TEXT))
        assert speech.marks[-1].end == speech.frames

    def test_marks_go_forward(self, engines: SpeechEngines, voice: Voice) -> None:
        speech = engines.synthesize(utterance(TEXT), voice, Prosody(rate=600)).result()
        assert all(one.begin < one.end == other.begin for one, other in pairwise(speech.marks))

    def test_there_is_no_silence_around_the_words(self, engines: SpeechEngines, voice: Voice) -> None:
        speech = engines.synthesize(utterance(TEXT), voice, Prosody()).result()
        begin, end = loud(samples(speech.pcm), speech.sample_rate)
        assert (begin, end) == (0, speech.frames)

    def test_twice_the_rate_takes_about_half_the_time(self, engines: SpeechEngines, voice: Voice) -> None:
        engines.synthesize(utterance(TEXT), voice, Prosody(rate=200)).result()
        slow = engines.synthesize(utterance(TEXT), voice, Prosody(rate=150)).result()
        fast = engines.synthesize(utterance(TEXT), voice, Prosody(rate=300)).result()
        assert 0.4 < fast.seconds / slow.seconds < 0.6

    def test_no_change_of_rate_is_ever_lost(self, engines: SpeechEngines, voice: Voice) -> None:
        rates = [150, 300] * 12
        seconds = [
            engines.synthesize(utterance(TEXT), voice, Prosody(rate=rate)).result().seconds for rate in rates
        ]
        middle = sum(seconds) / len(seconds)
        assert [150 if one > middle else 300 for one in seconds] == rates

    def test_each_sentence_has_the_sound_of_its_own_text(self, engines: SpeechEngines, voice: Voice) -> None:
        texts = ("Yes.", TEXT, "No.", TEXT, "So.")
        asked = [engines.synthesize(utterance(text), voice, Prosody()) for text in texts]
        long = [speech.result().seconds > 2 for speech in asked]
        assert long == [False, True, False, True, False]

    def test_sentences_come_in_the_order_in_which_they_were_asked_for(
        self, engines: SpeechEngines, voice: Voice
    ) -> None:
        asked = [engines.synthesize(utterance(TEXT, at), voice, Prosody()) for at in range(0, 2000, 100)]
        assert [speech.result().marks[0].span.start for speech in asked] == list(range(0, 2000, 100))

    def test_what_was_given_up_before_it_began_is_not_spoken(
        self, engines: SpeechEngines, voice: Voice
    ) -> None:
        asked = [engines.synthesize(utterance(TEXT), voice, Prosody()) for _ in range(40)]
        given_up = [speech for speech in asked[1:] if speech.cancel()]
        assert given_up
        assert asked[0].result().frames
        assert engines.synthesize(utterance(TEXT), voice, Prosody()).result().frames

    def test_an_unknown_voice_is_an_error_with_its_name(self, engines: SpeechEngines, voice: Voice) -> None:
        unknown = Voice(f"{voice.engine}:no-such-voice", "Nobody", "en")
        with pytest.raises(NoVoice, match="Nobody"):
            engines.synthesize(utterance(TEXT), unknown, Prosody()).result()
        assert engines.synthesize(utterance(TEXT), voice, Prosody()).result().frames

    @pytest.mark.parametrize(
        "text", ["[[h@l'oU]]", "<b>&amp;</b> \x0150P \x00 x", "𝔘nder 😀 \u202eabc", "a" * 5000]
    )
    def test_strange_text_is_only_text(self, engines: SpeechEngines, voice: Voice, text: str) -> None:
        speech = engines.synthesize(utterance(text), voice, Prosody()).result()
        assert len(speech.marks) == len(list(sounding(text)))

    def test_after_closing_everything_asked_for_is_answered(
        self, engines: SpeechEngines, voice: Voice
    ) -> None:
        before = [engines.synthesize(utterance(TEXT), voice, Prosody()) for _ in range(20)]
        engines.close()
        after = engines.synthesize(utterance(TEXT), voice, Prosody())
        assert not wait([*before, after], timeout=60).not_done
        with pytest.raises(EngineFailed):
            after.result()
