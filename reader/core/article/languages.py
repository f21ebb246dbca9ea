"""Finds the language of a story, and of each block that is written in another one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from reader.core.article.story import Story

Detect = Callable[[str, str], str]
"""A text and a hint (BCP 47 or empty) in, the two-letter code of its language or nothing out."""

LONG = 60
"""Characters from which a block is asked for a language of its own; a shorter one is read like its story."""


def with_languages(story: Story, detect: Detect) -> Story:
    """The story with its language, which the text decides and the page only hints at.

    A region that the page names (`pt-BR`) stays where the text is in that language.
    """
    hint = story.about.language
    whole = detect("\n".join(part.text for part in story.parts), hint)
    language = hint if _root(hint) == whole else whole
    parts = []
    for part in story.parts:
        own = detect(part.text, language) if len(part.text) >= LONG else ""
        parts.append(part if own in ("", _root(language)) or part.language else replace(part, language=own))
    return replace(story, parts=tuple(parts), about=replace(story.about, language=language))


def _root(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
