"""Turns a page into the passages trafilatura would tell: the second opinion when the first looks wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.core.article.markup.parsing import Element
from reader.core.article.markup.passages import Passage

_WORD = re.compile(r"\w+")


def opinion(root: Element, passages: Sequence[Passage]) -> set[int]:
    """The numbers of the passages trafilatura tells; none where it fails. The tree is changed by this."""
    import trafilatura  # late: 0.3 s, and one page in fifty needs it

    try:
        told = trafilatura.extract(root, include_comments=False, fast=True) or ""
    except (ValueError, TypeError, AttributeError, RecursionError, AssertionError):
        return set()
    lines = {_folded(line) for line in told.split("\n")}
    whole = _folded(told)
    return {
        p.number
        for p in passages
        if (folded := _folded(p.text)) and (folded in lines or (len(folded) > 40 and folded in whole))
    }


def _folded(text: str) -> str:
    return "".join(_WORD.findall(text))
