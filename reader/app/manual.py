"""Turns the tables of commands and settings into the manual, as a text that can be read aloud."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reader.app.commands import BY_ID, COMMANDS, Menu, keys_of
from reader.app.keyboards import name_of_key
from reader.app.wording import language, plain, tr
from reader.core.document import About, Document, Kind, Part, Splitter, compose
from reader.core.settings import SETTINGS, Group


def manual(split: Splitter, keys: Mapping[str, str]) -> Document:
    """Everything that can be done and chosen, under headings; `keys` are those a person changed."""
    return compose(_parts(keys), split, About(language=language()))


def welcome(split: Splitter, keys: Mapping[str, str]) -> Document:
    """What an empty window shows: the three ways in."""
    parts = [
        Part(Kind.TITLE, tr("Reader")),
        Part(Kind.STANDFIRST, tr("Any page, without clutter, summed up and read aloud.")),
        Part(
            Kind.PARAGRAPH,
            tr(
                "Press {address} and type the address of a page, or {file} to open a file.",
                address=_key("open.address", keys),
                file=_key("open.file", keys),
            ),
        ),
        Part(
            Kind.PARAGRAPH,
            tr(
                "Or copy a whole page in your browser with Ctrl+A and Ctrl+C, come back here and press {paste}.",
                paste=_key("open.paste", keys),
            ),
        ),
        Part(
            Kind.PARAGRAPH,
            tr(
                "Then press {play} to hear it. {silence} silences at once. {help} explains everything else.",
                play=_key("read.toggle", keys),
                silence=_key("read.silence", keys),
                help=_key("help.help", keys),
            ),
        ),
    ]
    return compose(parts, split, About(language=language()))


def _key(command: str, keys: Mapping[str, str]) -> str:
    held = keys_of(BY_ID[command], keys)
    return name_of_key(held[0]) if held else tr("no key")


def _parts(keys: Mapping[str, str]) -> Iterator[Part]:
    yield Part(Kind.TITLE, tr("Help"))
    yield Part(
        Kind.STANDFIRST,
        tr(
            "Press {play} to hear this page, and {back} to go back to what you were reading.",
            play=_key("read.toggle", keys),
            back=_key("open.back", keys),
        ),
    )
    for menu in Menu:
        yield Part(Kind.HEADING, plain(tr(menu.value)), 1)
        for command in COMMANDS:
            if command.menu is menu:
                held = _key(command.id, keys)
                yield Part(Kind.ITEM, f"{plain(tr(command.title))}: {held}. {tr(command.help)}", 1)
    yield Part(Kind.HEADING, tr("Settings"), 1)
    for group in Group:
        shown = [s for s in SETTINGS if s.group is group and s.shown]
        if shown:
            yield Part(Kind.HEADING, tr(group.value), 2)
        for setting in shown:
            bounds = (
                f" ({setting.bounds[0]}–{setting.bounds[1]} {tr(setting.unit)})".replace(" )", ")")
                if setting.bounds
                else ""
            )
            yield Part(Kind.ITEM, f"{tr(setting.label)}{bounds}: {tr(setting.help)}", 1)
