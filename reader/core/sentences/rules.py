"""Turns the parsed `language/sentences.json` into what one language says about its full stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Short(StrEnum):
    """What an abbreviation tells about the full stop after it."""

    BEFORE_A_NAME = "before_a_name"
    """A name follows: titles, saints, streets."""
    BEFORE_A_NUMBER = "before_a_number"
    """Ends nothing when a number follows."""
    INSIDE = "inside"
    """Never ends a sentence, because what it announces must follow."""
    ANYWHERE = "anywhere"
    """May be the last word, and a name may follow it as well: `Inc.`, `U.S.`."""
    LAST = "last"
    """Closes a list or a date: a sentence ends when a capital follows."""
    AFTER_A_NUMBER = "after_a_number"
    """As `LAST` when a number stands before it, as `BEFORE_A_NAME` otherwise: `1912 г.`, `г. Тула`."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What is known of one language."""

    short: Mapping[str, Short]
    """Abbreviations without their last dot. One that begins small is meant in any case."""
    openers: frozenset[str]
    """Lower-case words that open a sentence when they are written large in the middle of a text."""
    leaders: frozenset[str]
    """Prepositions: a few words after one of them at the beginning are no sentence yet."""
    ordinals: bool
    """Whether a dot after a number makes it an ordinal."""
    semicolon_asks: bool
    """Whether `;` is a question mark."""
    letters: frozenset[str]
    """Capitals that are words of their own."""

    def kind(self, token: str) -> Short | None:
        """What the abbreviation `token` is, written without its last dot."""
        return self.short.get(token) or self.short.get(token.lower())

    def opens(self, word: str) -> bool:
        """Whether `word`, written large, is more likely an opening than a name."""
        lower = word.lower().replace("’", "'")
        return lower in self.openers or lower.partition("'")[0] + "'" in self.openers


def rules_of(parsed: Mapping[str, Any], language: str) -> Rules:
    """The rules of a language, BCP 47 in any case; general rules where it is unknown."""
    languages = parsed["languages"]
    code = language.replace("_", "-").partition("-")[0].lower()
    own = languages.get(parsed["same"].get(code, code), {})
    return Rules(
        short={
            token: kind for source in (languages[""], own) for kind in Short for token in _words(source, kind)
        },
        openers=frozenset(_words(own, "openers")),
        leaders=frozenset(_words(own, "leaders")),
        letters=frozenset(_words(own, "letters")),
        ordinals=bool(own.get("ordinals", False)),
        semicolon_asks=bool(own.get("semicolon_asks", False)),
    )


def _words(source: Mapping[str, Any], name: str) -> list[str]:
    """A list of words, kept as lines of words for the sake of readers."""
    return " ".join(source.get(name, ())).split()
