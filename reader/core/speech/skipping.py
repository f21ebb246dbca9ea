"""Which kinds of blocks the voice passes over, because a person does not want to hear them.

The text stays whole: what is passed over is still shown, and that it is passed over is told.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from reader.core.document import Block, Document, Kind, Span
from reader.core.errors import UsageError
from reader.core.settings import Settings
from reader.core.wording import said

NOTHING: frozenset[Kind] = frozenset()

KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "lists": Kind.ITEM,
        "tables": Kind.ROW,
        "quotes": Kind.QUOTE,
        "code": Kind.CODE,
        "captions": Kind.CAPTION,
    }
)
"""What can be passed over, by the name in `speech.NAME` and `--skip NAME`."""

NOTICES: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.ITEM: said("Lists are not read aloud."),
        Kind.ROW: said("Tables are not read aloud."),
        Kind.QUOTE: said("Quotes are not read aloud."),
        Kind.CODE: said("Code is not read aloud."),
        Kind.CAPTION: said("Captions are not read aloud."),
    }
)


def chosen(settings: Settings) -> frozenset[Kind]:
    """What a person switched off."""
    return frozenset(kind for name, kind in KINDS.items() if not settings.flag(f"speech.{name}"))


def named(names: str) -> frozenset[Kind]:
    """Out of `tables,code`.

    Raises:
        UsageError: one of the names is none of `KINDS`.
    """
    wanted = {name.strip() for name in names.split(",") if name.strip()}
    if strange := sorted(wanted - KINDS.keys()):
        raise UsageError(
            f"“{strange[0]}” is no kind of block that can be skipped.", f"Give any of {', '.join(KINDS)}."
        )
    return frozenset(KINDS[name] for name in wanted)


def heard(spans: Iterable[Span], blocks: Sequence[Block], skipped: Collection[Kind]) -> Iterator[Span]:
    """Those that do not begin in a block of a kind that is skipped."""
    if not skipped:
        yield from spans
        return
    starts = [block.span.start for block in blocks]
    for span in spans:
        number = bisect_right(starts, span.start) - 1
        if number < 0 or blocks[number].kind not in skipped:
            yield span


def notices(document: Document, skipped: Collection[Kind], spans: Iterable[Span] | None = None) -> list[str]:
    """What a person must know before the document, or `spans` of it, is read: a sentence for each kind."""
    if not skipped:
        return []
    if spans is None:
        there = {block.kind for block in document.blocks}
    else:
        starts = [block.span.start for block in document.blocks]
        there = {document.blocks[max(0, bisect_right(starts, s.start) - 1)].kind for s in spans if starts}
    return [notice for kind, notice in NOTICES.items() if kind in skipped and kind in there]
