"""Turns signs that engines skip or garble into words: `&`, `→`, `©`, `§ 5`, `#news`, `@name`, `C++`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.pieces import Said, Words, choice

CAMEL = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\dA-Za-z_]+")
TAG = re.compile(r"(?<![\w&])#(?P<tag>[^\W\d_]\w{0,99})")
KEPT = re.compile(r"</?[A-Za-z][^<>]{0,200}>")


class Kept:
    """Finds markup, which is left as it is."""

    def find(self, text: str) -> Iterator[Said]:
        for match in KEPT.finditer(text):
            yield Said(match.start(), match.end(), match[0])


class Fixed:
    """Finds number words with a fixed reading of their own: `24/7`."""

    def __init__(self, words: Words) -> None:
        self._words: dict[str, str] = dict(words["fixed"])
        self._pattern = re.compile(rf"(?<![\w.,/-])(?:{choice(self._words)})(?![\w/]|[.,-][0-9])")

    def find(self, text: str) -> Iterator[Said]:
        for match in self._pattern.finditer(text):
            yield Said(match.start(), match.end(), self._words[match[0]])


class Tags:
    """Finds hashtags, and parts the words run together in them."""

    def find(self, text: str) -> Iterator[Said]:
        for match in TAG.finditer(text):
            yield Said(match.start(), match.start() + 1, "hash")
            for word in CAMEL.finditer(text, match.start("tag"), match.end("tag")):
                if not word[0].isdecimal():
                    yield Said(word.start(), word.end(), word[0])


class Symbols:
    """Finds signs that stand for a word."""

    def __init__(self, words: Words) -> None:
        self._words: dict[str, str] = dict(words["symbols"])
        self._sign = re.compile(f"[{re.escape(''.join(self._words))}]")
        self._slash = re.compile(r"(?<=\s)/(?=\s)|(?<!\S)/(?=\S)|(?<=\S)/(?!\S)")
        self._sharp = re.compile(r"(?<![\w])(?P<letter>[A-GJ])#(?!\w)")
        self._grade = re.compile(r"(?<![\w])[A-F](?P<sign>[-−])(?=\s[a-z]|[.,;)]|\s*$)")

    def find(self, text: str) -> Iterator[Said]:
        found = [Said(m.start(), m.end(), self._words[m[0]]) for m in self._sign.finditer(text)]
        sharps = {m.end() - 1 for m in self._sharp.finditer(text)}
        found = [Said(p.start, p.end, "sharp") if p.start in sharps else p for p in found]
        found += (Said(m.start(), m.end(), "slash") for m in self._slash.finditer(text))
        found += (Said(*m.span("sign"), "minus") for m in self._grade.finditer(text) if m["sign"] == "-")
        yield from found
