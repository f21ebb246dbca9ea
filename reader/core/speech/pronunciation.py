"""Turns a person's own entries ("nginx" is said "engine x") into spoken pieces of a text.

The file has one entry a line, in four columns parted by tabs, and opens in any editor or spreadsheet:

    language    kind       written          spoken
    en          word       nginx            engine x
    en          phrase     read me          reed me
    de          word       Leipzig          [[l'aIptsIC]]
    *           pattern    v(\\d+)           version \\1

- language: BCP 47. `en` holds for `en-GB` too; `*` holds for every language.
- kind: `word` and `phrase` stand for whole words, between which any space may be; `pattern` is described in
  `reader.core.speech.patterns`.
- written: with a capital letter in it, it holds only for that spelling; without one, for any case.
- spoken: words, or phonemes of eSpeak NG between `[[` and `]]`. In the words for a pattern `\\1` to `\\9` stand for
  what its groups have found.
- Empty lines and lines that begin with `#` are passed over.

Where entries meet, the one that begins earlier counts, then the longer one, then the one that stands first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reader.core.errors import UsageError
from reader.core.speech.patterns import safe
from reader.core.speech.spoken.pieces import Said, apart
from reader.core.wording import said

LIMIT = 10_000
"""Entries."""
WRITTEN, SPOKEN = 200, 500
"""Characters of a column."""

HEADER = "# language\tkind\twritten\tspoken"
LANGUAGE = re.compile(r"\*|[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}")
PHONEMES = re.compile(r"\[\[([^\[\]\s]{1,200})\]\]")
TOKEN = re.compile(r"\w+")
ESCAPES = re.compile(r"\\.")
REFERENCE = re.compile(r"\\([1-9])")


class Kind(StrEnum):
    """What an entry stands for."""

    WORD = "word"
    PHRASE = "phrase"
    PATTERN = "pattern"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the dictionary; see the module for what the fields may hold."""

    written: str
    spoken: str
    kind: Kind = Kind.WORD
    language: str = "*"

    @property
    def phonemes(self) -> bool:
        """Whether it is spoken as phonemes, which only eSpeak NG understands."""
        return self.spoken.startswith("[[")


def parse(text: str) -> tuple[Entry, ...]:
    """The entries of a file.

    Raises:
        UsageError: a line is not an entry; the message has its number.
    """
    entries: list[Entry] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        columns = [column.strip() for column in line.split("\t")]
        if len(columns) != 4:
            raise _bad(number, f"has {len(columns)} columns instead of 4")
        language, kind, written, spoken = columns
        if kind not in list(Kind):
            raise _bad(number, f"has the kind “{kind[:20]}”")
        entry = Entry(written, spoken, Kind(kind), language)
        try:
            check(entry)
        except UsageError as error:
            raise _bad(number, f"cannot be used: {error.message}", error.advice) from error
        entries.append(entry)
        if len(entries) > LIMIT:
            raise _bad(number, f"is beyond the {LIMIT} entries that are allowed")
    return tuple(entries)


def serialise(entries: Iterable[Entry]) -> str:
    """The file of the entries; `parse` gives them back."""
    lines = ("\t".join((e.language, e.kind, e.written, e.spoken)) for e in entries)
    return "\n".join((HEADER, *lines)) + "\n"


