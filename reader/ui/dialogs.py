"""Asks a person to pick a command, a heading or a voice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from reader.app.commands import COMMANDS, keys_of
from reader.core.document import Document, Kind
from reader.core.settings import Settings
from reader.core.speech.values import Voice
from reader.ui.colours import Theme
from reader.ui.picker import Entry, Picker
from reader.ui.words import plain, tr

if TYPE_CHECKING:
    from reader.ui.window import Window

_BEST = "best"
"""No voice's id: those have a colon."""


def palette(window: Window, actions: Mapping[str, QAction], settings: Settings, theme: Theme) -> str:
    """The id of a command, or empty."""
    entries = [
        Entry(c.id, plain(tr(c.title)), "  ".join(keys_of(c, settings.keys)[:1]), actions[c.id].isEnabled())
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
