"""Turns the program's English sentences into the language of a person, given a catalogue of that language.

Below the edge every sentence is plain English with its values filled in: an error crosses floors, threads
and the pipe of an engine as text. At the edge `Wording.told` finds the pattern it was made from and puts
the values into the translation, so that nothing below needs to know which language a person speaks.
`packaging/translate.sh` collects the sentences from the source and keeps the catalogues.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

_PLACE = re.compile(r"\{(\w+)\}")
_BETWEEN = re.compile(r"(?<=[.!?]) ")
_DEEP = 3
"""How often a value may itself be a sentence with values."""


class Catalogue(Protocol):
    """Translations of one language, as the standard library's `gettext` reads them."""

    def gettext(self, message: str, /) -> str: ...

    def ngettext(self, msgid1: str, msgid2: str, n: int, /) -> str: ...


def said(text: str) -> str:
    """The same text. Marks a piece of a sentence that would not be seen to be one, for the catalogues."""
    return text


class Wording:
    """Says things in one language; without a catalogue in English, as they are written."""

    def __init__(
        self,
        language: str = "en",
        catalogue: Catalogue | None = None,
        sentences: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        """`sentences` gives every English sentence of the catalogue, for `told`; asked for once, when needed."""
        self.language = language
        self._catalogue = catalogue
        self._sentences = sentences
        self._patterns: list[tuple[re.Pattern[str], str]] | None = None

    def tr(self, text: str, /, **values: object) -> str:
        """`text` with each `{name}` filled in; what the catalogue lacks or spoils stays English."""
        found = self._catalogue.gettext(text) if self._catalogue is not None and text else text
        return _filled(found, text, values)

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """The form that the language uses for `n`, which also fills `{n}`."""
        english = one if n == 1 else many
        found = english if self._catalogue is None else self._catalogue.ngettext(one, many, n)
        return _filled(found, english, {"n": self.number(n), **values})

    def number(self, n: int) -> str:
        """A whole number as people read it: thousands apart from 10,000 on."""
        if abs(n) < 10_000:
            return str(n)
        # translators: what stands between thousands, as in 10,000
        return f"{n:,}".replace(",", self.tr(","))

    def told(self, sentence: str) -> str:
        """A sentence that comes from below with its values filled in; unknown ones come back as they are."""
        if self._catalogue is None:
            return sentence
        return self._told(sentence, _DEEP) or sentence

    def _told(self, sentence: str, deep: int) -> str | None:
        assert self._catalogue is not None  # noqa: S101 - `told` looked
        known = self._catalogue.gettext(sentence) if sentence else ""
        if known != sentence:
            return known
        for pattern, english in self._known() if deep else ():
            if match := pattern.fullmatch(sentence):
                values = {
                    name: self._told(value, deep - 1) or value for name, value in match.groupdict().items()
                }
                return self.tr(english, **values)
        pieces = _BETWEEN.split(sentence)
        if deep and len(pieces) > 1:
            told = [self._told(piece, 1) for piece in pieces]
            if any(told):
                return " ".join(new or old for new, old in zip(told, pieces, strict=True))
        return None

    def _known(self) -> list[tuple[re.Pattern[str], str]]:
        if self._patterns is None:
            with_places = {text for text in self._sentences() if _PLACE.search(text)}
            # What says most in its own words comes first.
            ordered = sorted(with_places, key=lambda text: -len(_PLACE.sub("", text)))
            self._patterns = [(re.compile("".join(_source(text)), re.DOTALL), text) for text in ordered]
        return self._patterns


def _source(text: str) -> Iterator[str]:
    seen = set[str]()
    for number, piece in enumerate(_PLACE.split(text)):
        if number % 2 == 0:
            yield re.escape(piece)
        elif piece in seen:
            yield f"(?P={piece})"
        else:
            seen.add(piece)
            yield f"(?P<{piece}>.+?)"


def _filled(found: str, english: str, values: dict[str, object]) -> str:
    if not values:
        return found
    try:
        return found.format(**values)
    except (KeyError, IndexError, ValueError):
        return english.format(**values)
