"""Turns a document into one in another language, where a person knows better; and tags into names."""

from __future__ import annotations

from dataclasses import replace

from reader.core.document import Document


def in_language(document: Document, language: str) -> Document:
    """The same text, all of it in one language (BCP 47)."""
    blocks = tuple(replace(block, language="") for block in document.blocks)
    return replace(document, language=language, blocks=blocks)


def as_found(document: Document, found: Document) -> Document:
    """The same text with the languages of `found`, whose blocks are its first ones."""
    languages = [block.language for block in found.blocks]
    languages += [""] * (len(document.blocks) - len(languages))
    blocks = tuple(replace(b, language=tag) for b, tag in zip(document.blocks, languages, strict=False))
    return replace(document, language=found.language, blocks=blocks)


def name_of(tag: str) -> str:
    """`de` as "Deutsch", `en-US` as "English (United States)"; the tag where nobody knows it."""
    from babel import Locale, UnknownLocaleError  # start-up time

    try:
        name = Locale.parse(tag, sep="-").get_display_name()
    except (UnknownLocaleError, ValueError):
        return tag
    return f"{name[:1].upper()}{name[1:]}" if name else tag
