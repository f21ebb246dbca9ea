"""Reads the translations that are shipped: `resources/locale/<language>/LC_MESSAGES/reader.mo`."""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from pathlib import Path

from reader.core.wording import Catalogue
from reader.devices.files.resources import path


def languages() -> tuple[str, ...]:
    """What there is besides English (ISO 639)."""
    return tuple(sorted(file.parts[-3] for file in path("locale").glob("*/LC_MESSAGES/reader.mo")))


def read(language: str) -> Catalogue | None:
    """The translations into one language, or None where there are none that can be read."""
    try:
        with _file(language).open("rb") as file:
            return gettext.GNUTranslations(file)
    except (OSError, ValueError):
        return None


def sentences(language: str) -> Iterable[str]:
    """Every English sentence that is translated."""
    from babel.messages.mofile import read_mo  # start-up time: needed when something went wrong

    with _file(language).open("rb") as file:
        return [form for message in read_mo(file) if message.id for form in _forms(message.id)]


def _forms(text: str | Iterable[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def _file(language: str) -> Path:
    return path("locale") / language / "LC_MESSAGES" / "reader.mo"
