"""Turns sentences into terms: numbers that stand for words of one stem, and what each word is good for.

A stem is the first six letters of a word. Against the Snowball stemmers this cost nothing measurable in
ROUGE and spares the second that importing them takes. Stop words are sumy's, where it has the language.
"""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag, StrEnum
from functools import cache
from typing import Final

from reader.core.document import Span
from reader.core.summary.cancelling import Asked, watched
from reader.core.words import MARKS

STEM: Final = 6
ROOT: Final = 5
SAMPLE: Final = 20_000
"""So many characters tell whether a text is written with combining marks."""
_WIDE: Final = r"\u3041-\u30ff\u3400-\u9fff"
_PLAIN: Final = re.compile(rf"[{_WIDE}]{{1,2}}|[^\W_{_WIDE}]+")
_MARKED: Final = re.compile(
    rf"[{_WIDE}]{{1,2}}|[^\W_{_WIDE}][^\W_{_WIDE}{MARKS}]*+(?:[{MARKS}]++[^\W_{_WIDE}]*+)*"
)
_MARK: Final = re.compile(rf"[{MARKS}]")

_NAMES: Final = {
    "ar": "arabic", "cs": "czech", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "fr": "french", "he": "hebrew", "it": "italian", "ja": "japanese", "ko": "korean", "pl": "polish",
    "pt": "portuguese", "sk": "slovak", "sv": "swedish", "uk": "ukrainian", "zh": "chinese",
}  # fmt: skip
"""Languages of which sumy has both a stemmer and stop words."""


class Basis(StrEnum):
    """What a ranking knows of the language."""

    LANGUAGE = "language"
    """Its stop words."""
    STATISTICS = "statistics"
    """Nothing: words are only counted."""

    @property
    def sentence(self) -> str:
        """What a person is told; empty where there is nothing to tell."""
        match self:
            case Basis.LANGUAGE:
                return ""
            case Basis.STATISTICS:
                return (
                    "The words of this language are only counted here, so the choice is rougher than usual."
                )


class Role(IntFlag):
    """What a word says about its sentence."""

    UPPER = 1
    DIGITS = 2
    LINKS = 4
    """Leans on what stands before, at the beginning of a sentence: "this", "also", "he"."""
    LEANS = 8
    """Cannot be understood without it: "he", "but"."""
    WE = 16
    YOU = 32
    SAID = 64
    ANNOUNCES = 128
    """Says what the text is about: "paper", "guide", "propose"."""
    STOPS = 256


@dataclass(frozen=True, slots=True)
class Word:
    """A written form."""

    stem: int
    root: int
    """A shorter stem: its first five letters, for telling repetition."""
    role: int
    """`Role`s as a plain number: the enumeration's own operators cost a microsecond each."""
    letters: int


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of the sentences of one text."""

    words: list[list[Word]]
    telling: list[tuple[int, ...]]
    """For each sentence the stems of its words that are not stop words, in order, with repetition."""
    title: frozenset[int]
    """The telling stems of the title."""
    headline: frozenset[int]
    """All roots of the title."""
    stems: int
    """How many stems there are: all are below."""
    basis: Basis


STOPS: Final = int(Role.STOPS)

Lists = Mapping[str, Iterable[str]]
"""Words by the name of their role, for one language."""

ROLES: Final = {
    "links": int(Role.LINKS),
    "leans": int(Role.LEANS),
    "we": int(Role.WE),
    "you": int(Role.YOU),
    "said": int(Role.SAID),
    "announces": int(Role.ANNOUNCES),
}


@cache
def stop_words(language: str) -> frozenset[str]:
    """sumy's list for a language such as `en`; empty where it has none.

    Read from the package without importing sumy's tools, which takes over a second.
    """
    name = _NAMES.get(language)
    found = pkgutil.get_data("sumy", f"data/stopwords/{name}.txt") if name else None
    return frozenset(word.casefold() for word in (found or b"").decode("utf-8").split())


class Vocabulary:
    """Knows every written form of one text once."""

    def __init__(self, text: str, language: str, lists: Lists) -> None:
        self._find = _MARKED if _MARK.search(text, 0, SAMPLE) else _PLAIN
        self._stops = stop_words(language)
        self._roles: dict[str, int] = {}
        for name, words in lists.items():
            for word in words:
                self._roles[word] = self._roles.get(word, 0) | ROLES[name]
        self._stems: dict[str, int] = {}
        self._roots: dict[str, int] = {}
        self._forms: dict[str, Word] = {}
        self.basis = Basis.LANGUAGE if self._stops else Basis.STATISTICS

    def words(self, text: str) -> list[Word]:
        """The words of `text`, in order."""
        forms = self._forms
        found = self._find.findall(text)
        try:
            return [forms[form] for form in found]
        except KeyError:
            return [forms.get(form) or self._learn(form) for form in found]

    def _learn(self, form: str) -> Word:
        low = form.casefold()
        role = self._roles.get(low, 0)
        if form[0].isupper():
            role |= int(Role.UPPER)
        if form.isdigit():
            role |= int(Role.DIGITS)
        if low in self._stops or (len(low) < 2 and low.isascii()):
            role |= STOPS
        stem = self._stems.setdefault(low[:STEM], len(self._stems))
        root = self._roots.setdefault(low[:ROOT], len(self._roots))
        word = Word(stem, root, role, len(form))
        self._forms[form] = word
        return word

    def __len__(self) -> int:
        return len(self._stems)


def terms(
    text: str, sentences: Sequence[Span], title: str, language: str, lists: Lists, cancelled: Asked
) -> Terms:
    """The terms of `sentences`, which are spans of `text`; `language` is two or three small letters."""
    known = Vocabulary(text, language, lists)
    words = [known.words(text[s.start : s.end]) for s in watched(sentences, cancelled)]
    heard = known.words(title)
    return Terms(
        words=words,
        telling=[tuple([w.stem for w in ws if not w.role & STOPS]) for ws in watched(words, cancelled)],
        title=frozenset(w.stem for w in heard if not w.role & STOPS),
        headline=frozenset(w.root for w in heard),
        stems=len(known),
        basis=known.basis,
    )
