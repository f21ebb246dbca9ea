"""Turns written text into what is said, the way this person wants it: how much, and with their own dictionary.

Any thread may call it; what is chosen anew holds from the next sentence on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.core.speech.pronunciation import Entry, Pronunciation
from reader.core.speech.spoken import HowMuch, Speaking
from reader.core.speech.values import Spoken


class Saying:
    """A `Speak` that can be told how much to say and what a person corrected."""

    def __init__(self, speaking: Speaking) -> None:
        self.speaking = speaking
        """The rules of written forms alone."""
        self._how = HowMuch()
        self._own: Pronunciation | None = None

    def __call__(self, text: str, language: str) -> Spoken:
        """What is said for one sentence; `plain` is there where the dictionary gives phonemes."""
        own, how = self._own, self._how
        if own is None:
            return self.speaking.spoken(text, language, how)
        first = own.find(text, language)
        spoken = self.speaking.spoken(text, language, how, first)
        if any(said.words.startswith("[[") for said in first):
            others = own.find(text, language, phonemes=False)
            return replace(spoken, plain=self.speaking.spoken(text, language, how, others))
        return spoken

    @property
    def how(self) -> HowMuch:
        """How numbers and punctuation are said."""
        return self._how

    def set_how(self, how: HowMuch) -> None:
        """How numbers and punctuation are said."""
        self._how = how

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """The person's dictionary.

        Raises:
            UsageError: an entry cannot be used; the dictionary stays as it was.
        """
        self._own = Pronunciation(entries) if entries else None
