"""Turns emoji into their names, from the Unicode database and a small list of better ones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reader.core.speech.spoken import counting
from reader.core.speech.spoken.pieces import Said, Words

PICTURE = "\u203c\u2049\u231a\u231b\u2328\u23cf\u23e9-\u23f3\u25aa\u25ab\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618\u261d\u2620-\u263a\u2648-\u2653\u2660-\u2668\u267b\u267f\u2692-\u26fd\u2702-\u270f\u2728\u2744\u274c\u274e\u2753-\u2757\u2763\u2764\u2795-\u2797\u27b0\u2b50\u2b55\U0001f300-\U0001faff"
ONE = rf"[{PICTURE}][\ufe0e\ufe0f]?[\U0001f3fb-\U0001f3ff]?(?:\u200d[{PICTURE}♀♂][\ufe0f]?[\U0001f3fb-\U0001f3ff]?){{0,5}}"
EMOJI = re.compile(
    rf"(?P<flag>[\U0001f1e6-\U0001f1ff]{{2}})|(?P<key>[0-9#*])\ufe0f?\u20e3|(?P<one>{ONE})(?P<more>(?:\s?(?P=one)){{0,99}})"
)
TONES = re.compile("[\U0001f3fb-\U0001f3ff]")


class Emoji:
    """Finds emoji; a row of the same one is said once, with how often it stands there."""

    def __init__(self, words: Words) -> None:
        self._names: dict[str, str] = dict(words["emoji"])
        self._flags: dict[str, str] = dict(words["flags"])

    def find(self, text: str) -> Iterator[Said]:
        if text.isascii():
            return
        for match in EMOJI.finditer(text):
            yield Said(match.start(), match.end(), self._words(match))

    def _words(self, match: re.Match[str]) -> str:
        if match["flag"]:
            letters = "".join(chr(ord(c) - 0x1F1E6 + ord("A")) for c in match["flag"])
            return f"flag of {self._flags.get(letters, ' '.join(letters))}"
        if match["key"]:
            return f"key {match['key']}"
        name = self._name(match["one"])
        times = 1 + match["more"].count(match["one"])
        return name if times == 1 else f"{name}, {counting.cardinal(times)} times"

    def _name(self, one: str) -> str:
        bare = TONES.sub("", one).replace("\ufe0f", "").replace("\ufe0e", "")
        if bare in self._names:
            return self._names[bare]
        names = [self._names.get(c) or unicodedata.name(c, "symbol").lower() for c in bare if c != "\u200d"]
        return " ".join(names).replace("-", " ").replace(" sign", "")
