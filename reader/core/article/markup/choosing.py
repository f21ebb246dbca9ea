"""Turns a marked tree into a share for each passage: how much of it readability-lxml would keep."""

from __future__ import annotations

import copy
from collections import Counter
from functools import cache
from typing import Any

from reader.core.article.markup.parsing import Element
from reader.core.article.markup.passages import MARKED, MOST


def chosen(root: Element) -> Counter[int]:
    """How many text nodes of each passage are in readability's article; nothing where it gives up.

    The tree carries the marks of `Walk.mark` and is changed by this.
    """
    from readability.readability import Unparseable  # late: start-up time

    try:
        kept = _chooser()(root).kept()
    except (Unparseable, RecursionError):
        return Counter()
    first, last = MARKED, MARKED + MOST
    return Counter(ord(sign) - MARKED for sign in kept if first <= ord(sign) <= last)


@cache
def _chooser() -> Any:
    from lxml.etree import tostring
    from readability import Document  # late: start-up time, about 0.1 s

    class Chooser(Document):  # type: ignore[misc]
        """readability-lxml over a tree of ours that is already parsed and pruned."""

        def _parse(self, tree: Element) -> Element:
            return copy.deepcopy(tree)

        def get_clean_html(self) -> str:
            return str(tostring(self.html, encoding="unicode"))

        def kept(self) -> str:
            self.summary(html_partial=True)
            return "".join(self.html.itertext())

    return Chooser
