"""Turns pasted page text (select all, copy) into the story on the page and the ledger of everything else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.core.article.lines.cut import clean, cut
from reader.core.article.lines.furniture import Furniture
from reader.core.article.lines.judge import Judge
from reader.core.article.lines.page import story
from reader.core.article.lines.plain import plain
from reader.core.article.story import Story

__all__ = ["read_lines"]


def read_lines(text: str, data: Mapping[str, Any]) -> Story:
    """The story in a pasted text.

    `data` has the parsed files of `resources/article/lines`: `furniture`.
    """
    furniture = Furniture(data["furniture"])
    lines = cut(clean(text))
    names = [furniture.name(line.text) for line in lines]
    return story(lines, Judge(furniture).scores(lines), names) or plain(lines)
