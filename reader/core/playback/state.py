"""Where the reading stands: one frozen value, small whatever the length of the text."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from reader.core.document import Span
from reader.core.playback.events import Arrived, Failed
from reader.core.playback.script import Script
from reader.core.speech.values import Mark, Prosody, Voice


class Phase(StrEnum):
    """What a person would say it does."""

    STOPPED = "stopped"
    PLAYING = "playing"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Lined:
    """One piece that was handed to the sink, without its sound."""

    number: int
    begin: int
    """The sink's frame of the first sound."""
    end: int
    """Half-open, without the pause after it."""
    until: int
    """With the pause after it."""
    marks: tuple[Mark, ...]
    """In frames of the sink."""

    def word_at(self, frame: int) -> Mark | None:
        """The last word that began by then."""
        index = bisect_right(self.marks, frame, key=lambda m: m.begin) - 1
        return self.marks[index] if index >= 0 else None


@dataclass(frozen=True, slots=True)
class State:
    """All the player knows."""

    voice: Voice
    prosody: Prosody = field(default_factory=Prosody)
    script: Script = field(default_factory=Script)
    phase: Phase = Phase.STOPPED
    generation: int = 0
    """One more at every jump; an answer for an older one is dropped."""
    place: int = 0
    """Offset of the word that is heard, or will be the next one heard."""
    word: Span | None = None
    """What was shown last."""
    sentence: Span | None = None
    asked: int = 0
    """Number of the next piece to ask for."""
    due: int = 0
    """Number of the next piece to hand to the sink."""
    waiting: tuple[Arrived | Failed, ...] = ()
    """Answers that came before their turn."""
    lined: tuple[Lined, ...] = ()
    """What the sink holds, in order; what was heard to its end is gone."""
    written: int = 0
    """Frames handed to the sink since it was opened or silenced."""
    heard: int = 0
    """Frames heard since then."""
    committed: int = 0
    """Frames since then that can no longer be changed."""
    sample_rate: int = 0
    """Of the open sink; 0 while it must be opened first."""
    splicing: bool = False
    """The sink still plays the old prosody or voice; the answer for `due` replaces it in mid-word."""
    spliced: bool = False
    """What sounds began by a splice for which the sink was opened anew."""
    stale: bool = False
    """Voice or prosody changed again so soon after a splice that it is yet to be asked for."""
    failed: tuple[Failed, ...] = ()
    """Pieces in a row, up to `due`, that could not be spoken."""
    lost: bool = False
    """The device is gone."""
    latency: float = 0.0
    """Seconds from the sink's count to the ear."""
    sleep: float | None = None
    """Seconds of sound until sleep."""
    sleep_at_end: bool = False
    tailed: bool = False
    """The silence that carries the last words through the device was written."""

    @property
    def ended(self) -> bool:
        """Whether nothing is left to read from the place on."""
        return self.script.piece_at(self.place) >= len(self.script.pieces)

    @property
    def ear(self) -> int:
        """The frame that a person hears now."""
        return max(0, self.heard - round(self.latency * self.sample_rate))

    def lined_at(self, frame: int) -> Lined | None:
        """The piece that sounds at a frame of the sink, or whose pause it is."""
        return next((one for one in self.lined if one.begin <= frame < one.until), None)
