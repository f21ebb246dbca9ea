"""Turns several stories into one briefing: for each its headline, its source and its sentences, nothing twice.

A sentence that an earlier story of the briefing already told is left out. A story is the same as an
earlier one when most of what its summary says stands in that story; then only its source is named there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from reader.core.document import Document, Span
from reader.core.summary.cancelling import Asked, watched
from reader.core.summary.length import Length, Unit
from reader.core.summary.ranking import Ranking
from reader.core.summary.refusal import Refusal
from reader.core.summary.terms import STEM, stop_words

TOLD = 0.6
"""A sentence is told already when this share of its telling words stands in one sentence before; the same
measure as inside one summary."""
SAME = 0.55
BACK = 0.4
WHOLLY = 0.75
"""A story is the same when more than the first share of the telling stems of its headline and summary stands in the
other story and more than the second the other way round, or where more than the third stands there: it has little
to add. Among 79,800 pairs of 400 articles of one news site 63 are taken for one, most of them of one event; of
400 in French 5. Of short retellings by others 96 and 81 of a hundred meet the first share."""
FEWEST = 4
"""Stems; who says no more cannot be known again."""
_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class Item:
    """One story of a briefing."""

    document: int
    """Its index among the documents that were given."""
    headline: str
    source: str
    """The site, or else the credit, or else where it was opened from; empty where none is known."""
    sentences: tuple[Span, ...]
    """Of its own document, in reading order; none where `refusal` says that a part of it would be no use."""
    also: tuple[int, ...] = ()
    """Documents that tell the same story, and are told with this one."""
    refusal: Refusal | None = None
    """Why it cannot be summed up; a story that is only too short is told whole all the same."""

    @property
    def notice(self) -> str:
        """What a person is told where there are no sentences, or empty."""
        if self.refusal not in (None, Refusal.TOO_SHORT):
            return self.refusal.alone
        return "" if self.sentences else "Everything it says was told before."


@dataclass(frozen=True, slots=True)
class _Heard:
    """What an item says, as telling stems."""

    says: frozenset[str]
    """Headline and summary."""
    whole: frozenset[str]
    """The whole story."""
    sentences: list[frozenset[str]]
    """Each sentence that was chosen."""


def briefing(
    documents: Sequence[Document],
    rankings: Sequence[Ranking],
    length: Length,
    cancelled: Asked = lambda: False,
) -> tuple[Item, ...]:
    """The stories in the order given; as many rankings as documents.

    A `length` in sentences or as a share is for each story; words and minutes are for the whole briefing,
    and each story gets an equal part of them, one sentence at least.

    Raises:
        Cancelled: asked between stories.
    """
    stories = _stories(documents, rankings, length, cancelled)
    if length.unit not in (Unit.WORDS, Unit.MINUTES) or len(stories) < 2:
        return stories
    equal = replace(length, amount=length.amount / len(stories))
    return _stories(documents, rankings, equal, cancelled)


def source(document: Document) -> str:
    """Who published a document, in as few words as can be; empty where nobody knows."""
    if document.site or document.credit or not document.address:
        return document.site or document.credit
    parts = urlsplit(document.address)
    if parts.scheme in ("http", "https") and parts.netloc:
        return parts.netloc.rpartition("@")[2].removeprefix("www.")
    return re.split(r"[/\\]", document.address)[-1]


def _stories(
    documents: Sequence[Document], rankings: Sequence[Ranking], length: Length, cancelled: Asked
) -> tuple[Item, ...]:
    items: list[Item] = []
    told: list[_Heard] = []
    pairs = list(zip(documents, rankings, strict=True))
    for index, (document, ranking) in enumerate(watched(pairs, cancelled, every=1)):
        cut = () if ranking.refusal not in (None, Refusal.TOO_SHORT) else ranking.cut(length)
        language = document.language.partition("-")[0].lower()
        words = {span: _telling(span.of(document.text), language) for span in cut}
        says = _telling(document.title, language).union(*words.values())
        whole = _telling(document.text, language)
        same = next((k for k, one in enumerate(told) if _is_same(says, whole, one)), None)
        if same is not None:
            items[same] = replace(items[same], also=(*items[same].also, index))
            continue
        before = [sentence for one in told for sentence in one.sentences]
        new = tuple(span for span in cut if not _is_told(words[span], before))
        told.append(_Heard(says, whole, [words[span] for span in new]))
        items.append(Item(index, document.title, source(document), new, (), ranking.refusal))
    return tuple(items)


def _telling(text: str, language: str) -> frozenset[str]:
    stops = stop_words(language)
    return frozenset(word[:STEM] for word in _WORD.findall(text.casefold()) if word not in stops)


def _is_same(says: frozenset[str], whole: frozenset[str], one: _Heard) -> bool:
    there = len(says & one.whole) / max(1, len(says))
    back = len(one.says & whole) / max(1, len(one.says))
    return len(says) > FEWEST and (there > WHOLLY or (there > SAME and back > BACK))


def _is_told(sentence: frozenset[str], before: Sequence[frozenset[str]]) -> bool:
    return any(len(sentence & other) > TOLD * min(len(sentence), len(other)) for other in before)
