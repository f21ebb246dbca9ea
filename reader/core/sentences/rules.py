"""Turns the parsed `language/sentences.json` into what one language says about its full stops."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Rules:
    """What is known of one language. Words are lower case, abbreviations without their last dot."""

    before_a_name: frozenset[str] = frozenset()
    """Abbreviations after which a name stands: titles, saints, streets."""
    before_a_number: frozenset[str] = frozenset()
    """Abbreviations that end nothing when a number follows."""
    inside: frozenset[str] = frozenset()
    """Abbreviations that never end a sentence, because what they announce must follow."""
    anywhere: frozenset[str] = frozenset()
    """Abbreviations that may also be the last word."""
    openers: frozenset[str] = frozenset()
    """Words that begin a sentence when they are written large in the middle of a text."""
    months: frozenset[str] = frozenset()
    ordinals: bool = False
    """Whether a dot after a number makes it an ordinal."""
    terminators: str = ""
    """What ends a sentence in this language only."""


def rules_of(parsed: Mapping[str, Any], language: str) -> Rules:
    """The rules of a language, BCP 47 in any case; general rules where it is unknown."""
    languages = parsed["languages"]
    code = language.replace("_", "-").partition("-")[0].lower()
    general, own = languages[""], languages.get(code, {})

    def listed(name: str) -> frozenset[str]:
        return frozenset(f"{general.get(name, '')} {own.get(name, '')}".split())

    return Rules(
        before_a_name=listed("before_a_name"),
        before_a_number=listed("before_a_number"),
        inside=listed("inside"),
        anywhere=listed("anywhere"),
        openers=listed("openers"),
        months=listed("months"),
        ordinals=bool(own.get("ordinals", False)),
        terminators=str(own.get("terminators", "")),
    )
