"""What the window needs from the app floor, so that it can be tried with other parts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

from reader.core.document import Document, Kind, Span
from reader.core.errors import ReaderError
from reader.core.protocols import Device, Progress
from reader.core.speech.skipping import NOTHING
from reader.core.speech.values import Prosody, Voice

if TYPE_CHECKING:
    from reader.app.exporting import Exported, Reins
    from reader.app.exporting.taking import Wanted
    from reader.core.keeping import Manner
    from reader.core.playback.state import Phase
    from reader.core.speech.pronunciation import Entry
    from reader.core.summary.ranking import Ranking
    from reader.ui.shelf.needs import Copy, Library


class Listener(Protocol):
    """Is told what the player does; called on the player's thread."""

    def shown(self, word: Span | None, sentence: Span | None) -> None:
        """What is heard from now on."""
        ...

    def phase(self, phase: Phase) -> None:
        """After it changed."""
        ...

    def told(self, sentence: str) -> None:
        """Something the person should know."""
        ...

    def failed(self, message: str, advice: str) -> None:
        """Reading could not go on."""
        ...


class Player(Protocol):
    """Reads aloud. Every call returns at once; what comes of it is told to the listeners."""

    def listen(self, listener: Listener) -> None: ...
    def when_finished(self, finished: Callable[[bool], None]) -> None:
        """Is called on the player's thread when all was heard, before the stop is told; asleep: begin nothing more."""
        ...

    def load(
        self,
        document: Document,
        spans: Sequence[Span] | None = None,
        offset: int = 0,
        skipped: frozenset[Kind] = NOTHING,
    ) -> None:
        """Another text, or only these stretches of it, without the kinds in `skipped`; playing stops."""
        ...

    def play(self) -> None: ...
    def pause(self) -> None: ...
    def toggle(self) -> None: ...
    def stop(self) -> None: ...
    def go_to(self, offset: int) -> None: ...
    def move(self, unit: str, step: int) -> None:
        """`unit` is `word`, `sentence`, `paragraph` or `heading`."""
        ...

    def set_prosody(self, prosody: Prosody) -> None: ...
    def set_voice(self, voice: Voice) -> None: ...
    def pin_voice(self, *, pinned: bool) -> None:
        """Whether the voice also reads what is in another language."""
        ...

    def repeat(self) -> None:
        """The present sentence again."""
        ...

    def renew(self) -> None:
        """What is written is said otherwise now."""
        ...

    def sleep_after(self, seconds: float | None) -> None:
        """Pause after so much sound; None wakes."""
        ...

    def sleep_at_end(self) -> None: ...
    def devices(self) -> Sequence[Device]:
        """Where sound can go. Blocks."""
        ...

    def set_device(self, device: str) -> None:
        """The id of a device, or empty for the one that the system chose."""
        ...


class Aside(Protocol):
    """Says a word in between. Any thread may call it; `listen` as for a player."""

    def listen(self, listener: Listener) -> None: ...
    def spell(self, word: str, language: str, *, alphabet: bool = False) -> str:
        """Says its letters, or a word for each; gives what is said."""
        ...

    def preview(self, entry: Entry, text: str, language: str) -> None:
        """Says a text with this entry; raises `UsageError` where it cannot be used."""
        ...

    def hush(self) -> None: ...


class Dictionary(Protocol):
    """The person's own pronunciations. What raises `ReaderError` has changed nothing."""

    @property
    def entries(self) -> Sequence[Entry]: ...
    @property
    def fault(self) -> ReaderError | None:
        """Why the file cannot be used, where it cannot."""
        ...

    def add(self, entry: Entry, instead: Entry | None = None) -> None: ...
    def remove(self, entries: Iterable[Entry]) -> None: ...
    def take_in(self, text: str) -> int:
        """Adds the entries of a file; gives how many."""
        ...

    def written(self) -> str:
        """All entries as a file."""
        ...


