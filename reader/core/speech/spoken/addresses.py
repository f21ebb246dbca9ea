"""Turns web addresses, e-mail addresses and file paths into words: `a@hotmail.fr` "a at hotmail dot F R"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.speech.spoken import counting
from reader.core.speech.spoken.pieces import Said, Words, choice

INSIDE = r"[^\s<>\"“”\ufffc]"
MAIL = re.compile(
    r"(?<![\w.+%@-])[\w+%-][\w.+%-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:/[^\s<>\"“”\ufffc]{0,500})?"
)
PATH = re.compile(
    r"(?<![\w/.\\:<])(?:[A-Za-z]:[\\/][\w.$~-]{0,255}(?:[\\/][\w.$~-]{1,255}){0,30}[\\/]?|(?:~|\.{1,2})?/[A-Za-z_.][\w.+-]{0,255}(?:/[\w.+-]{1,255}){0,30}/?"
    r"|\\\\[\w.$-]{1,255}(?:\\[\w.$ -]{1,255}){1,30})"
)
PARTS = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[^\W\d_]+|[0-9]+|\s+|.", re.DOTALL)
TRAILING = ".,;:!?)]}'’\"*…"


class Addresses:
    """Finds addresses; every part and every sign of one is said."""

    def __init__(self, words: Words) -> None:
        self._signs: dict[str, str] = dict(words["inside_addresses"])
        self._endings: dict[str, str] = dict(words["endings"])
        self._as_words = frozenset(words["domain_words"])
        self._protocols = frozenset(words["protocols"]) - {"file", "mailto"}
        domains = choice(words["domains"])
        self._web = re.compile(
            rf"(?<![\w])(?:(?:{choice(words['protocols'])})://|mailto:){INSIDE}{{1,2000}}|(?<![\w.@/-])www\.{INSIDE}{{1,2000}}",
            re.IGNORECASE,
        )
        host = r"(?<![\w.@/\\-])(?:[A-Za-z0-9-]{1,63}\.){1,6}"
        self._domain = re.compile(rf"{host}(?:{domains})(?![\w@-]|\.\w)(?:[/?#]{INSIDE}{{0,500}})?")
        self._file = re.compile(
            r"(?<![\w.@/\\'’-])[A-Za-z_][\w-]{1,80}\.[a-z][a-z0-9]{1,5}(?![\w@'’-]|\.[a-zA-Z]|/)"
        )

    def find(self, text: str) -> Iterator[Said]:
        found: list[tuple[int, int]] = []
        if "." in text or "/" in text or "\\" in text:
            for pattern in (self._web, MAIL, self._domain, PATH, self._file):
                found += (match.span() for match in pattern.finditer(text))
        end = 0
        for start, last in sorted(found, key=lambda f: (f[0], -f[1])):
            if start < end:
                continue
            finish = _without_trailing(text, start, last)
            if _is_address(text[start:finish]):
                yield from self._pieces(text, start, finish)
                end = finish

    def _pieces(self, text: str, start: int, end: int) -> Iterator[Said]:
        """Every letter run, number and sign of the address, in words."""
        host_end = self._host_end(text, start, end)
        for part in PARTS.finditer(text, start, end):
            written = part[0]
            if written in self._signs:
                yield Said(*part.span(), self._signs[written])
            elif written.isdecimal():
                yield Said(*part.span(), _number(written))
            elif written.isalpha():
                dotted = part.start() > start and text[part.start() - 1] == "."
                yield Said(
                    *part.span(),
                    self._word(written, dotted=dotted, host=part.end() <= host_end, last=part.end() == end),
                )

    def _word(self, written: str, *, dotted: bool, host: bool, last: bool) -> str:
        lower = written.lower()
        if dotted and not host and last and lower in self._endings:
            return self._endings[lower]
        if lower in self._protocols and host:
            return lower.upper()
        if lower == "www" or (dotted and host and len(lower) == 2 and lower not in self._as_words):
            return " ".join(written.upper()) if lower != "www" else "WWW"
        return "A" if lower == "a" else written

    def _host_end(self, text: str, start: int, end: int) -> int:
        at = text.find("://", start, end)
        begin = at + 3 if at >= 0 else start
        slash = text.find("/", begin, end)
        return end if slash < 0 else slash


def _is_address(written: str) -> bool:
    """Whether it is more than two words that miss the space between them."""
    return len(written) > 3 and not re.fullmatch(r"(?:[A-Za-z]\.){1,4}[A-Za-z]?", written)


def _without_trailing(text: str, start: int, end: int) -> int:
    """Where the address ends, without the punctuation of the sentence around it."""
    while end > start and text[end - 1] in TRAILING and not _closes(text, start, end):
        end -= 1
    return end


def _closes(text: str, start: int, end: int) -> bool:
    """Whether the bracket at the end was opened within the address."""
    return text[end - 1] == ")" and "(" in text[start:end]


def _number(written: str) -> str:
    if len(written) < 3 and written[0] != "0":
        return counting.cardinal(int(written))
    return counting.digits(written)
