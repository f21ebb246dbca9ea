"""Turns the text of an HTML page into a story: the way from parsing to the ledger in one place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reader.core.article.markup.choosing import chosen
from reader.core.article.markup.facts import facts_of
from reader.core.article.markup.parsing import parse, prune
from reader.core.article.markup.passages import Passage, Walk
from reader.core.article.story import Story
from reader.core.document import About, Kind, Part, Removed
from reader.core.errors import Empty, NeedsBrowser


def read_markup(
    text: str,
    address: str,
    furniture: Mapping[str, Any],  # noqa: ARG001 used soon
    judge: Mapping[str, Any] | None,  # noqa: ARG001 used soon
) -> Story:
    """The story of an HTML page.

    Raises:
        Empty: no text at all.
        NeedsBrowser: the text is made by scripts.
    """
    root = parse(text)
    scripted = next(root.iter("script"), None) is not None
    facts = facts_of(root)
    prune(root)
    body = root.find("body")
    walk = Walk(root if body is None else body)
    if not walk.passages:
        if scripted:
            raise NeedsBrowser(
                "The text of this page is made by scripts.",
                "This page needs a browser; save it there and open the file.",
            )
        raise Empty("There is no text in this page.", "Check the address, or open another page.")
    walk.mark()
    votes = chosen(root)
    kept: list[Passage] = []
    dropped: list[Passage] = []
    for passage in walk.passages:
        (kept if votes[passage.number] * 2 > passage.pieces else dropped).append(passage)
    parts = [Part(Kind.TITLE, facts.title)]
    parts += [Part(p.kind, p.text, p.level) for p in kept if p.text != facts.title]
    about = About(
        byline=facts.byline,
        site=facts.site,
        published=facts.published,
        address=address,
        language=facts.language,
        removed=tuple(Removed(p.text, "outside the story") for p in dropped),
    )
    return Story(tuple(parts), about)
