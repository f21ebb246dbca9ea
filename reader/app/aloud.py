"""Joins engines, a player and a sink into one thing that reads aloud."""

from __future__ import annotations

from collections.abc import Callable

from reader.app.playing import Player
from reader.core.errors import NoEngine, NoVoice, ReaderError
from reader.core.protocols import AudioSink, Synthesizer
from reader.core.speech.choice import choose
from reader.core.speech.plan import Speak
from reader.core.speech.values import Prosody, Voice


class Aloud:
    """A player with the engines and the sink that are its own."""

    def __init__(
        self,
        sink: AudioSink,
        engines: Callable[[Callable[[str], None]], Synthesizer],
        speak: Speak,
        voice: str = "",
        prosody: Prosody | None = None,
    ) -> None:
        """`engines` takes who is told of an engine that failed. `voice` is a voice's id; without one the voice follows the language of the text.

        Raises:
            NoEngine, NoVoice: nothing can speak, or not that voice; the sink is closed by then.
        """
        self._player: Player | None = None
        self.synthesizer = engines(self._tell)
        try:
            chosen = voice_by_id(self.synthesizer, voice) if voice else voice_for(self.synthesizer, "en")
        except ReaderError:
            self.synthesizer.close()
            sink.close()
            raise
        self.player = self._player = Player(self.synthesizer, sink, speak, chosen, prosody)
        self.player.pin_voice(pinned=bool(voice))

    @property
    def silent(self) -> bool:
        """Whether nobody can hear it, because there is no device."""
        return self.player.silent

    def _tell(self, sentence: str) -> None:
        if self._player is not None:
            self._player.tell(sentence)

    def close(self) -> None:
        """Silence, and the end of every process and thread."""
        self.player.close()
        self.synthesizer.close()


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
