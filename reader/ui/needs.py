"""What the window needs from the app floor, so that it can be tried with other parts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from reader.core.document import Document, Span
from reader.core.speech.values import Prosody, Voice

if TYPE_CHECKING:
    from reader.app.exporting import Exported, Reins
    from reader.app.exporting.taking import Wanted
    from reader.core.playback.state import Phase
    from reader.core.summary.ranking import Ranking


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
    def load(self, document: Document, spans: Sequence[Span] | None = None, offset: int = 0) -> None:
        """Another text, or only these stretches of it, in their order; playing stops."""
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

    def end(self) -> None:
        """The last place is written, and nothing more is kept until `begin`. Blocks."""
        ...

    def shown(self, word: Span | None, sentence: Span | None) -> None:
        """What is heard from now on; returns at once."""
        ...

    def phase(self, phase: str) -> None:
        """After it changed; returns at once."""
        ...


class Parts(Protocol):
    """Everything behind the window, each made when it is first asked for. Any thread may call it."""

    def open(self, named: str) -> Document:
        """The story behind a file name or an address. Blocks.

        Raises:
            ReaderError: it cannot be had.
        """
        ...

    def queue(self, named: str) -> str:
        """Opens, keeps and queues the story behind a file name or an address; its title. Blocks; raises as `open` does."""
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

    def remembering(self) -> Remembering:
        """What keeps stories and places; made at the first call, which blocks."""
        ...

    def take_along(self, wanted: Wanted, reins: Reins) -> Exported:
        """Makes a file of a text. Blocks, for minutes; raises ReaderError, or Cancelled where the reins said so."""
        ...

    def close(self) -> None:
        """Ends what was started."""
        ...
