"""Turns a notice of the player into the sentence and the advice that a person gets."""

from __future__ import annotations

from typing import Protocol

from reader.core.playback.commands import Notice

_TOLD = {
    Notice.SKIPPED: "A sentence could not be spoken and was passed over.",
    Notice.FOUND: "Sound is back.",
    Notice.ASLEEP: "The sleep timer has paused the reading.",
    Notice.FIRST: "This is the beginning.",
    Notice.LAST: "This is the end.",
    Notice.NOTHING: "There is nothing to read.",
}

_FAILED = {
    Notice.GAVE_UP: (
        "The voice cannot speak any more.",
        "Choose another voice, or play again to try once more.",
    ),
    Notice.LOST: (
        "The sound device is gone.",
        "Connect headphones or speakers, then play on from the same word.",
    ),
    Notice.UNHEARD: (
        "This machine has no sound device, so nothing can be heard.",
        "Connect headphones or speakers and play again, or export to a file.",
    ),
}


class Told(Protocol):
    """Who is told."""

    def told(self, sentence: str) -> None: ...

    def failed(self, message: str, advice: str) -> None: ...


def tell(listener: Told, notice: Notice, why: str) -> None:
    """Passes a notice on; `why`, the engine's or device's own sentence, goes with it where there is one."""
    if notice in _FAILED:
        message, advice = _FAILED[notice]
        listener.failed(why or message, advice)
    else:
        listener.told(f"{_TOLD[notice]} {why}".strip())
