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
    """`de` as "Deutsch", `en-US` as "English (United States)"; a kind of a language that nobody knows as that
    language (`ca-NW` as "Català (NW)"), and the tag where nobody knows that either."""
    from babel import Locale, UnknownLocaleError  # start-up time

    base, _, rest = tag.partition("-")
    try:
        return _capital(Locale.parse(tag, sep="-").get_display_name()) or tag
    except (UnknownLocaleError, ValueError):
        pass
    try:
        name = Locale.parse(base).get_display_name()
    except (UnknownLocaleError, ValueError):
        name = Locale("en").languages.get(base)  # it has a name, though not in its own language
    if not name:
        return tag
    return f"{_capital(name)} ({rest})" if rest else _capital(name)


def _capital(name: str | None) -> str:
    return f"{name[:1].upper()}{name[1:]}" if name else ""
