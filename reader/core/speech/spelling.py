"""Turns a word into its letters, one after the other, as a person spells it.

A letter is said by the voice of the word's language; a capital is named where its language has a word for it
here, as are marks of punctuation. With the spelling alphabet of the language each letter is a word that
cannot be misheard; languages without one of their own take that of radio.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from unicodedata import category, normalize

LONGEST = 200
"""Characters that are spelled at most: nobody listens to more."""


def spelled(
    word: str, language: str, words: Mapping[str, Any], marks: Mapping[str, str], *, alphabet: bool = False
) -> str:
    """What is to be said.

    `words` is the parsed `resources/language/spelling.json`, `marks` names signs and punctuation.
    """
    own = words.get(language.partition("-")[0].lower(), {})
    capital = own.get("capital", "")
    letters = own.get("alphabet") or words["en"]["alphabet"]
    said = []
    for letter in _letters(word[:LONGEST]):
        small = letter.lower()
        name = letters.get(small, "") if alphabet else ""
        if not name:
            name = marks.get(letter, small.upper() if "a" <= small <= "z" and len(small) == 1 else small)
        said.append(f"{capital} {name}" if capital and letter != small and letter.isupper() else name)
    return ", ".join(said)


def _letters(word: str) -> list[str]:
    """Its characters, with the marks that belong to them."""
    found: list[str] = []
    for character in normalize("NFC", word):
        if character.isspace():
            continue
        if found and category(character) in ("Mn", "Mc", "Me"):
            found[-1] += character
        else:
            found.append(character)
    return found