def check(entry: Entry) -> None:
    """Looks whether an entry can be used.

    Raises:
        UsageError: it cannot, and why.
    """
    for name, value, longest in (
        (said("written"), entry.written, WRITTEN),
        (said("spoken"), entry.spoken, SPOKEN),
    ):
        if not value or value != value.strip() or not value.isprintable():
            raise UsageError(
                f"What is {name} must be text on one line, without space around it.",
                "Fill in both what is written and what is to be said.",
            )
        if len(value) > longest:
            raise UsageError(
                f"What is {name} is longer than {longest} characters.", "Make the entry shorter."
            )
    if entry.written.startswith("#") and entry.language.startswith("#"):
        raise UsageError("An entry cannot begin with “#”.", "Lines with “#” are remarks.")
    if not LANGUAGE.fullmatch(entry.language):
        raise UsageError(
            f"“{entry.language[:20]}” is not a language.",
            "Write a code such as en or pt-BR, or * for all languages.",
        )
    if entry.phonemes and not PHONEMES.fullmatch(entry.spoken):
        raise UsageError(
            f"“{entry.spoken[:40]}” is not a row of phonemes.",
            "Write phonemes of eSpeak NG without spaces between [[ and ]], such as [[h@l'oU]].",
        )
    if entry.kind is Kind.WORD and any(c.isspace() for c in entry.written):
        raise UsageError(f"“{entry.written}” is more than one word.", "Make it an entry for a phrase.")
    if entry.kind is Kind.PATTERN:
        groups = safe(entry.written).groups
        if any(int(number) > groups for number in REFERENCE.findall(entry.spoken)):
            raise UsageError(
                f"What is spoken refers to a group that “{entry.written}” does not have.",
                "Put what \\1 stands for in round brackets.",
            )


class Pronunciation:
    """Finds the entries of a dictionary in a text."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        """Raises:
        UsageError: an entry cannot be used.
        """
        self._patterns: list[tuple[Entry, re.Pattern[str]]] = []
        self._by_word: dict[str, list[tuple[Entry, re.Pattern[str], int]]] = {}
        for entry in entries:
            check(entry)
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        bare = ESCAPES.sub("", entry.written) if entry.kind is Kind.PATTERN else entry.written
        any_case = bare == bare.lower()
        if entry.kind is Kind.PATTERN:
            self._patterns.append((entry, safe(entry.written, ignore_case=any_case)))
            return
        source = r"\s{1,9}".join(re.escape(word) for word in entry.written.split())
        before = r"(?<!\w)" if entry.written[0].isalnum() else ""
        after = r"(?!\w)" if entry.written[-1].isalnum() else ""
        pattern = re.compile(before + source + after, re.IGNORECASE if any_case else 0)
        word = TOKEN.search(entry.written)
        if word:
            self._by_word.setdefault(word[0].lower(), []).append((entry, pattern, word.start()))
        else:
            self._patterns.append((entry, pattern))

    def find(self, text: str, language: str, *, phonemes: bool = True) -> list[Said]:
        """What the entries say of `text`, in order and without overlap, for `Speaking.spoken(first=...)`.

        Without `phonemes`, for engines that do not understand them, entries that have them are passed over. Takes
        time linear in the text.
        """
        said = list(self._words(text, language, phonemes=phonemes))
        for entry, pattern in self._patterns:
            if _holds(entry, language) and (phonemes or not entry.phonemes):
                said += (Said(*m.span(), _spoken(entry, m)) for m in pattern.finditer(text) if m[0].strip())
        return list(apart(said))

    def _words(self, text: str, language: str, *, phonemes: bool) -> Iterator[Said]:
        if not self._by_word:
            return
        for token in TOKEN.finditer(text):
            for entry, pattern, lead in self._by_word.get(token[0].lower(), ()):
                if not _holds(entry, language) or (entry.phonemes and not phonemes):
                    continue
                match = pattern.match(text, max(0, token.start() - lead))
                if match:
                    yield Said(*match.span(), entry.spoken)


def _spoken(entry: Entry, match: re.Match[str]) -> str:
    if entry.kind is not Kind.PATTERN or entry.phonemes:
        return entry.spoken
    return REFERENCE.sub(lambda reference: match[int(reference[1])] or "", entry.spoken)


def _holds(entry: Entry, language: str) -> bool:
    own, asked = entry.language.lower(), language.lower()
    return own in ("*", asked) or asked.startswith(own + "-")


def _bad(number: int, why: str, advice: str = "") -> UsageError:
    return UsageError(
        f"Line {number} of the pronunciation file {why}.",
        advice
        or "Each line has a language, a kind (word, phrase or pattern), what is written and what is spoken.",
    )
