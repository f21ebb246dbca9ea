"""Turns the tables of commands and settings into the manual, as a text that can be read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from reader.app.commands import COMMANDS, Menu, keys_of
from reader.core.document import About, Document, Kind, Part, Splitter, compose
from reader.core.settings import SETTINGS, Group

Say = Callable[[str], str]
"""A sentence of ours in the person's language."""


def manual(split: Splitter, say: Say, keys: Mapping[str, str], language: str) -> Document:
    """Everything that can be done and chosen, under headings; `keys` are those a person changed."""
    return compose(_parts(say, keys), split, About(language=language))


def welcome(split: Splitter, say: Say, language: str) -> Document:
    """What an empty window shows: the three ways in."""
    parts = [
        Part(Kind.TITLE, say("Reader")),
        Part(Kind.STANDFIRST, say("Any page, without clutter, summed up and read aloud.")),
        Part(Kind.PARAGRAPH, say("Press Ctrl+L and type the address of a page, or Ctrl+O to open a file.")),
        Part(
            Kind.PARAGRAPH,
            say(
                "Or copy a whole page in your browser with Ctrl+A and Ctrl+C, come back here and press Ctrl+Shift+V."
            ),
        ),
        Part(
            Kind.PARAGRAPH,
            say("Then press Space to hear it. Escape silences at once. F1 explains everything else."),
        ),
    ]
    return compose(parts, split, About(language=language))


def _parts(say: Say, keys: Mapping[str, str]) -> Iterator[Part]:
    yield Part(Kind.TITLE, say("Help"))
    yield Part(
        Kind.STANDFIRST,
        say("Press Space to hear this page, and Ctrl+Shift+Backspace to go back to what you were reading."),
    )
    for menu in Menu:
        yield Part(Kind.HEADING, say(menu.value), 1)
        for command in COMMANDS:
            if command.menu is menu:
                held = " ".join(keys_of(command, keys)[:1]) or say("no key")
                yield Part(Kind.ITEM, f"{say(command.name)}: {held}. {say(command.help)}", 1)
    yield Part(Kind.HEADING, say("Settings"), 1)
    for group in Group:
        shown = [s for s in SETTINGS if s.group is group and s.shown]
        if shown:
            yield Part(Kind.HEADING, say(group.value), 2)
        for setting in shown:
            bounds = (
                f" ({setting.bounds[0]}–{setting.bounds[1]} {say(setting.unit)})".replace(" )", ")")
                if setting.bounds
                else ""
            )
            yield Part(Kind.ITEM, f"{say(setting.label)}{bounds}: {say(setting.help)}", 1)
