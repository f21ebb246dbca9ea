"""Turns the ledger of what cleaning left out into a text that can be read, or back into the story."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from reader.app.wording import told
from reader.core.document import About, Block, Document, Kind, Part, Span, Splitter, compose


def words_removed(document: Document) -> int:
    """How many words were left out."""
    return sum(len(r.text.split()) for r in document.removed)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much was left out."""

    pieces: int = 0
    words: int = 0


def pieces_of(document: Document) -> dict[str, Amount]:
    """How much was left out for each reason, in the order in which the reasons come first."""
    amounts: dict[str, Amount] = {}
    for piece in document.removed:
        before = amounts.get(piece.reason, Amount())
        amounts[piece.reason] = Amount(before.pieces + 1, before.words + len(piece.text.split()))
    return amounts


def removed_text(document: Document, split: Splitter, title: str) -> Document:
    """The pieces that were left out, grouped under what they were."""
    return compose([Part(Kind.TITLE, title), *_pieces(document, 2)], split, About(language=document.language))


def restored(
    document: Document, split: Splitter, title: str, reasons: Collection[str] | None = None
) -> Document:
    """The story with the pieces after its end, of all `reasons` or of these; every offset into it stays what it was."""
    added = compose(
        [Part(Kind.HEADING, title, 1), *_pieces(document, 2, reasons)],
        split,
        About(language=document.language),
    )
    gap = "\n\n" if document.text else ""
    by = len(document.text) + len(gap)
    return replace(
        document,
        text=document.text + gap + added.text,
        blocks=document.blocks + tuple(_shifted(b, by) for b in added.blocks),
        sentences=document.sentences + tuple(s.shifted(by) for s in added.sentences),
    )


def _shifted(block: Block, by: int) -> Block:
    return replace(block, span=Span(block.span.start + by, block.span.end + by))


def _pieces(document: Document, level: int, reasons: Collection[str] | None = None) -> Iterator[Part]:
    reason = ""
    for piece in document.removed:
        if reasons is not None and piece.reason not in reasons:
            continue
        if piece.reason != reason:
            reason = piece.reason
            name = told(reason)
            yield Part(Kind.HEADING, name[:1].upper() + name[1:], level)
        yield Part(Kind.PARAGRAPH, piece.text)
