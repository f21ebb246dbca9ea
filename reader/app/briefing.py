"""Turns several documents into one that is heard as a briefing: for each its headline and the sentences that tell it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.app.summarizing import Summarizing
from reader.core.document import GAP, Block, Document, Kind, Span
from reader.core.summary.briefing import briefing
from reader.core.summary.length import Length, Unit

SHORT = Length(3, Unit.SENTENCES)
"""How much of each story, where nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence of a briefing and where it stands."""

    span: Span
    """In the text of the briefing."""
    document: int
    """The index of its document among those that were given."""
    place: Span
    """In the text of that document."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """A document of its own, which leads back into the others."""

    document: Document
    told: tuple[Told, ...]
    """In the order of the text."""
    headlines: tuple[tuple[Span, int], ...]
    """Where each story begins in the briefing, and the index of its document."""


def brief(
    documents: Sequence[Document],
    summarizing: Summarizing,
    title: str,
    length: Length = SHORT,
    cancelled: Callable[[], bool] = lambda: False,
) -> Briefing:
    """The summaries of these documents one after another, nothing told twice; raises `Cancelled`."""
    rankings = [summarizing.rank(document, cancelled) for document in documents]
    text, blocks, sentences = title, [Block(Kind.TITLE, Span(0, len(title)), 1)], [Span(0, len(title))]
    told: list[Told] = []
    headlines: list[tuple[Span, int]] = []
    for item in briefing(documents, rankings, length):
        source = documents[item.document]
        others = [documents[also].site or documents[also].address for also in item.also]
        named = ", ".join(dict.fromkeys(name for name in (item.source, *others) if name))
        head = f"{item.headline or source.text.partition(GAP)[0][:100]}{f' ({named})' if named else ''}"
        text += GAP
        span = Span(len(text), len(text) + len(head))
        text += head
        blocks.append(Block(Kind.HEADING, span, 2, source.language))
        sentences.append(span)
        headlines.append((span, item.document))
        if not item.sentences:
            continue
        text += GAP
        begin = len(text)
        for number, place in enumerate(item.sentences):
            text += " " if number else ""
            sentence = place.of(source.text).replace("\n", " ")
            span = Span(len(text), len(text) + len(sentence))
            text += sentence
            sentences.append(span)
            told.append(Told(span, item.document, place))
        blocks.append(Block(Kind.PARAGRAPH, Span(begin, len(text)), language=source.language))
    language = documents[0].language if documents else ""
    document = Document(text, tuple(blocks), tuple(sentences), title=title, language=language)
    return Briefing(document, tuple(told), tuple(headlines))
