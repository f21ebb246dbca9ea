"""Turns a written sentence into what a careful person would say, with the way back for the highlight.

Each file here knows one kind of form (money, dates, addresses, ...) and finds it in a text; `Speaking` asks them
in the order of their precedence. What none of them claims is left to the engine as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reader.core.speech.spoken import elsewhere, english
from reader.core.speech.spoken.how import HowMuch, Numbers, Punctuation
from reader.core.speech.spoken.pieces import Group, Said, Words, claim, join
from reader.core.speech.values import Spoken

__all__ = ["HowMuch", "Numbers", "Punctuation", "Said", "Speaking"]


DAY_FIRST = frozenset({"gb", "ie", "au", "nz", "in", "za", "sg", "hk"})
"""English-speaking regions that write the day before the month."""


class Speaking:
    """Says written text in words."""

    def __init__(self, words: Mapping[str, Words]) -> None:
        """`words` maps a language ("en") to its parsed data, `resources/language/spoken/en.json`."""
        self._words = words
        self._groups: dict[tuple[str, HowMuch], tuple[Group, ...]] = {}

    def spoken(
        self, text: str, language: str, how: HowMuch | None = None, first: Sequence[Said] = ()
    ) -> Spoken:
        """What is said for `text`, one sentence or one line of any length.

        `language` is BCP 47; without one, the text is left as it is. `first` are pieces that are settled
        already, in order and without overlap, such as those of a pronunciation dictionary. Takes time linear
        in the text.
        """
        return join(text, claim(text, self._groups_of(language, how or HowMuch()), first))

    def _groups_of(self, language: str, how: HowMuch) -> tuple[Group, ...]:
        key = language.lower().replace("_", "-"), how
        if key not in self._groups:
            self._groups[key] = self._build(*key)
        return self._groups[key]

    def _build(self, language: str, how: HowMuch) -> tuple[Group, ...]:
        main, _, region = language.partition("-")
        if main == "en":
            day_first = region in DAY_FIRST
            return english.groups(self._words["en"], how, day_first=day_first)
        if main in self._words:
            return elsewhere.groups(self._words[main], main, how, region)
        return elsewhere.bare()
