"""Turns the parts of a story into one flat text, to which everything else points.

One text, one ruler: sentence, word, mark, bookmark, search hit and summary are `Span`s into
`Document.text`. Offsets are code points. Qt and some voices count UTF-16 and convert at their edge.

`Document.text` is the text of the blocks, in reading order, parted by `GAP`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

GAP = "\n\n"
"""What stands between two blocks in the flat text."""


@dataclass(frozen=True, slots=True)
class Page:
    """What came in, before anyone read it."""

    content: bytes
    address: str = ""
    """Where it came from: an http(s) address, a file name, or empty for pasted text."""
    media_type: str = ""
    """As the source declared it, with its parameters (`text/html; charset=utf-8`), or empty."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text, half-open, in code points: `text[start:end]`."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The stretch itself."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> Span:
        """The same stretch where the text begins `by` characters later."""
        return Span(self.start + by, self.end + by)

    def covers(self, offset: int) -> bool:
        """Whether the character at `offset` belongs to it."""
        return self.start <= offset < self.end


class Kind(StrEnum):
    """What a block is to a listener."""

    TITLE = "title"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """One entry of a list."""
    QUOTE = "quote"
    CODE = "code"
    CAPTION = "caption"
    ROW = "row"
    """One row of a table, as it can be read aloud."""
    CREDIT = "credit"
    """The source of the story, such as a news agency."""


AROUND = frozenset({Kind.TITLE, Kind.STANDFIRST, Kind.BYLINE, Kind.CREDIT})
"""The kinds that frame the story and are not its body."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that stands apart on the page."""

    kind: Kind
    span: Span
    level: int = 0
    """1 for the title, 1 to 6 for a heading, depth from 1 for an item, otherwise 0."""
    language: str = ""
    """BCP 47, where it differs from the document's."""


@dataclass(frozen=True, slots=True)
class Removed:
    """One piece that cleaning dropped, so that nothing disappears in silence."""

    text: str
    reason: str
    """A short name for what it was, in the words of `resources/article`: `share row`, `caption`, …"""


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to another page."""

    span: Span
    address: str
    """http or https, whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """A block on its way in, before it has a place in the flat text."""

    kind: Kind
    text: str
    level: int = 0
    language: str = ""
    links: tuple[Link, ...] = ()
    """In the part's own offsets."""


@dataclass(frozen=True, slots=True)
class Document:
    """A clean story."""

    text: str
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Span, ...] = ()
    """In order, never across two blocks, without the space between them."""
    title: str = ""
    standfirst: str = ""
    byline: str = ""
    """The people who wrote it, as the page names them, without "by"."""
    credit: str = ""
    site: str = ""
    published: str = ""
    """An ISO 8601 date, `2022-01-06`, or empty."""
    address: str = ""
    language: str = ""
    """BCP 47, such as `en` or `pt-BR`; empty where it is not known."""
    removed: tuple[Removed, ...] = ()
    links: tuple[Link, ...] = ()
    """In order."""
    next_page: str = ""
    """The web address at which the page says that its story goes on, or empty."""
    shortfall: str = ""
    """A `Shortfall` where the page evidently told less than its story, else empty."""

    @property
    def body(self) -> str:
        """The story without title, standfirst, byline and credit, paragraphs parted by a blank line."""
        return GAP.join(b.span.of(self.text) for b in self.blocks if b.kind not in AROUND)


Splitter = Callable[[str, str], Sequence[Span]]
"""Text and its language in, sentences out."""


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a story beside its text; the fields are `Document`'s."""

    byline: str = ""
    site: str = ""
    published: str = ""
    address: str = ""
    language: str = ""
    removed: tuple[Removed, ...] = field(default=())
    next_page: str = ""
    shortfall: str = ""


def compose(parts: Iterable[Part], split: Splitter, about: About | None = None) -> Document:
    """Lays parts one after another into a `Document`; parts without a visible character are passed over.

    The title, standfirst and credit are the text of the first part of that kind; a byline part is
    used where `about` names nobody.
    """
    about = about or About()
    pieces: list[str] = []
    blocks: list[Block] = []
    sentences: list[Span] = []
    links: list[Link] = []
    first: dict[Kind, str] = {}
    at = 0
    for part in parts:
        given = mended(part.text)
        text = given.strip()
        if not text:
            continue
        if part.links:
            links += _laid(part.links, at - given.index(text), at, at + len(text))
        first.setdefault(part.kind, text)
        level = 1 if part.kind is Kind.TITLE else part.level
        blocks.append(Block(part.kind, Span(at, at + len(text)), level, part.language))
        found = split(text, part.language or about.language)
        sentences += (s.shifted(at) for s in found) if at else found
        pieces.append(text)
        at += len(text) + len(GAP)
    return Document(
        text=GAP.join(pieces),
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        title=first.get(Kind.TITLE, ""),
        standfirst=first.get(Kind.STANDFIRST, ""),
        byline=about.byline or first.get(Kind.BYLINE, ""),
        credit=first.get(Kind.CREDIT, ""),
        site=about.site,
        published=about.published,
        address=about.address,
        language=about.language,
        removed=about.removed,
        links=tuple(links),
        next_page=about.next_page,
        shortfall=about.shortfall,
    )


def _laid(links: Iterable[Link], by: int, start: int, end: int) -> Iterable[Link]:
    """Links of a part in the offsets of the document, those that lie in it whole."""
    for link in links:
        span = link.span.shifted(by)
        if start <= span.start < span.end <= end:
            yield Link(span, link.address)


def mended(text: str) -> str:
    """The text with half characters, which no file, voice or screen takes, replaced by U+FFFD."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text that can be found again even if the page changed a little."""

    offset: int
    quote: str
    """The words from `offset` on, up to 64 characters."""
