"""Says something beside the reading: a word letter by letter, or how an entry of the dictionary would sound.

It has a sink of its own, opened when it is first needed. Whoever asks pauses the reading before, because two
voices must never talk over each other. Any thread may call it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from reader.app.playing import Listener, Player
from reader.core.document import Document
from reader.core.protocols import AudioSink, Synthesizer
from reader.core.speech.plan import Speak
from reader.core.speech.pronunciation import Entry, Pronunciation
from reader.core.speech.spelling import spelled
from reader.core.speech.spoken import Speaking
from reader.core.speech.values import Spoken
from reader.core.speech.written import as_written


class Aside:
    """The voice of the reading, for a word in between."""

    def __init__(
        self,
        synthesizer: Synthesizer,
        sink: Callable[[], AudioSink],
        reading: Player,
        speaking: Speaking,
        letters: Callable[[], Mapping[str, Any]],
        marks: Callable[[str], Mapping[str, str]],
    ) -> None:
        """`letters` gives the spelling data, `marks` the names of signs in a language."""
        self._synthesizer = synthesizer
        self._sink = sink
        self._reading = reading
        self._speaking = speaking
        self._letters = letters
        self._marks = marks
        self._speak: Speak = as_written
        self._player: Player | None = None
        self._listeners: list[Listener] = []
        self._lock = Lock()

    def listen(self, listener: Listener) -> None:
        """From now on `listener` is told what happens here."""
        with self._lock:
            self._listeners.append(listener)
            if self._player is not None:
                self._player.listen(listener)

    def spell(self, word: str, language: str, *, alphabet: bool = False) -> str:
        """Says the letters of a word, or a word for each; gives what is said."""
        text = spelled(word, language, self._letters(), self._marks(language), alphabet=alphabet)
        self._say(text, language, as_written)
        return text

    def preview(self, entry: Entry, text: str, language: str) -> None:
        """Says a text as it would be said with this entry alone.

        Raises:
            UsageError: the entry cannot be used.
        """
        own = Pronunciation((entry,))

        def speak(written: str, tag: str) -> Spoken:
            return self._speaking.spoken(written, tag, None, own.find(written, tag))

        self._say(text, language, speak)

    def hush(self) -> None:
        """Silence at once."""
        if self._player is not None:
            self._player.stop()

    def close(self) -> None:
        """Ends its thread and its sink; the synthesizer stays open."""
        with self._lock:
            if self._player is not None:
                self._player.close()
                self._player = None

    def _spoken(self, text: str, language: str) -> Spoken:
        return self._speak(text, language)

    def _say(self, text: str, language: str, speak: Speak) -> None:
        with self._lock:
            self._speak = speak
            state = self._reading.state
            if self._player is None:
                self._player = Player(self._synthesizer, self._sink(), self._spoken, state.voice)
                for listener in self._listeners:
                    self._player.listen(listener)
            self._player.set_voice(self._reading.voice_for(language))
            self._player.set_prosody(state.prosody)
            self._player.load(Document(text, language=language))
            self._player.play()
