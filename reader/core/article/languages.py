"""Finds the language of a story, and of each block that is written in another one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from reader.core.article.story import Story
from reader.core.document import Part

Detect = Callable[[str, str], str]
"""A text and a hint (BCP 47 or empty) in, the two-letter code of its language or nothing out."""

LONG = 60
"""Characters from which a block is asked for a language of its own; a shorter one is read like its story."""


FREQUENT = 40
"""So many of the commonest words of a story, which are the small words of its language."""

ALIKE = 0.15
"""The share of these words from which a block is taken for one in the language of its story without asking: on
60 news pages the median block had 0.42 of them, and nineteen of twenty blocks more than 0.21."""


def with_languages(story: Story, detect: Detect) -> Story:
    """The story with its language, which the text decides and the page only hints at.

    A region that the page names (`pt-BR`) stays where the text is in that language.
    """
    hint = story.about.language
    whole = detect("\n".join(part.text for part in story.parts), hint)
    language = hint if _root(hint) == whole else whole
    small = (
        {word for word, _ in Counter(_words(story.parts)).most_common(FREQUENT)}
        if len(story.parts) > 1
        else set()
    )
    parts = []
    for part in story.parts:
        asked = len(part.text) >= LONG and not _alike(part.text, small)
        own = detect(part.text, language) if asked else ""
        parts.append(part if own in ("", _root(language)) or part.language else replace(part, language=own))
    return replace(story, parts=tuple(parts), about=replace(story.about, language=language))


def _root(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


def _words(parts: Iterable[Part]) -> list[str]:
    return [word for part in parts for word in part.text.casefold().split()]


def _alike(text: str, small: set[str]) -> bool:
    words = text.casefold().split()
    return sum(word in small for word in words) >= ALIKE * len(words) > 0
