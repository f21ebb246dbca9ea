"""Turns pasted text into its story and the ledger of everything else; text that is no web page stays whole.

    text → `cut` lines → `shape` of each → `origin`: copied from a page, or plain?
        plain → `plain`: wrapped lines joined, Markdown, lists, quotes
        page  → `judge`: a score a line → `page`: kinds and ledger, with the `frame` around the body

The judge is of use beyond pasted text: `Judge(data).scores(lines, extras)` scores the blocks of an HTML page,
which know their tag and how much of them is links.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.core.article.lines.cut import Line, clean, cut
from reader.core.article.lines.dates import Dates
from reader.core.article.lines.judge import Extras, Judge
from reader.core.article.lines.origin import LARGEST, MOST_LINES, Origin, come_from
from reader.core.article.lines.page import story
from reader.core.article.lines.plain import bulk, plain
from reader.core.article.story import Story

__all__ = ["Extras", "Judge", "Line", "LineReader", "read_lines"]

FILES = ("furniture", "words", "weights", "cues", "dates")
"""What `data` has: the parsed files of these names in `resources/article/lines`."""


class LineReader:
    """Reads stories out of pasted text; make it once (30 ms), it may be asked from any thread."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """`data` has the parsed files of `resources/article/lines`, named as in `FILES`."""
        self._judge = Judge(data)
        self._dates = Dates(data["dates"])

    def read(self, text: str) -> Story:
        """The story in a text of any size, in linear time; nothing of a plain text is dropped."""
        text = clean(text)
        if len(text) > LARGEST or text.count("\n") > MOST_LINES:
            return bulk(text)
        lines = cut(text)
        shapes = self._judge.shapes(lines)
        came = come_from(lines, shapes)
        if came is Origin.PLAIN:
            return plain(lines)
        verdict = self._judge.verdict(lines, shapes=shapes)
        if came is Origin.DOUBTFUL:
            verdict = verdict.doubting(shapes)
        return story(lines, shapes, verdict, self._judge.keep, self._dates) or plain(lines)


_latest: tuple[Mapping[str, Any], LineReader] | None = None


def read_lines(text: str, data: Mapping[str, Any]) -> Story:
    """`LineReader(data).read(text)`, with the reader of the latest `data` kept."""
    global _latest  # noqa: PLW0603 - one slot, replaced whole; a race only makes a reader twice
    latest = _latest
    if latest is None or latest[0] is not data:
        _latest = latest = (data, LineReader(data))
    return latest[1].read(text)
