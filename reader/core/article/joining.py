"""Turns the stories of several pages into one: what every page repeats is told once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reader.core.article.story import Story
from reader.core.document import AROUND, About, Document, Link, Part, Removed
from reader.core.wording import said


def unlaid(document: Document) -> Story:
    """The story that a document was laid out from; laid out again, it has the same text."""
    links = iter(document.links)
    link = next(links, None)
    parts = []
    for block in document.blocks:
        own = []
        while link is not None and link.span.start < block.span.end:
            own.append(Link(link.span.shifted(-block.span.start), link.address))
            link = next(links, None)
        text = block.span.of(document.text)
        parts.append(Part(block.kind, text, block.level, block.language, tuple(own)))
    about = About(
        byline=document.byline,
        site=document.site,
        published=document.published,
        address=document.address,
        language=document.language,
        removed=document.removed,
        next_page=document.next_page,
        shortfall=document.shortfall,
    )
    return Story(tuple(parts), about)


def joined(stories: Sequence[Story], second: int = 2) -> Story:
    """One story in the order given; headline, byline and what is known come from the first page, and what comes
    after it from the last.

    A part that an earlier page has told already goes to the ledger, except for headings, quotes of a word
    or two and the like, which a long story may well say twice. `second` is the number of the second page.
    """
    first, *others = stories
    parts: list[Part] = list(first.parts)
    removed: list[Removed] = list(first.about.removed)
    told = {part.text for part in parts}
    for number, story in enumerate(others, second):
        for part in story.parts:
            if not part.text.strip():
                continue
            if part.kind in AROUND or (part.text in told and len(part.text.split()) > _FEW):
                removed.append(Removed(part.text, said(f"again on page {number}")))
            else:
                parts.append(part)
        removed += story.about.removed
        told.update(part.text for part in story.parts)
    about = replace(
        first.about,
        removed=tuple(removed),
        next_page=stories[-1].about.next_page,
        shortfall=next((story.about.shortfall for story in reversed(stories) if story.about.shortfall), ""),
    )
    return Story(tuple(parts), about)


_FEW = 3
"""Words; shorter parts are not taken for repeated ones."""
