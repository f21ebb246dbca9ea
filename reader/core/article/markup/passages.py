"""Turns a page's tree into its passages: every stretch of visible text that stands apart, in order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from reader.core.article.markup.characters import tidy
from reader.core.article.markup.decoding import without_controls
from reader.core.article.markup.parsing import Element
from reader.core.document import Kind

_BLOCKS = """
    address article aside blockquote body button caption center dd details dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option optgroup output p pre section select
    summary table tbody td textarea tfoot th thead tr ul video
"""
BLOCK = frozenset(_BLOCKS.split())
"""Elements that begin and end a passage."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]{2,}(?![a-z])")
_SMALL = re.compile(r"[a-z]+")
"""The same where there are no capitals."""
_STEM = re.compile(
    "related|recommend|share|sharing|social|comment|newsletter|subscri|signup|promo|sponsor|advert|banner|cookie|consent"
    "|popup|modal|overlay|sidebar|footer|header|widget|breadcrumb|toolbar|masthead|menu|navbar|pagination|teaser|trending"
    "|popular|caption|credit|gallery|carousel|slider|author|byline|timestamp|headline|title|content|article|story"
    "|paragraph|disclaimer|copyright|donate|paywall|tooltip"
)
"""What names are made of that are written in one word: `relatedposts`, `authorbio`, `newsletterform`."""
_JOINED = 7
"""Letters; a longer name may be several words in one."""
_WIDE = r"\t\n\r\f\u00a0\u2000-\u200a\u202f\u205f\u3000"
_SPACE = re.compile(rf"[{_WIDE}][ {_WIDE}]*| [ {_WIDE}]+")
"""What becomes one space; single spaces are left alone, which takes a third of the time."""
_LONGEST_CELL = 160
"""Characters; a table with longer cells is there for the layout (a guess)."""


@dataclass(slots=True)
class Place:
    """Where a passage stands: an element with what matters of it, and the places around it."""

    tag: str
    above: Place | None
    tokens: frozenset[str]
    """Words of its class, id, role and the like, in lower case."""
    tags: frozenset[str]
    """Its own tag and those of all places around it."""
    items: int
    """How many lists it stands in."""
    language: str
    key: str
    """Tag and classes: places of the same make share it."""
    number: int
    """In the order of the page: a place has a higher one than those around it."""
    depth: int
    """1 for the outermost."""


@dataclass(slots=True)
class Passage:
    """A stretch of visible text that stands apart on the page."""

    number: int
    text: str
    kind: Kind
    level: int
    place: Place
    linked: int = 0
    """Characters of it inside links."""
    links: int = 0
    strong: int = 0
    """Characters of it in bold or italics."""
    pieces: int = 0
    """Text nodes it was put together from."""
    inner: set[str] = field(default_factory=set)
    """Tags and class words of the inline elements in it."""
    anchors: list[tuple[str, str]] = field(default_factory=list)
    """Words inside links and where these lead, as the page writes it."""


_Piece = tuple[Element, str, bool, int, str | None]
"""A text node, or a line break, of a passage that is not finished: element, text, whether it is the tail of the
element, characters without the spaces around them, where the link leads that it is inside."""
_Opened = tuple[Element, Place, int, bool]
"""An element whose end is not reached yet: itself, the place of its text, how that is dressed, whether it ends a passage."""

_TOP = Place("", None, frozenset(), frozenset(), 0, "", "", -1, 0)
BREAK = "\x1e"
"""Stands for a line break; no page has it in its text, since decoding drops controls."""
_AROUND_BREAK = re.compile(rf" *{BREAK}[ {BREAK}]*")
_LISTS = frozenset({"ul", "ol", "dl"})
_LINK, _STRONG = 1, 2
_DRESS = {"a": _LINK, "b": _STRONG, "strong": _STRONG, "em": _STRONG, "i": _STRONG}
_NOTHING: frozenset[str] = frozenset()
_BARE = (_NOTHING, "", "")
_WATCHED = frozenset(
    {
        "class",
        "id",
        "role",
        "itemprop",
        "data-testid",
        "data-component",
        "aria-label",
        "rel",
        "property",
    }
)


@lru_cache(maxsize=4096)  # pages repeat their classes: two of three calls
def _tokens(values: tuple[str, ...]) -> frozenset[str]:
    """The words of an element's class, id, role, item property and test name."""
    text = " ".join(values)[:400]
    words = _SMALL.findall(text) if text.islower() else [word.lower() for word in _TOKEN.findall(text)]
    found = frozenset(words)
    long = [word for word in words if len(word) > _JOINED]
    return found.union(*map(_stems, long)) if long else found


@lru_cache(maxsize=4096)
def _stems(word: str) -> tuple[str, ...]:
    return tuple(_STEM.findall(word))


