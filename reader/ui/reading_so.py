"""Reads a text with the voice, the speed and the language that a person kept for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject

from reader.app.commands import Playing
from reader.app.languages import as_found, in_language
from reader.core.document import Document
from reader.core.keeping import Manner
from reader.core.settings import Settings, Value
from reader.core.speech.values import Voice
from reader.ui.needs import Parts
from reader.ui.places import Places
from reader.ui.reading_on import ReadingOn
from reader.ui.words import tr


class ReadingSo(ReadingOn):
    """A new speed or voice holds everywhere, but for a text that was given its own; the language is always its own."""

    def __init__(
        self,
        parts: Parts,
        settings: Settings,
        save: Callable[[Settings], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parts, settings, save, parent)
        self._story: Document | None = None
        """The document without what was put back."""
        self._found: Document | None = None
        """The document with the languages that were found out, once a person said otherwise."""
        self._places = Places(parts, self.jobs, self)
        self._places.manner_known.connect(self._read_so)
        self.choosing.own_changed.connect(self._keep_manner)

    def own_or_not(self) -> None:
        """Keeps voice and speed as they are now for this text alone, or reads it like all others again."""
        if not self._places.keeps:
            said = tr("The library does not have this text.")
        elif self.choosing.own:
            self._have_own({})
            said = tr("This text is read with the voice and speed of all texts again.")
        else:
            voice, rate = self._reads(), self.settings.number("voice.rate")
            self._have_own({"voice.rate": rate, **({"voice.id": voice.id} if voice else {})})
            said = tr("Kept for this text: {how}.", how=self._how())
        self._keep_manner()
        self.said.emit(said, self.playing is not Playing.PLAYING)

    def _reads(self) -> Voice | None:
        """Who reads this text; of a text in several languages, who reads the first."""
        from reader.core.speech.choice import choose  # start-up time

        language = self.document.language if self.document else ""
        return self.playback.voice() or choose(self.playback.voices, language or "en")

    def _how(self) -> str:
        own, rate = self.choosing.own, self.settings.number("voice.rate")
        voice = self._reads() if "voice.id" in own else None
        speed = tr("{n} words a minute", n=rate) if "voice.rate" in own else ""
        return ", ".join(each for each in (voice.name if voice else "", speed) if each)

    def _so(self) -> str:
        """What a person is told of a text that opens and is read in its own way."""
        said = [tr("Kept for this text: {how}.", how=self._how())] if self.choosing.own else []
        if self._found is not None and self.document is not None:
            from reader.app.languages import name_of  # it is slow to start

            said.append(tr("Language of the text: {name}", name=name_of(self.document.language)) + ".")
        return " ".join(said)

    def _read_so(self, manner: Manner) -> None:
        """Reads the text as was kept for it; what a person said of its language meanwhile stands, and is kept."""
        own: dict[str, Value] = {}
        if manner.voice:
            own["voice.id"] = manner.voice
        if manner.rate:
            own["voice.rate"] = manner.rate
        self._have_own(own)
        if self._found is not None:
            self._keep_manner()
        elif manner.language:
            self._read_as(manner.language)

    def _have_own(self, own: Mapping[str, Value]) -> None:
        before = self.settings.word("voice.id")
        self.choosing.set_own(own)
        now = self.settings.word("voice.id")
        if now != before and self.playback.voices:
            if now:
                self._greet_voice()
            else:
                self._use_voice(None)

    def _keep_manner(self) -> None:
        own, document = self.choosing.own, self.document
        voice = self._reads() if "voice.id" in own else None
        kept = self.settings.word("voice.id") or (voice.id if voice else "")
        self._places.keep_manner(
            Manner(
                kept if "voice.id" in own else "",
                self.settings.number("voice.rate") if "voice.rate" in own else 0,
                document.language if document is not None and self._found is not None else "",
            )
        )

    def pin_language(self, language: str) -> None:
        """Reads all of the text as this language (BCP 47), or with "" as it was found out; that is kept for it."""
        self._read_as(language)
        self._keep_manner()

    def _read_as(self, language: str) -> None:
        document, sounding = self.document, self.playing is Playing.PLAYING
        if document is None:
            return
        found = self._found or document
        self._found = found if language else None

        def turned(text: Document) -> Document:
            return in_language(text, language) if language else as_found(text, found)

        of_story, story = document is self._story, self._story
        self.document = turned(document)
        if story is not None:
            self._story = self.document if of_story else turned(story)
        self._load_shown(sounding=False)
        self._use_voice(self.playback.voice())
        if sounding:
            self.play()
