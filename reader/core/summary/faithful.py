"""Finds out whether a sentence that a model wrote says nothing that its source does not say.

Words can be checked and sense cannot, so every doubt counts against the sentence: it then falls back to the
source itself. A sentence is faithful when

- every word of it stands in the source, in some form, or is one of the small words of the language;
- its names and numbers come in the order of the source, so that nobody does what another did;
- what turns or weakens a statement ("not", "may", "said", "about", "only") is there just as often as in the
  sentence that was to be rewritten;
- what it quotes is quoted letter for letter;
- it is one line and not much longer than the source.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reader.core.summary.terms import ROOT, stop_words

LONGER = 1.2
"""A sentence may be so many times as long as the one it is made of."""
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+")
_QUOTED = re.compile(r"[“\"«„]([^”\"»“]{2,})[”\"»“]")


@dataclass(frozen=True, slots=True)
class Faith:
    """What must be watched in one language."""

    kept: frozenset[str]
    """Words that turn or weaken a statement."""
    numbers: frozenset[str]
    """Numbers that are written as words."""
    small: frozenset[str]
    """Words that may come in anywhere."""


def faith(tables: Mapping[str, Mapping[str, Iterable[str]]], language: str) -> Faith | None:
    """What to watch in a language; None where nobody has written it down, so that nothing can be checked.

    `tables` is the parsed `resources/summary/faithful.json`.
    """
    code = language.replace("_", "-").partition("-")[0].lower()
    if code not in tables:
        return None
    kept, numbers = frozenset(tables[code]["kept"]), frozenset(tables[code]["numbers"])
    return Faith(kept, numbers, stop_words(code) - kept - numbers)


def is_faithful(told: str, sentence: str, before: str, watch: Faith) -> bool:
    """Whether `told` may stand for `sentence`; `before` is what stands before it, for names it refers to."""
    new, own, source = _WORD.findall(told), _WORD.findall(sentence), _WORD.findall(f"{before} {sentence}")
    if not new or "\n" in told or len(new) > LONGER * len(own) + 3:
        return False
    known = {word.casefold() for word in source}
    roots = {word[:ROOT] for word in known if len(word) >= ROOT}
    for word in map(str.casefold, new):
        is_known = word in known or (not word[0].isdigit() and len(word) >= ROOT and word[:ROOT] in roots)
        if not is_known and word not in watch.small:
            return False
    if _counted(new, watch.kept) != _counted(own, watch.kept):
        return False
    if any(quoted not in sentence for quoted in _QUOTED.findall(told)):
        return False
    return _follows(_named(new, source, watch), _named(source, source, watch))


def _counted(words: Iterable[str], of: frozenset[str]) -> Counter[str]:
    return Counter(word for word in map(str.casefold, words) if word in of)


def _named(words: Sequence[str], source: Sequence[str], watch: Faith) -> list[str]:
    """Names and numbers in their order: what the source writes with a capital inside a sentence, or in figures."""
    plain = {word for word in source if not word[0].isupper()}
    return [
        word.casefold()
        for word in words
        if word[0].isdigit()
        or word.casefold() in watch.numbers
        or (word[0].isupper() and word.casefold() not in plain and word.casefold() not in watch.small)
    ]


def _follows(some: Iterable[str], all_: Iterable[str]) -> bool:
    """Whether `some` come in the order of `all_`."""
    rest = iter(all_)
    return all(any(one == other for other in rest) for one in some)
