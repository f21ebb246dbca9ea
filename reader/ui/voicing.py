"""Does what a person asks of the voice beside reading on: spell, correct, again, sleep, another device or language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.app.commands import Act, Playing
from reader.core.document import Span
from reader.core.errors import ReaderError
from reader.ui.beside import Beside
from reader.ui.needs import Parts
from reader.ui.words import tr

if TYPE_CHECKING:
    from reader.core.speech.pronunciation import Entry
    from reader.ui.colours import Theme
    from reader.ui.window import Window

PHRASE = 100
"""Characters of a selection that may be corrected as one phrase."""


class Voicing:
    """The commands of one window that ask for more than reading."""

    def __init__(self, window: Window, parts: Parts, beside: Beside, theme: Callable[[], Theme]) -> None:
        self._window = window
        self._session = window.session
        self._parts = parts
        self._beside = beside
        self._theme = theme

    def doers(self) -> dict[Act, Callable[[], object]]:
        """What is done for each of them."""
        return {
            Act.REPEAT: lambda: self._session.playback.ask(lambda p: p.repeat()),
            Act.SPELL: self._spell,
            Act.CORRECT: self._correct,
            Act.DICTIONARY: self._show_dictionary,
            Act.SLEEP: self._choose_sleep,
            Act.DEVICE: self._choose_device,
            Act.PIN_LANGUAGE: self._choose_language,
        }

    def _here(self) -> Span | None:
        """The word that is heard, or the one at the caret."""
        session = self._session
        if session.document is None:
            return None
        if session.playing is Playing.PLAYING and session.word is not None:
            return session.word
        from reader.core.words import word_at  # start-up time: its patterns take 30 ms

        return word_at(session.document.text, self._window.caret()) or session.word

    def _language_at(self, offset: int) -> str:
        document = self._session.document
        if document is None:
            return ""
        block = next((b for b in document.blocks if b.span.start <= offset < b.span.end), None)
        return (block.language if block else "") or document.language

    def _spell(self) -> None:
        here, document = self._here(), self._session.document
        if here is None or document is None:
            self._session.said.emit(tr("There is no word here."), True)
            return
        self._beside.spell(here.of(document.text), here.start, self._language_at(here.start))

    def _correct(self) -> None:
        from reader.core.speech.pronunciation import Entry, Kind  # start-up time
        from reader.ui.entry_dialog import EntryDialog  # start-up time

        document, here = self._session.document, self._here()
        chosen = self._window.selection()
        if document is not None and chosen is not None and 0 < len(chosen) <= PHRASE:
            here = chosen
        if document is None or here is None:
            self._session.said.emit(tr("There is no word here."), True)
            return
        self._session.pause()
        written = " ".join(here.of(document.text).split())
        language = self._language_at(here.start).partition("-")[0]
        dictionary = self._parts.dictionary()
        known = next((e for e in dictionary.entries if e.written.casefold() == written.casefold()), None)
        kind = Kind.PHRASE if " " in written else Kind.WORD
        entry = known or Entry(written.lower() if written.istitle() else written, "", kind, language or "*")
        sentence = next((s for s in document.sentences if s.covers(here.start)), here)

        def hear(tried: Entry, failed: Callable[[ReaderError], None]) -> None:
            text = tried.written if tried.kind is not Kind.PATTERN else sentence.of(document.text)
            self._beside.preview(tried, text, self._language_at(here.start), failed)

        dialog = EntryDialog(
            entry, language, hear, lambda e: dictionary.add(e, known), self._theme(), self._window
        )
        dialog.silenced.connect(self._beside.hush)
        if dialog.exec() and dialog.kept is not None:
            self._renew()
            kept = dialog.kept
            self._session.said.emit(
                tr("“{written}” is said “{spoken}”.", written=kept.written, spoken=kept.spoken), True
            )
        dialog.deleteLater()

    def _show_dictionary(self) -> None:
        from reader.core.speech.pronunciation import Kind  # start-up time
        from reader.ui.dictionary_dialog import DictionaryDialog  # start-up time

        self._session.pause()
        document = self._session.document
        language = (document.language if document else "").partition("-")[0]

        def hear(entry: Entry, failed: Callable[[ReaderError], None]) -> None:
            text = entry.spoken if entry.kind is Kind.PATTERN else entry.written
            tag = language if entry.language == "*" else entry.language
            self._beside.preview(entry, text, tag, failed)

        dialog = DictionaryDialog(self._parts.dictionary(), language, hear, self._theme(), self._window)
        dialog.silenced.connect(self._beside.hush)
        dialog.changed.connect(self._renew)
        dialog.exec()
        self._beside.hush()
        dialog.deleteLater()

    def _renew(self) -> None:
        self._session.playback.ask(lambda p: p.renew())

    def _choose_sleep(self) -> None:
        from reader.ui.dialogs import sleep  # start-up time

        chosen = sleep(self._window, self._theme())
        if chosen is None:
            return
        said, minutes = chosen
        if minutes < 0:
            self._session.playback.ask(lambda p: p.sleep_at_end())
        else:
            self._session.playback.ask(lambda p: p.sleep_after(60.0 * minutes if minutes else None))
        self._session.said.emit(tr("Sleep timer: {when}", when=said), True)

    def _choose_device(self) -> None:
        from reader.ui.dialogs import device  # start-up time

        def ask(_player: object) -> None:
            chosen = device(
                self._window,
                self._session.playback.devices(),
                self._session.settings.word("sound.device"),
                self._theme(),
            )
            if chosen is not None:
                self._session.set("sound.device", chosen[0])
                self._session.playback.ask(lambda p: p.set_device(chosen[0]))
                self._session.said.emit(tr("Sound device: {name}", name=chosen[1]), True)

        self._session.playback.ask(ask)

    def _choose_language(self) -> None:
        from reader.ui.dialogs import language  # start-up time

        document = self._session.document
        if document is None:
            return
        chosen = language(self._window, self._session.playback.voices, document.language, self._theme())
        if chosen is not None:
            tag, name = chosen
            self._session.pin_language(tag)
            self._session.said.emit(tr("Language of the text: {name}", name=name), True)
