"""Turns a story into the list of what it leads to, and of its own lists, which a screen reader cannot find in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reader.core.document import Block, Document, Kind, Link, Span

_WRITTEN = re.compile(r"https?://[^\s<>\"“”„»«]+")
_BEHIND = ".,;:!?)]}'’"
"""What follows an address in a sentence and does not belong to it."""


def links_of(document: Document) -> list[Link]:
    """The links of the page and the addresses that are written out in the text, in order."""
    found = list(document.links)
    taken = sorted(link.span for link in found)
    at = reach = 0
    """Links that begin before the end of the address, and how far they go."""
    for match in _WRITTEN.finditer(document.text):
        address = match.group().rstrip(_BEHIND)
        if address.count("(") > address.count(")") and match.group()[len(address) :].startswith(")"):
            address += ")"
        span = Span(match.start(), match.start() + len(address))
        while at < len(taken) and taken[at].start < span.end:
            at, reach = at + 1, max(reach, taken[at].end)
        if reach <= span.start:
            found.append(Link(span, address))
    return sorted(found, key=lambda link: link.span)


def lists_of(document: Document) -> Iterator[tuple[Block, int]]:
    """The first entry of every list, and how many it has."""
    first: Block | None = None
    entries = 0
    for block in (*document.blocks, None):
        if block is not None and block.kind is Kind.ITEM:
            first = first or block
            entries += 1
        elif first is not None:
            yield first, entries
            first, entries = None, 0
