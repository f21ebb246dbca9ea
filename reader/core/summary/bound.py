"""Turns a briefing into one text that is shown, read aloud and exported like any other, with the way back.

Each story is a heading, a line that names its sources, and its sentences, copied letter for letter.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reader.core.document import GAP, Block, Document, Kind, Span
from reader.core.summary.briefing import Item, source

Say = Callable[[str], str]
"""Gives a sentence of ours in the language of the person."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a stretch of a briefing comes from."""

    span: Span
    """In the text of the briefing."""
    document: int
    """Index of the document among those that were given."""
    place: Span | None
    """The sentence in that document; None for its headline and its sources."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """Several stories told one after the other."""

    items: tuple[Item, ...]
    document: Document
    """All of it as one text, each story under a heading."""
    origins: tuple[Origin, ...]
    """One for each sentence of `document` but its title, in order."""

    def origin(self, offset: int) -> Origin | None:
        """Where what stands at `offset` comes from, or what stands last before it; None in the title."""
        at = bisect_right(self.origins, offset, key=lambda origin: origin.span.start) - 1
        return self.origins[at] if at >= 0 else None


def bound(
    documents: Sequence[Document], items: Sequence[Item], say: Say = str, language: str = "en"
) -> Briefing:
    """The briefing of `items`, which are of these documents; what is not of them is said in `language`."""
    n = len(items)
    name = say("Briefing, one story") if n == 1 else say(f"Briefing, {n} stories")
    text = _Text()
    text.add(Kind.TITLE, [name], language, level=1)
    for item in items:
        document = documents[item.document]
        if item.headline:
            text.add(Kind.HEADING, [item.headline], document.language, item.document, level=2)
        else:
            text.add(Kind.HEADING, [say("Without a headline")], language, item.document, level=2)
        if told_by := _told_by(documents, item, say):
            text.add(Kind.CREDIT, [told_by], language, item.document)
        if item.sentences:
            sentences = [span.of(document.text) for span in item.sentences]
            text.add(Kind.PARAGRAPH, sentences, document.language, item.document, item.sentences)
    made = Document(
        text=GAP.join(text.pieces),
        blocks=tuple(text.blocks),
        sentences=tuple(text.sentences),
        title=name,
        language=documents[items[0].document].language if items else language,
    )
    return Briefing(tuple(items), made, tuple(text.origins))


def _told_by(documents: Sequence[Document], item: Item, say: Say) -> str:
    """Names every source once, and says why there are no sentences."""
    also = dict.fromkeys(source(documents[k]) for k in item.also)
    others = ", ".join(name for name in also if name and name != item.source)
    told = [f"{item.source}."] if item.source else []
    if others:
        told.append(say(f"Also told by {others}."))
    if item.notice:
        told.append(say(item.notice))
    return " ".join(told)


class _Text:
    """A document in the making."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.blocks: list[Block] = []
        self.sentences: list[Span] = []
        self.origins: list[Origin] = []
        self._at = 0

    def add(
        self,
        kind: Kind,
        sentences: Sequence[str],
        language: str,
        document: int = -1,
        places: Sequence[Span] = (),
        level: int = 0,
    ) -> None:
        at = self._at
        for number, sentence in enumerate(sentences):
            span = Span(at, at + len(sentence))
            self.sentences.append(span)
            if document >= 0:
                self.origins.append(Origin(span, document, places[number] if places else None))
            at = span.end + 1
        text = " ".join(sentences)
        self.blocks.append(Block(kind, Span(self._at, self._at + len(text)), level, language))
        self.pieces.append(text)
        self._at += len(text) + len(GAP)
