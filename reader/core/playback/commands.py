"""Everything the player wants done, in the order it wants it done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reader.core.document import Span
from reader.core.speech.values import Prosody, Voice


class Notice(StrEnum):
    """What a person is told while listening, because nothing may happen in silence."""

    SKIPPED = "skipped"
    """A sentence could not be spoken; reading went on."""
    GAVE_UP = "gave-up"
    """Several sentences in a row could not be spoken; reading paused."""
    LOST = "device-lost"
    FOUND = "device-found"
    ASLEEP = "asleep"
    """The sleep timer ran out; reading paused."""
    FIRST = "first"
    """There is nothing further back."""
    LAST = "last"
    """There is nothing further on."""
    NOTHING = "nothing-to-read"
    UNHEARD = "unheard"
    """There is no sound device: light and pauses run, and nobody hears anything."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Speech for a stretch of the text is wanted."""

    generation: int
    number: int
    span: Span
    voice: Voice
    prosody: Prosody


@dataclass(frozen=True, slots=True)
class Forget:
    """Whatever was asked for before is wanted no more."""


@dataclass(frozen=True, slots=True)
class Open:
    """The sink is to take sound at this rate; what it holds is dropped, frames count from 0."""

    sample_rate: int


@dataclass(frozen=True, slots=True)
class Write:
    """Sound for the sink, after what it has."""

    pcm: bytes


@dataclass(frozen=True, slots=True)
class Splice:
    """From a frame on this sound, in place of what was written for then."""

    frame: int
    pcm: bytes


@dataclass(frozen=True, slots=True)
class Silence:
    """The sink drops what it holds; frames count from 0."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The sink pauses and keeps what it holds."""


@dataclass(frozen=True, slots=True)
class Resume:
    """The sink plays on."""


@dataclass(frozen=True, slots=True)
class Show:
    """This is what is heard now."""

    word: Span | None
    sentence: Span | None


@dataclass(frozen=True, slots=True)
class Tell:
    """A person should know."""

    notice: Notice
    why: str = ""
    """The device's or engine's own sentence, where there is one."""


@dataclass(frozen=True, slots=True)
class Finish:
    """All was heard."""

    asleep: bool
    """Whether nothing further should be begun."""


Command = Ask | Forget | Open | Write | Splice | Silence | Hold | Resume | Show | Tell | Finish