NAMING = frozenset({"author", "authors", "byline", "fn", "writer", "autor", "auteur"})
"""Tokens of elements that name who wrote the story."""
MOST_ELEMENTS = 40_000
"""As many are walked through, in about a second; a long book has 30,000."""
MARKED = 0xF0000
"""Private code points from here on mark text nodes with the number of their passage."""
MOST = 0xFFFD
"""As many passages can be told apart."""


class Walk:
    """One way through the tree. Use `passages`; `mark` afterwards writes the numbers into the tree."""

    def __init__(self, body: Element) -> None:
        self.passages: list[Passage] = []
        self.dated: list[tuple[int, str]] = []
        """Passages with a `<time>` in them, and its machine-readable day."""
        self.named: list[tuple[int, str]] = []
        """Passages with an inline element that is said to name the author, and its text."""
        self.elements: list[Element] = list(body.iter())
        """All of them. While they are held, lxml does not make each anew for each visit."""
        self.called: list[tuple[Element, str, str]] = []
        """The elements inside the body that have a class or an id, and these."""
        self.beyond = ""
        """The text of what comes after the first `MOST_ELEMENTS`, which makes no passages."""
        self._nodes: list[tuple[Element, bool, int]] = []
        """Element, whether its tail is meant, number of the passage."""
        self._pending: list[_Piece] = []
        self._total = self._linked = self._strong = self._links = self._breaks = 0
        """Characters, those in links and in bold or italics, links, and line breaks of the passage at hand."""
        self._inner: set[str] = set()
        self._places = 0
        self._spaced = False
        """Whether there is space before the first text of the passage at hand."""
        self._walk()

    def mark(self) -> None:
        """Writes into every text node, before its last character, the number of its passage."""
        for element, tail, number in self._nodes:
            if number >= MOST:
                break
            text = (element.tail if tail else element.text) or ""
            if "  " in text or "\n" in text:  # readability would clean these over and over
                text = _SPACE.sub(" ", text)
            kept = text.rstrip()
            marked = kept[:-1] + chr(MARKED + number) + kept[-1:] + text[len(kept) :]
            try:
                _set(element, marked, tail=tail)
            except ValueError:  # libxml2 lets controls in that are written as entities, and nobody else
                _set(element, without_controls(marked), tail=tail)

    def _walk(self) -> None:
        """Goes through the elements in order, without recursion: pages may be nested as deep as they like."""
        elements = iter(self.elements)
        body = next(elements)
        watched = tuple([value for name, value in body.items() if name in _WATCHED])
        place = self._place(body.tag, _TOP, _tokens(watched), body.get("class", ""), body.get("lang", ""))
        opened: list[_Opened] = [(body, place, 0, True)]
        if text := body.text:
            self._take(body, text, place, 0, tail=False)
        for element in islice(elements, MOST_ELEMENTS):
            around = element.getparent()
            while (left := opened[-1])[0] is not around:
                opened.pop()
                self._leave(left, opened[-1])
            opened.append(self._enter(element, left))
        rest = [text for element in elements for text in (element.text, element.tail) if text]
        self.beyond = tidy(_SPACE.sub(" ", " ".join(rest))).strip()
        while len(opened) > 1:
            self._leave(opened.pop(), opened[-1])
        self._flush(place)

    def _enter(self, element: Element, above: _Opened) -> _Opened:
        """Begins an element and takes the text before the first one inside it."""
        tag = element.tag
        _, place, dress, _ = above
        attributes = element.items()
        tokens, of_class, language = self._read(element, attributes) if attributes else _BARE
        parts = tag in BLOCK
        if parts:
            if self._pending or self._spaced:
                self._flush(place)
            place = self._place(tag, place, tokens, of_class, language)
        elif tag == "br":
            self._pending.append((element, BREAK, True, 0, None))
            self._breaks += 1
        else:
            self._inner.add(f"<{tag}>")
            if attributes:
                self._note(element, tag, tokens)
            if tag in _DRESS:
                self._links += tag == "a"
                dress |= _DRESS[tag]
        if text := element.text:
            self._take(element, text, place, dress, tail=False)
        return element, place, dress, parts

    def _read(
        self, element: Element, attributes: Sequence[tuple[str, str]]
    ) -> tuple[frozenset[str], str, str]:
        """The tokens, the class and the language of an element."""
        of_class = language = ""
        named = False
        values = []
        for name, value in attributes:
            if name in _WATCHED:
                values.append(value)
                if name == "class":
                    of_class, named = value, True
                elif name == "id":
                    named = True
            elif name == "lang":
                language = value
        if named:
            self.called.append((element, of_class, element.get("id", "")))
        return _tokens(tuple(values)) if values else _NOTHING, of_class, language

    def _leave(self, left: _Opened, above: _Opened) -> None:
        """Ends an element and takes the text behind it."""
        element, place, _, parts = left
        if parts and (self._pending or self._spaced):
            self._flush(place)
        if text := element.tail:
            self._take(element, text, above[1], above[2], tail=True)

    def _note(self, child: Element, tag: str, tokens: frozenset[str]) -> None:
        """Keeps what an inline element says about its text."""
        self._inner |= tokens
        if tag == "time" and (day := child.get("datetime")):
            self.dated.append((len(self.passages), day))
        elif not tokens.isdisjoint(NAMING):
            self.named.append((len(self.passages), " ".join("".join(child.itertext()).split())))

    def _place(self, tag: str, above: Place, tokens: frozenset[str], of_class: str, language: str) -> Place:
        self._places += 1
        return Place(
            tag,
            above,
            tokens,
            above.tags if tag in above.tags else above.tags | {tag},
            above.items + (tag in _LISTS),
            language or above.language,
            f"{above.tag}>{tag}.{of_class}",
            self._places,
            above.depth + 1,
        )

    def _take(self, element: Element, text: str, place: Place, dress: int, *, tail: bool) -> None:
        length = len(text.strip())
        leads_to = None
        if length:
            self._total += length
            if dress:
                if dress & _LINK:
                    self._linked += length
                    leads_to = _leads_to(element, tail=tail)
                self._strong += length if dress & _STRONG else 0
        elif not self._pending and "pre" not in place.tags:
            self._spaced = True
            return
        self._pending.append((element, text, tail, length, leads_to))

    def _flush(self, place: Place) -> None:
        """Ends the passage; a blank line made of line breaks parts it in two."""
        if total := self._total:
            shares = self._linked / total, self._strong / total, self._links, self._inner
            if self._breaks > 1:
                for run in _parted(self._pending):
                    self._emit(run, place, *shares)
            else:
                self._emit(self._pending, place, *shares)
            self._total = self._linked = self._strong = 0
            self._inner = set()  # the old one belongs to the passage
        elif self._inner:
            self._inner = set()
        if self._pending:
            self._pending = []
        self._links = self._breaks = 0
        self._spaced = False

    def _emit(
        self, run: list[_Piece], place: Place, linked: float, strong: float, links: int, inner: set[str]
    ) -> None:
        text = run[0][1] if len(run) == 1 else "".join([piece[1] for piece in run])
        if "pre" in place.tags:
            text = text.replace(BREAK, "\n").strip("\n").rstrip()
        else:
            # What can be printed has no space but the plain one.
            if not text.isprintable() or "  " in text:
                text = _SPACE.sub(" ", text)
            text = text.strip()
            if BREAK in text:
                text = _AROUND_BREAK.sub("\n", text).strip()
        text = tidy(text)
        if not text.strip():
            return
        number = len(self.passages)
        nodes = [(element, tail, number) for element, _, tail, length, _ in run if length]
        self._nodes += nodes
        kind, level = kind_of(place)
        length = len(text)
        self.passages.append(
            Passage(
                number,
                text,
                kind,
                level,
                place,
                round(linked * length),
                links,
                round(strong * length),
                len(nodes),
                inner,
                [(words, to) for _, words, _, _, to in run if to is not None] if linked else [],
            )
        )


