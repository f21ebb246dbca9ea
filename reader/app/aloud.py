"""Joins engines, a player and a sink into one thing that reads aloud."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from reader.app.playing import Player
from reader.core.document import Document, Span
from reader.core.errors import NoEngine, NoVoice, ReaderError
from reader.core.protocols import AudioSink, Synthesizer
from reader.core.speech.choice import choose
from reader.core.speech.plan import Speak, plan
from reader.core.speech.values import Prosody, Utterance, Voice


class Aloud:
    """A player with the engines and the sink that are its own."""

    def __init__(
        self,
        sink: AudioSink,
        engines: Callable[[], Synthesizer],
        speak: Speak,
        voice: str = "",
        prosody: Prosody | None = None,
    ) -> None:
        """`voice` is a voice's id; without one the voice follows the language of the text.

        Raises:
            NoEngine, NoVoice: nothing can speak, or not that voice; the sink is closed by then.
        """
        self._speak = speak
        self._pinned = bool(voice)
        self.synthesizer = engines()
        try:
            chosen = voice_by_id(self.synthesizer, voice) if voice else voice_for(self.synthesizer, "en")
        except ReaderError:
            self.synthesizer.close()
            sink.close()
            raise
        self.player = Player(self.synthesizer, sink, self._utterances, chosen, prosody, self._follow)

    @property
    def silent(self) -> bool:
        """Whether nobody can hear it, because there is no device."""
        return self.player.silent

    def pin(self, voice: Voice | None) -> None:
        """This voice for every language, or with `None` again the best one for each."""
        self._pinned = voice is not None
        self.player.set_voice(voice or voice_for(self.synthesizer, "en"))

    def close(self) -> None:
        """Silence, and the end of every process and thread."""
        self.player.close()
        self.synthesizer.close()

    def _utterances(self, document: Document, span: Span) -> Sequence[Utterance]:
        return tuple(plan(document, self._speak, span.start, [span]))

    def _follow(self, language: str, chosen: Voice) -> Voice:
        return chosen if self._pinned or not language else voice_for(self.synthesizer, language)


def voice_by_id(synthesizer: Synthesizer, wanted: str) -> Voice:
    """The voice with this id.

    Raises:
        NoVoice: it is not on this machine.
    """
    for voice in synthesizer.voices():
        if voice.id == wanted:
            return voice
    raise NoVoice(f"There is no voice {wanted} on this machine.", "Run: reader voices")


def voice_for(synthesizer: Synthesizer, language: str) -> Voice:
    """The best voice for a language (BCP 47), or one for English where it has none.

    Raises:
        NoEngine: nothing can speak.
    """
    voice = choose(synthesizer.voices(), language)
    if voice is None:
        raise NoEngine("No speech engine works on this machine.", "Run: reader doctor")
    return voice
