"""Keeps where listening stopped and how a story is read, so that it goes on at that word, and so, another day.

A `Listener` of the player. Writing happens in a thread of its own, because a slow disk must not hold
the light up; between two writes at most `EVERY` seconds pass while words are heard.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from reader.app.keeping import Keeping
from reader.core.document import Document, Position, Span
from reader.core.errors import KeepingError
from reader.core.keeping import Manner, find_again, position_at
from reader.core.wording import said

EVERY = 0.5
"""Seconds. What a killed program forgets is at most this and the time of one write: 1.9 s were seen with 1.0 on a
busy machine whose library two other programs were writing, and two seconds is what people are promised."""

_LOST = said("The place in the story cannot be kept.")
_AGAIN = said("The place in the story is kept again.")
_NOT_SO = said("How this text is read cannot be kept.")

_log = logging.getLogger(__name__)


class Remembering:
    """The places of the documents of one window. Any thread may call it."""

    def __init__(self, keeping: Callable[[], Keeping], wait: float = EVERY) -> None:
        self._keeping = keeping
        self._every = wait
        self._tell: Callable[[str], None] = _nobody
        self._failing = False
        self._changed = threading.Condition()
        self._document: Document | None = None
        self._key = 0
        self._place: int | None = None
        self._written: int | None = None
        self._manner = self._manner_written = Manner()
        self._closed = False
        self._hurry = False
        self._thread = threading.Thread(target=self._write, name="places", daemon=True)
        self._thread.start()

    def tell(self, tell: Callable[[str], None]) -> None:
        """From now on `tell` is given the sentences that the person must know: that places cannot be written,
        that they are again, or that the library was repaired. Called on any thread."""
        self._tell = tell

    @property
    def document(self) -> int:
        """The id of the document that was begun, or 0."""
        with self._changed:
            return self._key if self._document is not None else 0

    @property
    def manner(self) -> Manner:
        """How the document that was begun is read where that differs from the settings."""
        with self._changed:
            return self._manner

    def keep_manner(self, manner: Manner) -> None:
        """Another for the document that was begun; returns at once."""
        with self._changed:
            if self._document is not None:
                self._manner = manner
                self._changed.notify_all()

    def begin(self, document: Document) -> int:
        """Keeps a document from now on; gives the offset where listening to it stopped, or 0.

        A story that was heard to its last sentence begins anew.

        Raises:
            KeepingError: the library cannot be used; nothing is remembered then.
        """
        self.end()
        keeping = self._keeping()
        kept = keeping.add(document)
        for sentence in keeping.notices():
            self._tell(sentence)
        with self._changed:
            self._document, self._key = document, kept.id
            self._manner = self._manner_written = kept.manner
        place = find_again(kept.position, document.text) if kept.position else 0
        # Who has heard the last sentence has heard it all, and begins anew.
        return 0 if document.sentences and place >= document.sentences[-1].start else place

    def end(self) -> None:
        """What was not written yet is, and nothing more is remembered until `begin`."""
        with self._changed:
            self._hurry = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._behind() or not self._thread.is_alive(), timeout=5)
            self._document = self._place = self._written = None
            self._manner = self._manner_written = Manner()
            self._hurry = False

    def shown(self, word: Span | None, sentence: Span | None) -> None:  # noqa: ARG002 - what every listener gets
        """The word that is heard."""
        if word is not None:
            with self._changed:
                if self._document is not None:
                    self._place = word.start
                    self._changed.notify_all()

    def phase(self, phase: str) -> None:
        """A pause or a stop is written at once."""
        if phase != "playing":
            with self._changed:
                self._hurry = True
                self._changed.notify_all()

    def told(self, sentence: str) -> None:
        """Nothing to remember."""

    def failed(self, message: str, advice: str) -> None:
        """Nothing to remember."""

    def close(self) -> None:
        """The last place is written."""
        self.end()
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.join()

    def _behind(self) -> bool:
        """Whether something is not written yet; call it with the lock."""
        return self._place != self._written or self._manner != self._manner_written

    def _write(self) -> None:
        with self._changed:
            while True:
                self._changed.wait_for(lambda: self._closed or self._behind())
                if self._closed:
                    return
                self._changed.wait_for(lambda: self._hurry or self._closed, timeout=self._every)
                self._hurry = False
                document, key, place, manner = self._document, self._key, self._place, self._manner
                if document is None:
                    continue
                otherwise = manner != self._manner_written
                self._changed.release()
                try:
                    if otherwise:
                        self._try_manner(key, manner)
                    if place is not None:
                        self._try(key, position_at(document.text, place))
                finally:
                    self._changed.acquire()
                if self._document is document:
                    self._written, self._manner_written = place, manner
                self._changed.notify_all()

    def _try_manner(self, key: int, manner: Manner) -> None:
        """Writes how one document is read; what fails is told each time, because the person asked for it."""
        try:
            self._keeping().set_manner(key, manner)
        except KeepingError as error:
            _log.warning("how a document is read was not kept: %s", error.message)
            self._tell(f"{_NOT_SO} {error.message} {error.advice}")

    def _try(self, key: int, position: Position) -> None:
        """Writes one place. Who cannot write the next second later is told at the first failure, not at each."""
        try:
            self._keeping().store.remember(key, position)
        except KeepingError as error:
            _log.warning("a place was not kept: %s", error.message)
            if not self._failing:
                self._failing = True
                self._tell(f"{_LOST} {error.message} {error.advice}")
        else:
            if self._failing:
                self._failing = False
                self._tell(_AGAIN)


def _nobody(_sentence: str) -> None:
    pass
