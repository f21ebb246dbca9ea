"""The values of speech: what is asked of an engine, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.core.document import Span


class Precision(StrEnum):
    """Where word marks come from."""

    EXACT = "exact"
    """The engine said when each word sounds."""
    ESTIMATED = "estimated"
    """Worked out from the waveform and the lengths of the words."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that an engine can speak with."""

    id: str
    """`engine:name`, such as `espeak:en-us`."""
    name: str
    """For a person."""
    language: str
    """BCP 47."""
    precision: Precision = Precision.EXACT

    @property
    def engine(self) -> str:
        return self.id.partition(":")[0]

    @property
    def key(self) -> str:
        """What the engine itself calls the voice."""
        return self.id.partition(":")[2]


@dataclass(frozen=True, slots=True)
class Prosody:
    """How a voice speaks."""

    rate: int = 180
    """True words a minute, 70 to 900."""
    pitch: int = 50
    """0 to 100; 50 is the voice's own."""
    volume: int = 100
    """Per cent, 0 to 100."""
    pauses: int = 100
    """Per cent of the usual pauses between sentences and blocks, 0 to 300."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of spoken text and the written stretch that it says."""

    spoken: Span
    written: Span


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said for a written text, with the way back."""

    text: str
    anchors: tuple[Anchor, ...]
    """In order, without overlap; one for every spoken word. Written spans are relative to the written text."""
    plain: Spoken | None = None
    """The same without phonemes, for engines that do not understand them; None where there are none."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence, or the rest of one, on its way to an engine."""

    span: Span
    """What it says of the document's text."""
    spoken: Spoken
    """Its anchors' written spans are relative to `span.start`."""
    language: str
    pause_after: float
    """Seconds of silence, at the default rate."""


@dataclass(frozen=True, slots=True)
class Mark:
    """When a word sounds, in frames from the beginning of the speech; half-open."""

    begin: int
    end: int
    span: Span
    """The written word in the document's text."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The sound of one utterance."""

    pcm: bytes
    """16-bit signed little-endian, mono."""
    sample_rate: int
    marks: tuple[Mark, ...]
    """In order, inside the sound, without overlap."""
    precision: Precision = Precision.EXACT

    @property
    def frames(self) -> int:
        return len(self.pcm) // 2

    @property
    def seconds(self) -> float:
        return self.frames / self.sample_rate
