"""The sockets of the program: what each device and each part that can be exchanged must do.

A page goes `Source` → `Extractor` → `Document`; a document goes to `Summarizer`, and sentence by
sentence through `Synthesizer` to `AudioSink`. Everything here is called from one thread at a time
unless it says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.core.document import Document, Page, Span
    from reader.core.speech.values import Prosody, Speech, Utterance, Voice

Progress = Callable[[int, int], None]
"""Bytes or steps done, and all of them; all is 0 while it is not known."""


class Source(Protocol):
    """Has pages."""

    def fetch(self, address: str, progress: Progress | None = None) -> Page:
        """The page at `address`.

        Raises:
            OpeningError: in its many forms.
        """
        ...


class Extractor(Protocol):
    """Finds the story in a page."""

    def extract(self, page: Page) -> Document:
        """The story, with a ledger of what was left out.

        Raises:
            NotText, Empty, NeedsBrowser: when there is no story to be had.
        """
        ...

    def extract_all(self, pages: Sequence[Page]) -> Document:
        """The one story on several pages, at least one, in their order; what they repeat is told once.

        Raises:
            NotText, Empty, NeedsBrowser: as `extract`, for the first page that has no story.
        """
        ...

    def extend(self, document: Document, page: Page, number: int) -> Document:
        """A story with that of its next page, the page of this `number`, behind it; no offset into it changes.

        Raises:
            NotText, Empty, NeedsBrowser: as `extract`; `Empty` too where the page has nothing new.
        """
        ...


class Synthesizer(Protocol):
    """Turns utterances into speech, in the background. Any thread may call it."""

    def voices(self) -> Sequence[Voice]:
        """All voices of all engines that work, best first for each language."""
        ...

    def synthesize(self, utterance: Utterance, voice: Voice, prosody: Prosody) -> Future[Speech]:
        """Speech for one utterance; `cancel()` on the future gives up the work.

        The future raises `EngineFailed` or `NoVoice`; a crashed engine is restarted by then.
        """
        ...

    def close(self) -> None:
        """Ends every engine process. Nothing can be asked for afterwards."""
        ...


class Engine(Protocol):
    """What an engine author writes; it lives in the worker process and knows nothing of us."""

    name: str

    def voices(self) -> Sequence[Voice]: ...

    def synthesize(self, text: str, voice: str, prosody: Prosody) -> Iterator[Chunk]:
        """16-bit mono sound in pieces, each with the word events that fall into it or later.

        `voice` is the engine's own key, `prosody.rate` in words a minute as the engine counts them: what
        makes them true is worked out by its client. An engine that knows its slowest and fastest rate
        has them as `rates`; one that takes phonemes between [[ and ]] has `phonemes = True`. Raises `LookupError` for a voice it does not have; may raise anything else:
        the worker reports it.
        """
        ...


class Chunk(Protocol):
    """A piece of sound as an engine gives it."""

    @property
    def pcm(self) -> bytes: ...
    @property
    def sample_rate(self) -> int: ...
    @property
    def events(self) -> Sequence[tuple[int, int, int]]:
        """Raw word events: frame since the beginning, offset in the text, length, in code points."""
        ...


@dataclass(frozen=True, slots=True)
class Device:
    """Something that sounds."""

    id: str
    name: str
    """For a person."""


class AudioSink(Protocol):
    """Plays 16-bit mono sound. Its frame count is the only clock of playback."""

    @property
    def silent(self) -> bool:
        """Whether nobody can hear it, because there is no device."""
        ...

    def open(self, sample_rate: int) -> None:
        """Gets ready for sound at this rate; what was queued is dropped.

        Raises:
            SoundError: the device is gone or does not take the sound.
        """
        ...

    def write(self, pcm: bytes) -> None:
        """Queues sound; never blocks."""
        ...

    def pause(self) -> None: ...

    def resume(self) -> None: ...

    def flush(self) -> None:
        """Silences at once and forgets what is queued; `frames_heard` starts again at 0."""
        ...

    def splice(self, frame: int, pcm: bytes) -> None:
        """From `frame` on (counted as `frames_heard` does) `pcm` plays in place of what was written for then.

        What has gone to the device already stays, and `pcm` is entered as much later; the join is faded.
        """
        ...

    def frames_heard(self) -> int:
        """Frames that have left for the ear since `open` or `flush`."""
        ...

    def frames_committed(self) -> int:
        """Frames that `splice` cannot change any more, counted as `frames_heard` does."""
        ...

    def devices(self) -> Sequence[Device]:
        """Where sound can go; empty where there is no choice."""
        ...

    def choose(self, device: str) -> None:
        """From the next `open` on sound goes to the device with this id; to the system's choice where empty."""
        ...

    def close(self) -> None: ...


class Summarizer(Protocol):
    """Chooses the sentences that tell the story."""

    def rank(self, document: Document) -> Sequence[Span]:
        """Sentences of the document, the most telling first; cut at any length for a summary."""
        ...


class Model(Protocol):
    """A language model on this machine. Any thread may call it; it blocks."""

    def answer(self, task: str, text: str) -> str:
        """What it says to `text`, given its task.

        Raises:
            ModelError: it cannot be asked, or gives no answer.
        """
        ...
