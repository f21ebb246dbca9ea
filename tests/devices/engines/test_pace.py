"""Three hundred words a minute are three hundred, with every voice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reader.core.document import Span
from reader.core.speech.plan import SENTENCE, scaled
from reader.core.speech.values import Prosody, Utterance, Voice
from reader.core.speech.written import as_written
from reader.core.words import count
from reader.devices.engines.speech import SpeechEngines
from reader.devices.files.resources import read_json

STORY = (
    "The ferry company suspended its morning service on Friday, leaving hundreds of people on the island without transport.",
    "A spokeswoman blamed unusually strong currents and promised that another ship would arrive within a week.",
    "Passengers who had already paid for their tickets can apply for compensation at any office in the harbour.",
    "The regional government is expected to discuss the contract, which several members have criticised, in March.",
    "It will be discussed at the next meeting of the council, where several members have asked for an inquiry.",
)
"""Words as long as those of ordinary news, on which rates are calibrated."""


@pytest.fixture(scope="module")
def engines() -> Iterator[SpeechEngines]:
    engines = SpeechEngines(("espeak",), texts=read_json("language/pace.json"))
    yield engines
    engines.close()


@pytest.mark.parametrize("rate", [70, 85, 120, 180, 300, 500, 620, 900])
@pytest.mark.parametrize("voice", ["en-us", "en-gb", "en-029", "en-us+f3"])
def test_a_minute_has_as_many_words_as_was_asked_for(engines: SpeechEngines, voice: str, rate: int) -> None:
    seconds = 0.0
    for sentence in STORY:
        utterance = Utterance(Span(0, len(sentence)), as_written(sentence), "en", SENTENCE)
        speech = engines.synthesize(utterance, Voice(f"espeak:{voice}", voice, "en"), Prosody(rate)).result()
        seconds += speech.seconds + scaled(SENTENCE, rate)
    assert sum(map(count, STORY)) * 60 / seconds == pytest.approx(rate, rel=0.05)


def test_every_text_of_a_language_has_a_voice(engines: SpeechEngines) -> None:
    spoken = {voice.language.partition("-")[0] for voice in engines.voices()}
    assert set(read_json("language/pace.json")) <= spoken


@pytest.mark.parametrize("rate", [300, 450, 600, 900])
def test_words_are_marked_where_they_sound_at_every_rate(engines: SpeechEngines, rate: int) -> None:
    """From 450 on eSpeak's own events go astray, by up to a third of a sentence."""
    voice = Voice("espeak:en-us", "English", "en-US")
    for sentence in STORY:
        utterance = Utterance(Span(0, len(sentence)), as_written(sentence), "en", SENTENCE)
        slow = engines.synthesize(utterance, voice, Prosody(200)).result()
        fast = engines.synthesize(utterance, voice, Prosody(rate)).result()
        for one, other in zip(slow.marks, fast.marks, strict=True):
            assert abs(one.begin / slow.frames - other.begin / fast.frames) < 0.06
