"""Joins the window to the app floor; every part is imported when it is first asked for, off the window's thread."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

from reader.core.document import Document, Span
from reader.core.errors import KeepingError
from reader.core.speech.values import Voice
from reader.ui.needs import Aside, Dictionary, Player, PuttingBack

if TYPE_CHECKING:
    from reader.app.aloud import Aloud
    from reader.app.aside import Aside as RealAside
    from reader.app.exporting import Exported, Reins
    from reader.app.exporting.taking import Wanted
    from reader.app.remembering import Remembering
    from reader.core.protocols import Progress
    from reader.core.summary.ranking import Ranking
    from reader.ui.shelf.needs import Copy, Library


class RealParts:
    """The program's own parts."""

    def __init__(self) -> None:
        self._aloud: Aloud | None = None
        self._aside: RealAside | None = None
        self._lock = Lock()
        self._remembering: Remembering | None = None
        self._remembering_lock = Lock()
        """Of its own: engines take seconds to start, and a place does not wait for them."""

    def open(self, named: str, progress: Progress | None = None) -> Document:
        from reader.app import build  # start-up time

        document = build.opening().open(named, progress)
        build.library().came(named, document)
        build.putting_back().of(document.address)  # reads its file here, where nobody waits
        return document

    def go_on(self, document: Document, passed: Sequence[str], progress: Progress | None = None) -> Document:
        from reader.app import build  # start-up time

        return build.opening().go_on(document, passed, progress)

    def putting_back(self) -> PuttingBack:
        from reader.app import build  # start-up time

        return build.putting_back()

    def queue(self, named: str, progress: Progress | None = None) -> str:
        from reader.app import build  # start-up time

        kept = build.library().add(self.open(named, progress), queue=True)
        return kept.title or kept.address

    def copy(self, named: str) -> Copy | None:
        from reader.app import build  # start-up time
        from reader.ui.shelf.needs import Copy  # start-up time

        try:
            kept = build.library().kept_copy(named)
            return Copy(build.library().open(kept.id), kept.opened) if kept else None
        except KeepingError:
            return None  # a library that fails tells so when the story is to be kept

    def paste(self, text: str) -> Document:
        from reader.app import build  # start-up time

        return build.opening().paste(text)

    def split(self, text: str, language: str) -> Sequence[Span]:
        from reader.app import build  # start-up time

        return build.splitter().split(text, language)

    def rank(self, document: Document) -> Ranking:
        from reader.app import build  # start-up time

        return build.summarizing().rank(document)

    def voices(self) -> Sequence[Voice]:
        return self._reading().synthesizer.voices()

    def player(self) -> Player:
        return self._reading().player

    def aside(self) -> Aside:
        from reader.app import build  # start-up time

        reading = self._reading()
        with self._lock:
            if self._aside is None:
                self._aside = build.aside(reading)
            return self._aside

    def dictionary(self) -> Dictionary:
        from reader.app import build  # start-up time

        return build.pronouncing()

    def say_how(self, numbers: str, punctuation: str) -> None:
        from reader.app import build  # start-up time
        from reader.core.speech.spoken import HowMuch, Numbers, Punctuation  # start-up time

        build.spoken().set_how(HowMuch(Numbers(numbers), Punctuation(punctuation)))

    def remembering(self) -> Remembering:
        from reader.app import build  # start-up time
        from reader.app.remembering import Remembering  # start-up time

        with self._remembering_lock:
            if self._remembering is None:
                self._remembering = Remembering(build.library)
            return self._remembering

    def library(self) -> Library:
        from reader.app import build  # start-up time
        from reader.ui.shelf.kept import KeptLibrary  # start-up time

        return KeptLibrary(build.library())

    def take_along(self, wanted: Wanted, reins: Reins) -> Exported:
        from reader.app import build  # start-up time
        from reader.app.exporting.taking import take  # start-up time

        with build.exporting(0) as exporting:
            return take(exporting, wanted, reins)

    def close(self) -> None:
        with self._remembering_lock:
            if self._remembering is not None:
                self._remembering.close()
                self._remembering = None
        with self._lock:
            if self._aside is not None:
                self._aside.close()
                self._aside = None
            if self._aloud is not None:
                self._aloud.close()
                self._aloud = None

    def _reading(self) -> Aloud:
        from reader.app import build  # start-up time

        with self._lock:
            if self._aloud is None:
                self._aloud = build.aloud()
            return self._aloud
