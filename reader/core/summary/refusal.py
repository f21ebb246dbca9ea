"""Finds out whether a text can be summed up at all, and says why not."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from reader.core.document import AROUND, Document, Kind
from reader.core.summary.cancelling import Asked, watched
from reader.core.summary.verse import is_verse


class Refusal(StrEnum):
    """Why the whole is read instead of a summary."""

    EMPTY = "empty"
    TOO_SHORT = "too-short"
    LIST = "list"
    TABLE = "table"
    POETRY = "poetry"

    @property
    def sentence(self) -> str:
        """What a person is told."""
        match self:
            case Refusal.EMPTY:
                return "There is no story here to sum up."
            case Refusal.TOO_SHORT:
                return "This text is too short to be summed up, so all of it is read."
            case Refusal.LIST:
                return "This is mostly a list, which loses its sense when entries are left out, so all of it is read."
            case Refusal.TABLE:
                return "This is mostly a table, which cannot be summed up, so all of it is read."
            case Refusal.POETRY:
                return "This looks like a poem, which should be heard whole, so all of it is read."

    @property
    def alone(self) -> str:
        """What a person is told where it is not read either, as in a briefing."""
        match self:
            case Refusal.EMPTY | Refusal.TOO_SHORT:
                return self.sentence
            case Refusal.LIST:
                return "This is mostly a list and is not summed up; open it to hear it."
            case Refusal.TABLE:
                return "This is mostly a table and is not summed up; open it to hear it."
            case Refusal.POETRY:
                return "This looks like a poem and is not summed up; open it to hear it."


SHORTEST = 3
"""Fewer sentences than this are their own summary. A choice, not a measurement."""


def refusal(document: Document, story_sentences: int, cancelled: Asked = lambda: False) -> Refusal | None:
    """The reason to read the whole of `document`, which has `story_sentences` sentences of running text.

    Raises:
        Cancelled: `cancelled` said yes.
    """
    sizes: Counter[Kind] = Counter()
    for block in watched(document.blocks, cancelled):
        if block.kind not in AROUND and block.kind is not Kind.HEADING:
            sizes[block.kind] += len(block.span)
    if not sizes:
        return Refusal.EMPTY
    if sizes[Kind.ROW] * 2 > sizes.total():
        return Refusal.TABLE
    if sizes[Kind.ITEM] * 3 > sizes.total() * 2:
        return Refusal.LIST
    if is_verse(document):
        return Refusal.POETRY
    if story_sentences < SHORTEST:
        return Refusal.TOO_SHORT
    return None
