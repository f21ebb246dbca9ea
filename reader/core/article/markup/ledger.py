"""Turns the passages that are not the story into a ledger: what each was, in the order of the page, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from reader.core.article.markup.passages import Passage
from reader.core.document import Kind, Removed
from reader.core.wording import said

_BY_TAG = {  # these are in the table of reasons as well
    "nav": "navigation",
    "footer": "page footer",
    "aside": "sidebar",
    "form": "form",
    "button": "form",
    "select": "form",
    "figcaption": "caption",
    "header": "page header",
}
_LEVELS = 5
"""Places around a passage that are asked what they are, the nearest first."""
_ELSE = said("outside the story")
_PLAIN = re.compile(r"[^\w\s]+")


class Reasons:
    """Names what a passage was, by its dress and its words."""

    def __init__(self, table: Iterable[Sequence[Any]]) -> None:
        """Takes `resources/article/reasons.json`: rows of reason, tokens, whole lines in lower case."""
        self._tokens: dict[str, str] = {}
        self._lines: dict[str, str] = {}
        self._order: dict[str, int] = {}
        for reason, tokens, lines in table:
            self._order[reason] = len(self._order)
            self._tokens.update((token, reason) for token in tokens if token not in self._tokens)
            self._lines.update((line, reason) for line in lines if line not in self._lines)

    def of(self, passage: Passage) -> str:
        """A short name for what the passage was."""
        if len(passage.text) < 40 and (said := self._lines.get(_PLAIN.sub("", passage.text).strip().lower())):
            return said
        if passage.kind is Kind.CAPTION:
            return "caption"
        if named := self._named(passage.place.tokens | passage.inner):
            return named
        place = passage.place
        for _ in range(_LEVELS):
            if place.above is None or place.tag in ("body", "html"):
                break
            if named := self._named(place.tokens) or _BY_TAG.get(place.tag, ""):
                return named
            place = place.above
        return next((reason for tag, reason in _BY_TAG.items() if tag in passage.place.tags), _ELSE)

    def _named(self, tokens: Collection[str]) -> str:
        if self._tokens.keys().isdisjoint(tokens):
            return ""
        found = [reason for token in tokens if (reason := self._tokens.get(token))]
        return min(found, key=self._order.__getitem__) if found else ""


def ledger(passages: Iterable[Passage], reasons: Reasons, known: Mapping[int, str]) -> tuple[Removed, ...]:
    """Everything visible that is not told; neighbours of one kind as one piece, a line each.

    `known` has the reasons of passages about which more is known than their dress says.
    """
    pieces: list[tuple[str, list[str], int]] = []
    for passage in passages:
        reason = known.get(passage.number) or reasons.of(passage)
        if pieces and pieces[-1][0] == reason and pieces[-1][2] == passage.number - 1:
            pieces[-1][1].append(passage.text)
            pieces[-1] = (reason, pieces[-1][1], passage.number)
        else:
            pieces.append((reason, [passage.text], passage.number))
    return tuple(Removed("\n".join(texts), reason) for reason, texts, _ in pieces)