def _leads_to(element: Element, *, tail: bool) -> str:
    """Where the link around a text node leads; empty for none."""
    around = element.getparent() if tail else element
    while around is not None and around.tag != "a":
        around = around.getparent()
    return (around.get("href") or "") if around is not None else ""


def kind_of(place: Place) -> tuple[Kind, int]:
    """What a passage at this place is to a listener, and its level."""
    tag, tags = place.tag, place.tags
    if tag in HEADINGS:
        return Kind.HEADING, HEADINGS[tag]
    if "pre" in tags:
        return Kind.CODE, 0
    if "figcaption" in tags or tag == "caption":
        return Kind.CAPTION, 0
    if tag in ("td", "th", "tr"):
        return Kind.ROW, 0
    if "blockquote" in tags:
        return Kind.QUOTE, 0
    if "li" in tags or tag in ("dt", "dd"):
        return Kind.ITEM, place.items or 1
    return Kind.PARAGRAPH, 0


def _parted(pending: Sequence[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces before, between and after blank lines made of line breaks."""
    run: list[_Piece] = []
    breaks = 0
    for piece in pending:
        if piece[1] == BREAK:
            breaks += 1
        elif piece[3]:
            if breaks > 1:
                yield run
                run = []
            breaks = 0
        run.append(piece)
    yield run


def _set(element: Element, text: str, *, tail: bool) -> None:
    if tail:
        element.tail = text
    else:
        element.text = text
