"""Turns acronyms that an engine would take for words into letters: `EU`, `IPO`, `CEOs`; a shouted word stays a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.abbreviations import spelt
from reader.core.speech.spoken.pieces import Said, Words

CAPITALS = re.compile(r"(?<![\w.@#/'’-])(?P<word>[A-Z]{2,6})(?P<s>s|['’]s)?(?![\w@/]|['’-]\w|\.\w)")
LOWER = re.compile(r"(?<![A-Za-z'’])[a-z]{2,}")
VOWELS = frozenset("AEIOUY")


class Capitals:
    """Finds words in capitals that are spelt.

    Listed ones are spelt or said as words. Others of two or three letters are spelt where they begin with a vowel
    or end with two (IMF, EPA, CEO), in a text that is not all in capitals; longer ones are taken for shouted words.
    Those without a vowel every engine spells by itself.
    """

    def __init__(self, words: Words) -> None:
        self._spelt = frozenset(words["spelt"])
        self._words = frozenset((*words["said_as_words"], *words["short_words"]))

    def find(self, text: str) -> Iterator[Said]:
        calm: bool | None = None
        for match in CAPITALS.finditer(text):
            word = match["word"]
            if word not in self._spelt:
                if word in self._words or len(word) > 3 or not _odd(word):
                    continue
                if calm is None:
                    calm = LOWER.search(text) is not None
                if not calm:
                    continue
            yield Said(match.start(), match.end(), spelt(word) + ("'s" if match["s"] else ""))


def _odd(word: str) -> bool:
    vowels = [c in VOWELS for c in word]
    return vowels[0] or (len(word) == 3 and vowels[1] and vowels[2])
