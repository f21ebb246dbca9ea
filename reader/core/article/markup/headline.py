"""Turns the titles a page declares and the headings it shows into the one headline of its story."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.core.article.markup.declared import Declared
from reader.core.article.markup.passages import Passage
from reader.core.document import Kind

_WORD = re.compile(r"\w+")
_BETWEEN = re.compile(r"\s+[|\-–—·•»«~:/]\s+|\s*[|»]\s*")
_BAR = re.compile(r"\s+[|｜]\s+")
_MOST = 60
"""Top headings that are looked at."""
_AGREES = 0.55
"""Share of a heading's words that a declared title must contain (best of .4 to .7 on the mixed dev pages)."""


def headline(declared: Declared, passages: Sequence[Passage]) -> tuple[str, int]:
    """The headline, and the number of the passage that shows it, -1 where none does.

    What is seen wins over what is declared: the top heading that agrees with a declared title,
    otherwise the declared title without the name of the site.
    """
    claims = [claim for claim in (*declared.titles, declared.window) if claim]
    told = declared.titles or (declared.window,)
    wanted = [set(_words(claim)) for claim in told if claim]
    sites = {_folded(declared.site), "", *(_folded(part) for part in _BETWEEN.split(declared.window)[1:])}
    headings = [p for p in passages if p.level == 1 and p.kind is Kind.HEADING][:_MOST]
    best, agreed = None, 0.0
    for heading in headings:
        share = _agreement(set(_words(heading.text)), wanted)
        if _folded(heading.text) in sites:
            share *= 0.4
        if share > agreed + 0.05:
            best, agreed = heading, share
    if best is not None and (
        agreed >= _AGREES or (agreed > 0.2 and len(headings) == 1 and _is_story(best.text, declared))
    ):
        return _bare(" ".join(best.text.split()), declared), best.number
    told_whole = max((c for c in told if c.startswith(claims[0])), key=len) if claims else ""
    title = _without_site(told_whole, declared)
    if not title:
        first = next((p for p in headings or passages if p.kind is Kind.HEADING), None)
        return (" ".join(first.text.split()), first.number) if first else ("", -1)
    bare = _bare(title, declared)
    at = _shown(bare, passages)
    return bare, at if at >= 0 else _shown(title, passages)


def _bare(title: str, declared: Declared) -> str:
    """A headline without what stands behind an upright bar (a section, a writer, a motto) and the name of the site."""
    parts = _BAR.split(title)
    if len(parts) > 1:
        title = parts[0] if len(_words(parts[0])) > 1 else max(parts, key=len)
    site = _folded(declared.site)
    while site and len(parts := _BETWEEN.split(title)) > 1 and _folded(parts[-1]) == site:
        title = _EDGES.sub("", title.removesuffix(parts[-1]))
    return title


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _folded(text: str) -> str:
    return "".join(_words(text))


def _agreement(words: set[str], wanted: Sequence[set[str]]) -> float:
    if not words:
        return 0.0
    return max(
        (
            len(words & claim) / len(words) * min(1.0, len(words & claim) / min(3, len(claim) or 1))
            for claim in wanted
        ),
        default=0.0,
    )


def _is_story(text: str, declared: Declared) -> bool:
    """Whether the only top heading can be a headline although the declared titles say it otherwise."""
    words = _words(text)
    folded = _folded(text)
    parts = [_folded(part) for part in _BETWEEN.split(declared.window)]
    return len(words) >= 4 and folded != _folded(declared.site) and folded not in parts[1:]


def _without_site(title: str, declared: Declared) -> str:
    """A declared title without the name of the site before or after it."""
    parts = _BETWEEN.split(title)
    if len(parts) < 2:
        return title
    site = _folded(declared.site)
    ends = [(part, _folded(part)) for part in (parts[-1], parts[0])]
    for part, folded in ends:
        if folded and site and (folded in site or site in folded) and len(_words(part)) < 8:
            rest = title.removesuffix(part) if part == parts[-1] else title.removeprefix(part)
            return _EDGES.sub("", rest)
    if title != declared.window and title in declared.window:
        return title  # the window adds the site to it, so it is bare already
    if len(_words(parts[0])) >= 3 and len(_words(parts[-1])) <= 5:
        return _EDGES.sub("", title.removesuffix(parts[-1]))
    longest = max(parts, key=len)
    return longest if len(longest) * 2 > len(title) else title


_EDGES = re.compile(r"^[\s|\-–—·•»«~:/]+|[\s|\-–—·•»«~:/]+$")


_GROWN = 8
"""Characters by which small letters may be more than the capitals they stand for."""


def _shown(title: str, passages: Sequence[Passage]) -> int:
    """The number of the first passage that is nothing but the title, -1 where none is."""
    folded = _folded(title)
    fewest, most = len(folded) - _GROWN, 2 * len(title) + 20
    return next(
        (p.number for p in passages[:400] if fewest < len(p.text) < most and _folded(p.text) == folded), -1
    )
