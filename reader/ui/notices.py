"""Turns what the player has to tell into sentences for a person."""

from __future__ import annotations

from reader.ui.words import tr

TROUBLE = frozenset({"gave-up", "device-lost"})
"""Notices after which reading does not go on by itself: they are shown as trouble, with Try again."""

NOTICES = {
    "silent": "There is no sound device here: nothing can be heard, but the words go on.",
    "skipped": "A sentence could not be spoken and was passed over.",
    "gave-up": "The voice gave up after several sentences.",
    "device-lost": "The sound device is gone; reading waits.",
    "device-found": "The sound device is there again.",
    "asleep": "Good night. Reading is paused here.",
    "first": "There is nothing further back.",
    "last": "There is nothing further on.",
    "nothing-to-read": "There is nothing to read here.",
    "finished": "The end.",
}

ADVICE = {
    "gave-up": "Choose another voice, then try again.",
    "device-lost": "Connect headphones or speakers.",
}
"""Where the device or the engine gives no reason of its own."""


def told(notice: str, why: str) -> tuple[str, str]:
    """What happened, and an advice or empty; an unknown notice is told as it came."""
    message = NOTICES.get(notice)
    if message is None:
        return notice, why
    return tr(message), why or tr(ADVICE.get(notice, ""))
