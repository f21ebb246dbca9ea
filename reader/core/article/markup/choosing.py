"""Turns a marked tree into a share for each passage: how much of it readability-lxml would keep.

Imported only when a page of markup is read: readability takes 0.1 s to import.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import Any

from lxml.etree import tostring
from lxml.html import Element as HtmlElement

from reader.core.article.markup.parsing import UNREAD, Element
from reader.core.article.markup.passages import MARKED, MOST, Walk
from reader.core.article.markup.readable import REGEXES, Document, Unparseable, clean

_BLOCKS = ("blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul", "picture")
_INLINE = frozenset(
    {"a", "b", "cite", "code", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"},
)
_TELLING = ("p", "pre", "td", "blockquote")
"""Elements whose text speaks for the places around them."""
_HOLDING, _VERBATIM = ("main", "article", "math"), ("pre", "code")
"""Elements that readability keeps with what is around them, and with what is inside them."""
_SIGN = re.compile(f"[{chr(MARKED)}-{chr(MARKED + MOST)}]")
_UNLIKELY, _MAYBE, _GOOD, _BAD = (
    tuple(REGEXES[name].pattern.split("|"))
    for name in ("unlikelyCandidatesRe", "okMaybeItsACandidateRe", "positiveRe", "negativeRe")
)
"""Plain words each: looking for them one by one takes a fifth of the time of the expression."""


def chosen(walk: Walk, again: Callable[[], Walk]) -> Counter[int]:
    """How many text nodes of each passage are in readability's article; nothing where it gives up.

    The tree carries the marks of `Walk.mark`, and loses what readability does not keep. `again` makes another
    like it: one page in forty is read twice, since too little was kept the first time.
    """
    try:
        kept = _Chooser(chain([walk], iter(again, None))).kept()
    except (Unparseable, RecursionError):
        return Counter()
    return Counter(ord(sign) - MARKED for sign in _SIGN.findall(kept))


class _Chooser(Document):  # type: ignore[misc]
    """readability-lxml over trees of ours that are already parsed and pruned.

    The steps that took most of its time are done another way, with the same outcome: they described each
    element for a log, serialised each branch to look for a tag, cleaned spaces that the tree no longer has,
    and weighed the same names over and over (35 ms a page before, measured on the news pages).
    """

    def _parse(self, walks: Iterator[Walk]) -> Element:
        self._walk = next(walks)
        return self._walk.elements[0].getroottree().getroot()

    def tags(self, node: Element, *names: str) -> Iterator[Element]:
        for name in names:
            if name not in UNREAD:
                yield from node.findall(f".//{name}")

    def get_clean_html(self) -> str:
        """The text, or the markup of a short one, which is long enough for readability if text and tags are."""
        self._kept = "".join(self.html.itertext())
        if len(self._kept) >= self.retry_length:
            return self._kept
        return str(tostring(self.html, encoding="unicode"))

    def get_link_density(self, element: Element) -> float:
        linked = sum([len(_text(link)) for link in element.iterdescendants("a")])
        return linked / max(len(_text(element)), 1)

    def class_weight(self, element: Element) -> int:
        return sum(_weight(name) for name in (element.get("class"), element.get("id")) if name)

    def remove_unlikely_candidates(self) -> None:
        for element, of_class, of_id in self._walk.called:
            if _unlikely(of_class, of_id) and not _holds_story(element):
                element.drop_tree()

    def score_paragraphs(self) -> dict[Element, dict[str, Any]]:
        scored: dict[Element, dict[str, Any]] = {}
        for tag in _TELLING:
            for element in self.html.iterdescendants(tag):
                text = clean(element.text_content())
                above = element.getparent()
                if above is None or len(text) < self.min_text_length:
                    continue
                score, share = 2 + text.count(",") + min(len(text) / 100, 3), 1.0
                for place in (above, above.getparent()):
                    if place is not None:
                        if place not in scored:
                            scored[place] = self.score_node(place)
                        scored[place]["content_score"] += score / share
                        share = 2.0
        for place, candidate in scored.items():
            candidate["content_score"] *= 1 - self.get_link_density(place)
        return scored

    def transform_misused_divs_into_paragraphs(self) -> None:
        divs = list(self.html.iter("div"))
        for div in divs:
            if next(div.iterdescendants(*_BLOCKS), None) is None:
                div.tag = "p"
        for div in divs:
            if div.tag == "div":
                self._wrap(div)

    def _wrap(self, div: Element) -> None:
        """Puts the text and inline elements that stand loose in a `div` into paragraphs."""
        open_ = None
        if div.text and div.text.strip():
            open_ = HtmlElement("p")
            open_.text, div.text = div.text, None
            div.insert(0, open_)
        for child in list(div):
            if child is open_:
                continue
            loose = child.tag in _INLINE and next(child.iterdescendants(*_BLOCKS), None) is None
            if loose:
                if open_ is None:
                    open_ = HtmlElement("p")
                    child.addprevious(open_)
                open_.append(child)
                continue
            open_ = None
            if child.tail and child.tail.strip():
                paragraph = HtmlElement("p")
                paragraph.text, child.tail = child.tail, None
                child.addnext(paragraph)
            if child.tag == "br":
                child.drop_tree()

    def kept(self) -> str:
        self.summary(html_partial=True)
        return self._kept


def _holds_story(element: Element) -> bool:
    return (
        element.tag in _VERBATIM
        or next(element.iter(*_HOLDING), None) is not None
        or next(element.iterancestors(*_VERBATIM), None) is not None
    )


def _text(element: Element) -> str:
    return str(element.text_content()).strip()


@lru_cache(maxsize=4096)
def _weight(name: str) -> int:
    folded = name.lower()
    return 25 * (_holds(folded, _GOOD) - _holds(folded, _BAD))


@lru_cache(maxsize=4096)
def _unlikely(of_class: str, of_id: str) -> bool:
    folded = f"{of_class} {of_id}".lower()
    return _holds(folded, _UNLIKELY) and not _holds(folded, _MAYBE)


def _holds(text: str, words: Iterable[str]) -> bool:
    for word in words:  # noqa: SIM110 - a generator takes three times as long
        if word in text:
            return True
    return False
