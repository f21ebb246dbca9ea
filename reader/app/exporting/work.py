"""What a worker does: it turns one part of a text into encoded sound.

It runs in any process that an executor has, on this machine or another. So everything that it needs comes in the
task, and what takes long to make (engines) is made once a process and kept until the process ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import cache
from threading import Lock

from reader.core.document import Span
from reader.core.errors import NoEngine, NoVoice, SpeechError
from reader.core.export.loudness import SILENT, evened, loudness
from reader.core.export.made import Failure, Made
from reader.core.protocols import Synthesizer
from reader.core.speech.choice import choose
from reader.core.speech.plan import Piece, Speak, scaled
from reader.core.speech.resampling import resampled
from reader.core.speech.sound import samples
from reader.core.speech.values import Mark, Precision, Prosody, Speech, Utterance, Voice
from reader.devices.audio.coding import Coding, coding_by


@dataclass(frozen=True, slots=True)
class Shop:
    """What a worker works with."""

    synthesizer: Synthesizer
    speak: Speak
    samples: Mapping[str, Sequence[str]]
    """Sentences by which the loudness of a voice is measured, by language."""


OpenShop = Callable[[], Shop]
"""Where work goes to other processes it travels with each part: equal ones, once unpacked, must be equal still."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A voice, and how it is to speak so that it is as loud as the others."""

    voice: Voice
    prosody: Prosody
    sample_rate: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of the text on its way to a worker."""

    span: Span
    text: str
    language: str
    pause: float
    """Seconds of silence after it."""


@dataclass(frozen=True, slots=True)
class Task:
    """One part."""

    number: int
    sentences: tuple[Sentence, ...]
    speakers: Mapping[str, Speaker]
    """By language."""
    sample_rate: int
    suffix: str
    """Which coding."""
    last: bool


_SAMPLE = "A, b, c, one, two, three."  # not translated: said only to measure how loud a voice is
_opening = Lock()


@cache
def _kept(open_shop: OpenShop) -> Shop:
    return open_shop()


def shop(open_shop: OpenShop) -> Shop:
    """The shop of this process, opened once however many threads ask."""
    with _opening:
        return _kept(open_shop)


def close_shop(open_shop: OpenShop) -> None:
    """Ends the engines of this process."""
    with _opening:
        _kept(open_shop).synthesizer.close()
        _kept.cache_clear()


def cast(open_shop: OpenShop, languages: Sequence[str], wanted: str, prosody: Prosody) -> dict[str, Speaker]:
    """Who speaks each language: the voice with the id `wanted`, or the best one for the language.

    Raises:
        NoEngine, NoVoice: nothing can speak, or not that voice.
    """
    here = shop(open_shop)
    voices = here.synthesizer.voices()
    pinned = next((voice for voice in voices if voice.id == wanted), None) if wanted else None
    if wanted and pinned is None:
        raise NoVoice(f"There is no voice {wanted} on this machine.", "Run: reader voices")
    known: dict[Voice, Speaker] = {}
    cast: dict[str, Speaker] = {}
    for language in languages:
        voice = pinned or choose(voices, language or "en")
        if voice is None:
            raise NoEngine("No speech engine works on this machine.", "Run: reader doctor")
        if voice not in known:
            known[voice] = _tuned(here, voice, prosody)
        cast[language] = known[voice]
    return cast


def _tuned(here: Shop, voice: Voice, prosody: Prosody) -> Speaker:
    """The voice with the volume at which it is as loud as others: measured, for every voice has its own."""
    main = voice.language.partition("-")[0]
    texts = here.samples.get(main) or here.samples.get("en") or (_SAMPLE,)
    plain = [Sentence(Span(0, len(text)), text, voice.language, 0.0) for text in texts]
    asked = [_ask(here, each, voice, replace(prosody, volume=100)) for each in plain]
    heard = [speech.result() for utterance, speech in asked if utterance is not None]
    rate = max((speech.sample_rate for speech in heard), default=0)
    level = loudness(samples(b"".join(speech.pcm for speech in heard)), rate) if rate else SILENT
    return Speaker(voice, replace(prosody, volume=evened(prosody.volume, level)), rate or 22_050)


def make(open_shop: OpenShop, task: Task) -> tuple[Made, bytes]:
    """The part as sound. A sentence that no engine says is tried again at the end, and then left to be decided on."""
    here = shop(open_shop)
    coding = coding_by(task.suffix)
    said = list(_said(here, task))
    pieces: list[bytes] = []
    marks: list[Mark] = []
    frames = silence = 0
    precision = Precision.EXACT
    failures = []
    for sentence, speech in said:
        if isinstance(speech, SpeechError):
            failures.append(Failure(sentence.span, speech.message))
            continue
        if not speech.frames:
            continue
        heard = resampled(speech, task.sample_rate)
        pieces += [bytes(2 * silence), heard.pcm]
        frames += silence
        marks += (Mark(frames + mark.begin, frames + mark.end, mark.span) for mark in heard.marks)
        frames += heard.frames
        silence = round(sentence.pause * task.sample_rate)
        if heard.precision is Precision.ESTIMATED:
            precision = Precision.ESTIMATED
    if not task.last and frames:
        padding = _padding(coding, frames, silence, task.sample_rate)
        pieces.append(bytes(2 * padding))
        frames += padding
    pcm = b"".join(pieces)
    encoded = coding.encode(pcm, task.sample_rate, last=task.last) if pcm else b""
    return Made(task.number, frames, tuple(marks), precision, tuple(failures)), encoded


def _padding(coding: Coding, frames: int, silence: int, sample_rate: int) -> int:
    """Frames of silence after the last sentence of a part: the pause, made up to what the coding needs."""
    least = frames + max(silence, round(coding.quiet * sample_rate))
    grid = coding.grid(sample_rate)
    return -(-least // grid) * grid - frames


def _said(here: Shop, task: Task) -> Iterator[tuple[Sentence, Speech | SpeechError]]:
    """All sentences are asked for at once, so that the engine and what follows it work side by side."""
    asked = []
    for each in task.sentences:
        speaker = task.speakers[each.language]
        asked.append((each, *_ask(here, each, speaker.voice, speaker.prosody)))
    for sentence, utterance, speech in asked:
        if utterance is None:
            continue
        try:
            yield sentence, speech.result()
        except SpeechError:
            speaker = task.speakers[sentence.language]
            again = here.synthesizer.synthesize(utterance, speaker.voice, speaker.prosody)
            try:
                yield sentence, again.result()
            except SpeechError as error:
                yield sentence, error


def _ask(
    here: Shop, sentence: Sentence, voice: Voice, prosody: Prosody
) -> tuple[Utterance | None, Future[Speech]]:
    spoken = here.speak(sentence.text, sentence.language)
    if not spoken.anchors:
        return None, Future()
    utterance = Utterance(sentence.span, spoken, sentence.language, sentence.pause)
    return utterance, here.synthesizer.synthesize(utterance, voice, prosody)


def sentence_of(text: str, piece: Piece, how: Prosody) -> Sentence:
    """A piece of a text as a worker gets it, with the pause that belongs to the rate."""
    pause = scaled(piece.pause, how.rate, how.pauses)
    return Sentence(piece.span, piece.span.of(text), piece.language, pause)
