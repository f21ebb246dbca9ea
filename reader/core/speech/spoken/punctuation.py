"""Turns rows of punctuation into one mark, and, where a person wants it, every mark into its name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken.pieces import Said, Words

ROW = re.compile(
    r"(?P<mark>[!?])[!?]{1,99}|\.{4,99}|…[.…]{1,99}|-{3,99}|[—–]{2,99}|(?P<line>[=_*~#•·+]{3,99})|(?P<bullet>(?<!\S)[•·▪◦‣●](?!\S))"
)
EMPHASIS = re.compile(
    r"(?<![\w*_])(?P<open>[*_]{1,3})(?=\w[^*_\n]{0,200}[\w.!?](?P=open)(?!\w))|(?<=[\w.!?])(?P<close>[*_]{1,3})(?![\w*_])"
)
DOUBLED = re.compile(r"\[{2,99}")
SILENT = re.compile(r"(?<=\w)[™®]")


class Rows:
    """Finds punctuation that is repeated, lines of signs, bullets and marks of emphasis."""

    def find(self, text: str) -> Iterator[Said]:
        for match in ROW.finditer(text):
            if match["line"] or match["bullet"]:
                words = ""
            elif match["mark"]:
                words = "?" if "?" in match[0] else "!"
            else:
                words = "…" if match[0][0] in ".…" else "—"
            yield Said(match.start(), match.end(), words)


class Brackets:
    """Finds doubled square brackets, which stand for phonemes in an entry of a person and would be lost in a page."""

    def find(self, text: str) -> Iterator[Said]:
        for match in DOUBLED.finditer(text):
            yield Said(match.start(), match.end(), "[")


class Emphasis:
    """Finds stars and low lines around words, and trade marks; they are silent."""

    def find(self, text: str) -> Iterator[Said]:
        found = [Said(m.start(), m.end(), "") for p in (EMPHASIS, SILENT) for m in p.finditer(text)]
        yield from found


class Named:
    """Finds every mark of punctuation and says its name."""

    def __init__(self, words: Words) -> None:
        self._names: dict[str, str] = dict(words["punctuation"])
        marks = re.escape("".join(self._names))
        self._mark = re.compile(
            rf"(?<![^\W_])['’](?!\w)|['’](?=\w)(?<!\w['’])|[{marks.replace(chr(39), '').replace('’', '')}]"
        )

    def find(self, text: str) -> Iterator[Said]:
        for match in self._mark.finditer(text):
            if match[0] in self._names:
                yield Said(match.start(), match.end(), self._names[match[0]])
