"""Turns the text of a page into a tree that is safe to walk: bounded in size and depth, without scripts."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import lxml.html
from lxml.etree import tostring

from reader.core.article.markup.decoding import without_controls

Element = Any
"""An `lxml.html.HtmlElement`; lxml is published without types."""

UNREAD = (
    "script",
    "style",
    "template",
    "svg",
    "head",
    "noscript",
    "object",
    "embed",
    "iframe",
    "frame",
    "canvas",
    "audio",
    "video",
    "datalist",
    "area",
    "map",
    "dialog",
)
"""Elements whose text a browser with scripts never shows as part of a page."""

_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_OF_HEAD = frozenset(
    {"title", "meta", "link", "script", "style", "base", "noscript", "template", "object", "bgsound"}
)
_FOLDED = frozenset({"region", "tabpanel"})
"""Roles of hidden parts that a person can open: the answer below a question, the pages of a tab."""
_STREAMED = re.compile(r"S:[0-9a-f]+$")
"""React sends late parts of a page hidden under such names and puts them in place by script."""
_EARLY_END = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
"""Browsers read on after these; libxml2 drops what follows (a template that closes the page in its header)."""
_MOST_ATTRIBUTES = 2_000
"""Of one tag that are read: 20,000 took 1.7 s, 200,000 minutes."""
_ATTRIBUTE = r"""(?:[\s/]*+=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?)?|[\s/]++=?|=)"""
"""One with what parts it from the one before, as parsers read it: after an equals sign quotes may hold `<` and `>`."""
_START = re.compile(rf"<([a-zA-Z][^\s/>]*+){_ATTRIBUTE}{{0,{_MOST_ATTRIBUTES}}}")
_MORE = re.compile(rf"{_ATTRIBUTE}{{1,{_MOST_ATTRIBUTES}}}")
"""In steps, because the memory for one grows with the number of attributes."""
_TAG = re.compile(r"<[^<>]{0,2000}>?")


def parse(text: str) -> Element:
    """The root of the page.

    libxml2 stops at 255 open elements and at 10 MB of text in one piece, and drops what follows (2.14): such
    pages are read flat, so that no text is lost.
    """
    text = _uncrowded(text)
    octets = _EARLY_END.sub(b"", text.encode("utf-8", "replace"))
    parser = lxml.etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    # lxml.html would ask a function of Python for the class of each element.
    parser.set_element_class_lookup(lxml.etree.ElementDefaultClassLookup(element=_Element))
    try:
        root = lxml.html.document_fromstring(octets, parser=parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError, AssertionError):
        return _flat(text)
    fault = parser.error_log.last_error
    if fault is not None and fault.type_name == "ERR_RESOURCE_LIMIT":
        return _flat(text)
    _lift(root)
    return root


class _Element(lxml.html.HtmlElement):  # type: ignore[misc]
    """An element whose text is put together in half the time; readability asks for that of each over and over."""

    def text_content(self) -> str:
        if not len(self):
            return self.text or ""
        return str(tostring(self, method="text", encoding="unicode", with_tail=False))


def _uncrowded(text: str) -> str:
    """The text, in which a tag with thousands of attributes has none: the parser compares each with each."""
    pieces: list[str] = []
    told = 0
    for tag in _START.finditer(text):
        begin, at = tag.span()
        if at - begin < _MOST_ATTRIBUTES or begin < told:
            continue
        while more := _MORE.match(text, at):
            at = more.end()
        if at > tag.end():
            pieces += text[told : tag.end(1)], " "
            told = at
    return "".join((*pieces, text[told:])) if pieces else text


def _lift(root: Element) -> None:
    """Moves what stands in the head and is not of it to where browsers show it.

    libxml2 does not know `article` or `main`, and leaves them in the head of a page that names no body.
    """
    head, body = root.find("head"), root.find("body")
    if head is None:
        return
    strays = [child for child in head if child.tag not in _OF_HEAD]
    if strays and body is None:
        body = root.makeelement("body")
        root.append(body)
    for stray in reversed(strays):
        body.insert(0, stray)


def _flat(text: str) -> Element:
    """A page that is too much for the parser: a paragraph for each stretch between tags."""
    root = lxml.html.document_fromstring(b"<html><body></body></html>")
    body = root.body
    for stretch in _TAG.split(_without(_without(text, "script"), "style")):
        if stretch.strip():
            paragraph = lxml.html.Element("p")
            paragraph.text = without_controls(unescape(stretch))
            body.append(paragraph)
    return root


def _without(text: str, tag: str) -> str:
    """The text without all elements of a tag, in one pass."""
    folded = text.lower()
    if len(folded) != len(text):  # some capitals are longer in small letters
        folded = text
    pieces: list[str] = []
    at = 0
    while (begin := folded.find(f"<{tag}", at)) >= 0:
        pieces.append(text[at:begin])
        end = folded.find(f"</{tag}", begin)
        if end < 0:
            return "".join(pieces)
        at = end + len(tag) + 3
    pieces.append(text[at:])
    return "".join(pieces)


def prune(root: Element) -> None:
    """Drops what no reader sees: scripts, styles, hidden elements. Text after them stays."""
    for element in list(root.iter(*UNREAD)):
        _drop(element)
    for element in root.xpath("//*[@hidden or @style]"):
        if element.get("hidden") is None and not _HIDDEN.search(element.get("style") or ""):
            continue
        if element.get("role") not in _FOLDED and not _STREAMED.match(element.get("id") or ""):
            _drop(element)


def _drop(element: Element) -> None:
    if element.getparent() is not None and element.tag not in ("body", "html"):
        element.drop_tree()
