"""Turns the shapes of pasted lines into one answer: copied from a web page, or plain text that must stay whole.

A copied page carries furniture: menus, share rows, notices. How much of it lies about decides; a text that an
editor wrapped or that is Markdown is plain without a further look. In doubt it is plain: a page with its
furniture is a nuisance, a letter without its first lines is a loss.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from math import sqrt

from reader.core.article.lines.cut import Line
from reader.core.article.lines.plain import markdown, wrapped_at
from reader.core.article.lines.shape import Shape

LARGEST = 2_000_000
"""Characters; nobody's browser copies more from one page, so more is a book."""
MOST_LINES = 20_000
"""Lines; the longest page of the bench has 1,600."""

_TELLING = {
    "share row": 2.0, "log in": 2.0, "newsletter": 1.5, "related": 1.5, "comments": 1.5, "cookie": 2.0,
    "advertisement": 1.5, "copyright": 1.5, "shortcode": 3.0, "stock ticker": 3.0, "navigation": 1.0, "tags": 1.0,
}  # fmt: skip
"""What one distinct line of a sort counts; guessed from how rarely it stands in prose."""
_ENOUGH = 3.5
"""From these points on it is a page: 651 of the 696 pages of the bench have them, and 20 of their 696 bodies."""
_SOME = 1.0
"""Below these points it is plain: 23 of those pages, 578 of those bodies."""
_SHORT = 60


class Origin(StrEnum):
    """Where a pasted text comes from."""

    PAGE = "page"
    """Copied from a web page: the judge says what is story."""
    DOUBTFUL = "doubtful"
    """Something of a page about it: only what is furniture by name, and in the judge's eyes, may go."""
    PLAIN = "plain"
    """No web page: everything stays."""


def come_from(lines: Sequence[Line], shapes: Sequence[Shape]) -> Origin:
    """Where the lines were copied from, as far as their furniture and their wrapping tell."""
    told: set[str] = set()
    points = 0.0
    for line, shape in zip(lines, shapes, strict=True):
        worth = _TELLING.get(shape.name, 0.0)
        tiny = len(line.text) < 4 and line.text.isascii()  # an X or OK proves nothing
        if worth and not tiny and line.text not in told:
            told.add(line.text)
            points += worth if len(line.text) <= _SHORT or worth == 3.0 else worth / 3
    if points < _SOME or (
        points < max(_ENOUGH, 0.15 * len(lines)) and (wrapped_at(lines) or markdown(lines))
    ):
        return Origin.PLAIN
    return Origin.PAGE if points >= _ENOUGH and points >= 0.3 * sqrt(len(lines)) else Origin.DOUBTFUL
