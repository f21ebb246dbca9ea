"""Brings the one player to the window: made in the background, asked in order, heard as Qt signals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from reader.core.errors import ReaderError
from reader.core.protocols import Device
from reader.core.speech.values import Prosody, Voice
from reader.ui.choosing import Choosing
from reader.ui.jobs import Jobs
from reader.ui.needs import Parts, Player
from reader.ui.voice import PlayerSignals


class Playback(QObject):
    """The player and its voices; what is asked before it is there is asked then."""

    failed = Signal(str, str)
    """A sentence and an advice: there is no player. `try_again` may help."""
    voices_failed = Signal(str, str)
    voices_known = Signal()

    def __init__(self, parts: Parts, jobs: Jobs, choosing: Choosing, parent: QObject) -> None:
        super().__init__(parent)
        self.told = PlayerSignals(self)
        self.voices: Sequence[Voice] = ()
        self._parts = parts
        self._jobs = jobs
        self._choosing = choosing
        self._player: Player | None = None
        self._asked_player = False
        self._waiting: list[Callable[[Player], None]] = []

    @property
    def ready(self) -> bool:
        """Whether there is a player."""
        return self._player is not None

    def prepare(self) -> None:
        """Gets the voice ready in the background, so that the first word comes at once."""
        self.ask(lambda _: None)
        self._jobs.do(
            self._parts.voices, self._take_voices, lambda e: self.voices_failed.emit(e.message, e.advice)
        )

    def ask(self, do: Callable[[Player], None]) -> None:
        """Asks the player, now or once it is there."""
        if self._player is not None:
            do(self._player)
            return
        self._waiting.append(do)
        if not self._asked_player:
            self.try_again()

    def devices(self) -> Sequence[Device]:
        """Where sound can go."""
        return self._player.devices() if self._player is not None else ()

    def try_again(self) -> None:
        """Has the player made, in the background."""
        self._asked_player = True
        self._jobs.do(self._parts.player, self._take_player, self._no_player)

    def stop(self) -> None:
        """Ends the sound; before there is a player there is none."""
        if self._player is not None:
            self._player.stop()

    def heed_prosody(self, share: int = 100) -> None:
        """Speaks as the settings say, from this word on; `share` is what is left of the volume, in per cent."""
        chosen = self.prosody()
        prosody = replace(chosen, volume=round(chosen.volume * share / 100))
        self.ask(lambda p: p.set_prosody(prosody))

    def heed_how(self) -> None:
        """Says numbers and punctuation as the settings say, from this word on."""
        settings = self._choosing.settings
        numbers, punctuation = settings.word("speech.numbers"), settings.word("speech.punctuation")
        self._jobs.do(
            lambda: self._parts.say_how(numbers, punctuation),
            lambda _: self.ask(lambda p: p.renew()),
            lambda e: self.failed.emit(e.message, e.advice),
        )

    def voice(self) -> Voice | None:
        """The chosen voice, where it is known."""
        chosen = self._choosing.settings.word("voice.id")
        return next((v for v in self.voices if v.id == chosen), None)

    def use_voice(self, voice: Voice | None, language: str) -> None:
        """Reads everything with this voice, or with None each text with the best one of its language."""
        from reader.core.speech.choice import choose  # start-up time

        reading = voice or choose(self.voices, language or "en")
        if reading is not None:
            self.ask(lambda p: p.pin_voice(pinned=voice is not None))
            self.ask(lambda p: p.set_voice(reading))

    def _take_voices(self, voices: Sequence[Voice]) -> None:
        self.voices = voices
        self.voices_known.emit()

    def _take_player(self, player: Player) -> None:
        self._player = player
        player.listen(self.told)
        player.when_finished(self.told.finished_now.emit)
        player.set_prosody(self.prosody())
        settings = self._choosing.settings
        self._parts.say_how(settings.word("speech.numbers"), settings.word("speech.punctuation"))
        if fault := self._parts.dictionary().fault:
            self.voices_failed.emit(fault.message, fault.advice)
        if device := self._choosing.settings.word("sound.device"):
            player.set_device(device)
        waiting, self._waiting = self._waiting, []
        for do in waiting:
            do(player)

    def _no_player(self, error: ReaderError) -> None:
        self._asked_player = False
        self.failed.emit(error.message, error.advice)

    def prosody(self) -> Prosody:
        """How the settings want it spoken."""
        s = self._choosing.settings
        return Prosody(
            s.number("voice.rate"),
            s.number("voice.pitch"),
            s.number("voice.volume"),
            s.number("voice.pauses"),
        )
