"""Turns several stories into one briefing: for each its headline, its source and its sentences, nothing twice.

A sentence that an earlier story of the briefing already told is left out. A story is the same as an
earlier one when most of what its summary says stands in that story; then only its source is named there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reader.core.document import Document, Span
from reader.core.summary.length import Length
from reader.core.summary.ranking import Ranking
from reader.core.summary.terms import STEM, stop_words

TOLD = 0.6
"""A sentence is told already when this share of its telling words stands in one sentence before; the same
measure as inside one summary."""
SAME = 0.5
"""A story is the same when more than this share of the telling stems of its headline and summary stands in
the other story. A guess: two articles about one event share about two thirds, two about one field a third."""
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class Item:
    """One story of a briefing."""

    document: int
    """Its index among the documents that were given."""
    headline: str
    source: str
    """The site, or else the credit, or else the address; empty where none is known."""
    sentences: tuple[Span, ...]
    """Of its own document, in reading order."""
    also: tuple[int, ...]
    """Documents that tell the same story, and are told with this one."""


def briefing(documents: Sequence[Document], rankings: Sequence[Ranking], length: Length) -> tuple[Item, ...]:
    """The stories in the order given, each at most of `length`; as many rankings as documents."""
    items: list[Item] = []
    told: list[tuple[frozenset[str], list[frozenset[str]]]] = []
    for index, (document, ranking) in enumerate(zip(documents, rankings, strict=True)):
        cut = ranking.cut(length)
        language = document.language.partition("-")[0].lower()
        words = {span: _telling(span.of(document.text), language) for span in cut}
        headline = _telling(document.title, language)
        says = headline.union(*words.values()) if cut else headline
        same = next((k for k, (all_, _) in enumerate(told) if _is_same(says, all_)), None)
        if same is not None:
            first = items[same]
            items[same] = Item(
                first.document, first.headline, first.source, first.sentences, (*first.also, index)
            )
            continue
        before = [sentence for _, sentences in told for sentence in sentences]
        new = tuple(span for span in cut if not _is_told(words[span], before))
        told.append((_telling(document.text, language), [words[span] for span in new]))
        items.append(
            Item(index, document.title, document.site or document.credit or document.address, new, ())
        )
    return tuple(items)


def _telling(text: str, language: str) -> frozenset[str]:
    stops = stop_words(language)
    return frozenset(word[:STEM] for word in _WORD.findall(text.casefold()) if word not in stops)


def _is_same(says: frozenset[str], story: frozenset[str]) -> bool:
    return len(says) > 4 and len(says & story) > SAME * len(says)


def _is_told(sentence: frozenset[str], before: Sequence[frozenset[str]]) -> bool:
    return any(len(sentence & other) > TOLD * min(len(sentence), len(other)) for other in before)
