"""Turns what the player of the app floor tells into what the window listens for."""

from __future__ import annotations

from collections.abc import Sequence

from reader.app.aloud import Aloud
from reader.app.playing import News
from reader.core.document import Document, Span
from reader.core.playback.commands import Finish, Notice, Show, Tell
from reader.core.playback.script import Unit
from reader.core.playback.state import State
from reader.core.speech.values import Prosody, Voice
from reader.ui.needs import Listener
from reader.ui.words import tr


class RealPlayer:
    """The app floor's player, as the window needs it."""

    def __init__(self, aloud: Aloud) -> None:
        self._aloud = aloud
        self._player = aloud.player
        self._said_silent = False

    def listen(self, listener: Listener) -> None:
        def hear(news: News) -> None:
            match news:
                case Show(word, sentence):
                    self._say_if_silent(listener)
                    listener.shown(word, sentence)
                case Tell(Notice.GAVE_UP, why):
                    listener.failed(
                        why or _sentence(Notice.GAVE_UP), tr("Choose another voice, or try again.")
                    )
                case Tell(Notice.LOST, why):
                    listener.failed(
                        why or _sentence(Notice.LOST), tr("Reading goes on here when you press Read.")
                    )
                case Tell(notice, why):
                    listener.told(why or _sentence(notice))
                case Finish():
                    listener.told(tr("The end."))
                case State():
                    listener.phase(news.phase)

        self._player.listen(hear)

    def load(self, document: Document, spans: Sequence[Span] | None = None, offset: int = 0) -> None:
        self._player.load(document, spans, offset)

    def play(self) -> None:
        self._player.play()

    def pause(self) -> None:
        self._player.pause()

    def toggle(self) -> None:
        self._player.toggle()

    def stop(self) -> None:
        self._player.stop()

    def go_to(self, offset: int) -> None:
        self._player.go_to(offset)

    def move(self, unit: str, step: int) -> None:
        self._player.move(Unit(unit), step)

    def set_prosody(self, prosody: Prosody) -> None:
        self._player.set_prosody(prosody)

    def set_voice(self, voice: Voice) -> None:
        self._aloud.pin(voice)

    def close(self) -> None:
        self._player.stop()

    def _say_if_silent(self, listener: Listener) -> None:
        """Once, with the first word: only then is it known whether there is a device."""
        if self._aloud.silent and not self._said_silent:
            self._said_silent = True
            listener.told(tr("There is no sound device: nothing can be heard, but the words light up."))


def _sentence(notice: Notice) -> str:
    match notice:
        case Notice.SKIPPED:
            return tr("A sentence could not be spoken; reading goes on after it.")
        case Notice.GAVE_UP:
            return tr("Nothing can be spoken with this voice.")
        case Notice.LOST:
            return tr("The sound device is gone.")
        case Notice.FOUND:
            return tr("The sound device is back.")
        case Notice.ASLEEP:
            return tr("The sleep timer ran out.")
        case Notice.FIRST:
            return tr("This is the beginning.")
        case Notice.LAST:
            return tr("This is the end.")
        case Notice.NOTHING:
            return tr("There is nothing to read.")