class Remembering(Protocol):
    """Keeps the story that is open and the place in it. Any thread may call it."""

    def tell(self, tell: Callable[[str], None]) -> None:
        """From now on `tell` is given what the person must know, such as that places cannot be written; any thread."""
        ...

    def begin(self, document: Document) -> int:
        """Keeps a story from now on; the offset where listening to it stopped, or 0. Blocks.

        Raises:
            KeepingError: the library cannot be used; nothing is kept then.
        """
        ...

    @property
    def manner(self) -> Manner:
        """How the story that was begun is read where that differs from the settings."""
        ...

    def keep_manner(self, manner: Manner) -> None:
        """Another for the story that was begun; returns at once."""
        ...

    def end(self) -> None:
        """What was not written yet is, and nothing more is kept until `begin`. Blocks."""
        ...

    def shown(self, word: Span | None, sentence: Span | None) -> None:
        """What is heard from now on; returns at once."""
        ...

    def phase(self, phase: str) -> None:
        """After it changed; returns at once."""
        ...


class PuttingBack(Protocol):
    """Remembers what a person puts back on the pages of each site. Any thread may call it."""

    def of(self, address: str) -> frozenset[str]:
        """The reasons of the ledger that are put back on the site of this address."""
        ...

    def keep(self, address: str, reasons: frozenset[str]) -> None:
        """These from now on, or with none nothing. Blocks; raises `KeepingError`."""
        ...

    def notice(self) -> str:
        """What the person must know of it, once; empty for nothing."""
        ...


class Parts(Protocol):
    """Everything behind the window, each made when it is first asked for. Any thread may call it."""

    def open(self, named: str, progress: Progress | None = None) -> Document:
        """The story behind a file name or an address. Blocks; an exception out of `progress` gives up at once.

        Raises:
            ReaderError: it cannot be had.
        """
        ...

    def go_on(self, document: Document, passed: Sequence[str], progress: Progress | None = None) -> Document:
        """A story with its next page behind it; `passed` are the pages that it has behind the first. Blocks.

        Raises:
            ReaderError: there is none, or it cannot be had.
        """
        ...

    def putting_back(self) -> PuttingBack:
        """What is put back on the pages of each site."""
        ...

    def queue(self, named: str, progress: Progress | None = None) -> str:
        """Opens, keeps and queues the story behind a file name or an address; its title. Blocks; raises, and is
        given up, as `open`."""
        ...

    def copy(self, named: str) -> Copy | None:
        """What is kept of the page behind an address, or None; also where the library cannot be used. Blocks."""
        ...

    def paste(self, text: str) -> Document:
        """The story in pasted text. Blocks; raises as `open` does."""
        ...

    def split(self, text: str, language: str) -> Sequence[Span]:
        """The sentences of a short text."""
        ...

    def rank(self, document: Document) -> Ranking:
        """The document's sentences, the most telling first; any length is cut from it. Blocks."""
        ...

    def voices(self) -> Sequence[Voice]:
        """All voices, best first. Blocks."""
        ...

    def player(self) -> Player:
        """The one player; made at the first call, which blocks."""
        ...

    def aside(self) -> Aside:
        """The voice for a word in between; made at the first call, which blocks."""
        ...

    def dictionary(self) -> Dictionary:
        """The person's own pronunciations."""
        ...

    def say_how(self, numbers: str, punctuation: str) -> None:
        """How numbers and punctuation are said from the next sentence on, as the settings call it."""
        ...

    def remembering(self) -> Remembering:
        """What keeps stories and places; made at the first call, which blocks."""
        ...

    def library(self) -> Library:
        """What is kept; made at the first call, which blocks."""
        ...

    def take_along(self, wanted: Wanted, reins: Reins) -> Exported:
        """Makes a file of a text. Blocks, for minutes; raises ReaderError, or Cancelled where the reins said so."""
        ...

    def close(self) -> None:
        """Ends what was started."""
        ...
