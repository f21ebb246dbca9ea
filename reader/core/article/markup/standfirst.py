"""Turns what stands under the headline into the standfirst: the sentence or two that say what the story is about."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from reader.core.article.markup.passages import Passage
from reader.core.document import Kind

_WORD = re.compile(r"\w+")
_TOKENS = frozenset(
    {
        "standfirst",
        "dek",
        "deck",
        "subtitle",
        "subhead",
        "subheading",
        "subheadline",
        "lede",
        "intro",
        "excerpt",
        "chapo",
    }
)
_AFTER = 12
"""Passages below the headline in which it is looked for."""
_FEWEST, _MOST = 5, 90
"""Words."""
_PLENTY = 20_000
"""Characters of a passage that are looked at; more are no standfirst."""


def standfirst(passages: Sequence[Passage], kept: Collection[int], headline: int, lead: str) -> int:
    """The number of the passage under the headline that is dressed or declared as its standfirst, or -1.

    One that the judge keeps is told as part of the story, and is not looked for here.
    """
    if headline < 0:
        return -1
    wanted = set(_WORD.findall(lead.lower()))
    for passage in passages[headline + 1 : headline + 1 + _AFTER]:
        words = _WORD.findall(passage.text[:_PLENTY].lower())
        if passage.number in kept and passage.kind is Kind.PARAGRAPH and len(words) > 20:
            break
        if (
            passage.number in kept
            or not _FEWEST <= len(words) <= _MOST
            or not passage.linked * 2 <= len(passage.text) <= _PLENTY
        ):
            continue
        dressed = bool(passage.place.tokens & _TOKENS) and "li" not in passage.place.tags
        if dressed or (wanted and len(wanted & set(words)) > 0.8 * max(len(wanted), len(set(words)))):
            return passage.number
    return -1
