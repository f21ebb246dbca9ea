"""Asks a person to pick one of many: a command, a heading, a voice, a time, a device, a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from reader.app.commands import COMMANDS, keys_of
from reader.app.keyboards import name_of_key
from reader.app.leading import links_of, lists_of
from reader.app.removed import pieces_of
from reader.core.document import Document, Kind
from reader.core.protocols import Device
from reader.core.settings import Settings
from reader.core.speech.values import Voice
from reader.ui.colours import Theme
from reader.ui.picker import Entry, Picker
from reader.ui.words import count, plain, told, tr

if TYPE_CHECKING:
    from reader.ui.window import Window

_LONGEST = 60
"""Characters of an address that are shown."""
_BEST = "best"
"""No voice's id: those have a colon."""


def palette(window: Window, actions: Mapping[str, QAction], settings: Settings, theme: Theme) -> str:
    """The id of a command, or empty."""
    entries = [
        Entry(
            c.id,
            plain(tr(c.title)),
            name_of_key("".join(keys_of(c, settings.keys)[:1])),
            actions[c.id].isEnabled(),
        )
        for c in COMMANDS
        if c.id != "view.palette"
    ]
    return _pick(
        Picker(tr("All commands"), tr("&Command to look for"), entries, theme, parent=window), window
    )


def contents(window: Window, document: Document, theme: Theme) -> int | None:
    """The offset of a heading, or None."""
    headings = [b for b in document.blocks if b.kind in (Kind.HEADING, Kind.TITLE)]
    entries = [
        Entry(
            str(b.span.start),
            f"{'    ' * max(b.level - 1, 0)}{b.span.of(document.text)}",
            tr("level {n}", n=b.level) if b.level else "",
        )
        for b in headings
    ]
    picked = _pick(Picker(tr("Headings"), tr("&Heading to look for"), entries, theme, parent=window), window)
    return int(picked) if picked else None


def lists(window: Window, document: Document, theme: Theme) -> int | None:
    """The offset of a list, or None."""
    entries = [
        Entry(str(first.span.start), first.span.of(document.text), count("{n} entry", "{n} entries", entries))
        for first, entries in lists_of(document)
    ]
    picked = _pick(Picker(tr("Lists"), tr("&List to look for"), entries, theme, parent=window), window)
    return int(picked) if picked else None


def links(window: Window, document: Document, theme: Theme) -> str:
    """The address of a link, or empty."""
    found = links_of(document)
    entries = [
        Entry(str(number), link.span.of(document.text), _without_scheme(link.address))
        for number, link in enumerate(found)
    ]
    picked = _pick(Picker(tr("Links"), tr("&Link to look for"), entries, theme, parent=window), window)
    return found[int(picked)].address if picked else ""


def removed(window: Window, story: Document, back: frozenset[str], theme: Theme) -> str:
    """The reason of the pieces that are to be put back or taken away again, or empty."""
    entries = []
    for reason, amount in pieces_of(story).items():
        name = told(reason)
        pieces = count("{n} piece", "{n} pieces", amount.pieces)
        much = tr("{pieces}, {words}", pieces=pieces, words=count("{n} word", "{n} words", amount.words))
        is_back = tr("{pieces}, put back", pieces=much) if reason in back else much
        entries.append(Entry(reason, name[:1].upper() + name[1:], is_back))
    picker = Picker(
        tr("What was removed"), tr("&What to put back or take away"), entries, theme, parent=window
    )
    return _pick(picker, window)


def _without_scheme(address: str) -> str:
    shown = address.partition("://")[2].removeprefix("www.").rstrip("/")
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def voice(window: Window, voices: Sequence[Voice], current: str, theme: Theme) -> tuple[bool, Voice | None]:
    """Whether one was chosen, and which: None is the best voice of each language."""
    best = Entry(_BEST, tr("The best voice of each language"))
    entries = [best, *(Entry(v.id, v.name, v.language) for v in voices)]
    picked = _pick(
        Picker(tr("Voices"), tr("&Voice or language to look for"), entries, theme, current or _BEST, window),
        window,
    )
    return bool(picked), next((v for v in voices if v.id == picked), None)


def _pick(picker: Picker, window: Window) -> str:
    picker.silenced.connect(window.session.stop)
    picker.exec()
    picker.deleteLater()
    return picker.picked


def sleep(window: Window, theme: Theme) -> tuple[str, int] | None:
    """What was chosen, in words, and its minutes: 0 for never, less for the end of the text. None for no choice."""
    choices = {
        0: tr("Never"),
        -1: tr("At the end of the text"),
        **{
            n: count("After {n} minute", "After {n} minutes", n) for n in (5, 10, 15, 20, 30, 45, 60, 90, 120)
        },
    }
    entries = [Entry(str(minutes), name) for minutes, name in choices.items()]
    picked = _pick(Picker(tr("Sleep timer"), tr("&Time to look for"), entries, theme, parent=window), window)
    return (choices[int(picked)], int(picked)) if picked else None


def device(window: Window, devices: Sequence[Device], current: str, theme: Theme) -> tuple[str, str] | None:
    """The id and name of a device, the id empty for the one that the system chose."""
    system = tr("The device that the system chose")
    entries = [Entry(_BEST, system), *(Entry(d.id, d.name) for d in devices)]
    picker = Picker(
        tr("Sound device"), tr("&Device to look for"), entries, theme, current or _BEST, parent=window
    )
    picked = _pick(picker, window)
    if not picked or picked == _BEST:
        return ("", system) if picked else None
    return picked, next((d.name for d in devices if d.id == picked), picked)


def language(window: Window, voices: Sequence[Voice], current: str, theme: Theme) -> tuple[str, str] | None:
    """The tag of a language that a voice speaks, and what it is called; empty for what was found out."""
    from reader.app.languages import name_of  # it is slow to start

    found = tr("As it was found out")
    names = {tag: name_of(tag) for tag in dict.fromkeys(v.language for v in voices)}
    entries = [Entry(_BEST, found)]
    entries += [
        Entry(tag, name, tag) for tag, name in sorted(names.items(), key=lambda one: one[1].casefold())
    ]
    picker = Picker(
        tr("Language of the text"), tr("&Language to look for"), entries, theme, current, parent=window
    )
    picked = _pick(picker, window)
    if not picked:
        return None
    return ("", found) if picked == _BEST else (picked, names[picked])
