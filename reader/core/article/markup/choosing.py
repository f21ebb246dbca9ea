"""Turns a marked tree into a share for each passage: how much of it readability-lxml would keep.

Imported only when a page of markup is read: readability takes 0.1 s to import.
"""

from __future__ import annotations

import copy
from collections import Counter

from lxml.etree import XPath, tostring
from lxml.html import Element as HtmlElement
from readability import Document
from readability.readability import REGEXES, Unparseable

from reader.core.article.markup.parsing import Element
from reader.core.article.markup.passages import MARKED, MOST

_BLOCKS = ("blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul", "picture")
_INLINE = frozenset(
    {"a", "b", "cite", "code", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"},
)
_HOLDS_STORY = XPath(
    "ancestor-or-self::pre or ancestor-or-self::code or descendant-or-self::main"
    " or descendant-or-self::article or descendant-or-self::math"
)


def chosen(root: Element) -> Counter[int]:
    """How many text nodes of each passage are in readability's article; nothing where it gives up.

    The tree carries the marks of `Walk.mark`; it is left as it is.
    """
    try:
        kept = _Chooser(root).kept()
    except (Unparseable, RecursionError):
        return Counter()
    first, last = chr(MARKED), chr(MARKED + MOST)
    return Counter(ord(sign) - MARKED for sign in kept if first <= sign <= last)


class _Chooser(Document):  # type: ignore[misc]
    """readability-lxml over a tree of ours that is already parsed and pruned.

    Three steps that took two thirds of its time are done another way, with the same outcome: they
    described each element for a log, serialised each branch to look for a tag, and cleaned spaces
    that the tree no longer has (35 ms a page before, measured on the news pages).
    """

    def _parse(self, tree: Element) -> Element:
        tree = copy.deepcopy(tree)
        self._alive = list(tree.iter())  # lxml makes a Python object again for each visit otherwise
        return tree

    def get_clean_html(self) -> str:
        return str(tostring(self.html, encoding="unicode"))

    def get_link_density(self, element: Element) -> float:
        linked = sum(len(_text(link)) for link in element.iterdescendants("a"))
        return linked / max(len(_text(element)), 1)

    def remove_unlikely_candidates(self) -> None:
        unlikely, maybe = REGEXES["unlikelyCandidatesRe"].search, REGEXES["okMaybeItsACandidateRe"].search
        judged: dict[str, bool] = {}
        for element in self.html.xpath(".//*[@class or @id]"):
            name = f"{element.get('class', '')} {element.get('id', '')}"
            if name not in judged:
                judged[name] = bool(unlikely(name)) and not maybe(name)
            if judged[name] and element.tag not in ("html", "body") and not _HOLDS_STORY(element):
                element.drop_tree()

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
        return "".join(self.html.itertext())


def _text(element: Element) -> str:
    return str(element.text_content()).strip()
