"""Turns abbreviations and signs of other languages into words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.pieces import Said, Words


class Abbreviations:
    """Finds the listed abbreviations, whose dots may have spaces after them."""

    def __init__(self, words: Words) -> None:
        self._names = {re.sub(r"\s", "", short): name for short, name in words["abbreviations"].items()}
        sources = (
            r"\s?".join(map(re.escape, short.split()))
            for short in sorted(words["abbreviations"], key=len, reverse=True)
        )
        self._pattern = re.compile(rf"(?<![\w.])(?:{'|'.join(sources)})(?!\w)")

    def find(self, text: str) -> Iterator[Said]:
        for match in self._pattern.finditer(text):
            yield Said(match.start(), match.end(), self._names[re.sub(r"\s", "", match[0])])


class Signs:
    """Finds signs that stand for a word."""

    def __init__(self, words: Words) -> None:
        self._names: dict[str, str] = dict(words["symbols"])
        self._pattern = re.compile(f"[{re.escape(''.join(self._names))}]")

    def find(self, text: str) -> Iterator[Said]:
        for match in self._pattern.finditer(text):
            yield Said(match.start(), match.end(), self._names[match[0]])
