"""Everything that can happen to the player: what a person asks, what engines answer, what the sink tells."""

from __future__ import annotations

from dataclasses import dataclass

from reader.core.playback.script import Script, Unit
from reader.core.speech.values import Prosody, Speech, Voice

# ── a person asks ──


@dataclass(frozen=True, slots=True)
class Load:
    """Another text; playing stops."""

    script: Script
    offset: int = 0
    """Where reading will begin."""


@dataclass(frozen=True, slots=True)
class Play:
    """Read on from the place; from the beginning where the end was reached."""


@dataclass(frozen=True, slots=True)
class Pause:
    pass


@dataclass(frozen=True, slots=True)
class Toggle:
    """Pause while playing, otherwise play."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Silence at once; the place is kept."""


@dataclass(frozen=True, slots=True)
class GoTo:
    """Go to the word at an offset; playing goes on from there, a pause stays one."""

    offset: int


@dataclass(frozen=True, slots=True)
class Move:
    """Go `step` units forward, or back where it is negative."""

    unit: Unit
    step: int


@dataclass(frozen=True, slots=True)
class Repeat:
    """Say the present sentence from its beginning."""


@dataclass(frozen=True, slots=True)
class SetProsody:
    """Another rate, pitch or volume, from within the present word on."""

    prosody: Prosody


@dataclass(frozen=True, slots=True)
class SetVoice:
    """Another voice, from within the present word on."""

    voice: Voice


@dataclass(frozen=True, slots=True)
class SetLatency:
    """How much later than the sink believes a sound is heard (Bluetooth); negative: earlier."""

    seconds: float


@dataclass(frozen=True, slots=True)
class SleepAfter:
    """Pause after so much heard sound; None wakes."""

    seconds: float | None


@dataclass(frozen=True, slots=True)
class SleepAtEnd:
    """Whatever follows this text in a queue is not to be begun."""


# ── an engine answers ──


@dataclass(frozen=True, slots=True)
class Arrived:
    """Speech for one piece, or for the rest of one."""

    generation: int
    number: int
    speech: Speech


@dataclass(frozen=True, slots=True)
class Failed:
    """No speech for one piece, after the engines tried all they could."""

    generation: int
    number: int
    why: str


# ── the sink tells ──


@dataclass(frozen=True, slots=True)
class Heard:
    """Frames heard since the sink was opened or flushed."""

    frames: int
    committed: int = 0
    """Frames that have gone to the device and can no longer be changed; where less than heard, that."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The device is gone."""

    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """A device is there again, at the rate that was asked for."""


@dataclass(frozen=True, slots=True)
class Renew:
    """What is written will be said otherwise from now on, from within the present word."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Sound goes to another device from now on."""


Event = (
    Load
    | Play
    | Pause
    | Toggle
    | Stop
    | GoTo
    | Move
    | Repeat
    | SetProsody
    | SetVoice
    | SetLatency
    | SleepAfter
    | SleepAtEnd
    | Arrived
    | Failed
    | Heard
    | Lost
    | Found
    | Moved
    | Renew
)
