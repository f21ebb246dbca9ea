"""Makes the fonts that are shipped known to Qt."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from reader.devices.files.resources import path

SHIPPED = ("Atkinson Hyperlegible", "OpenDyslexic")


def add_shipped_fonts() -> None:
    """Registers every font of `resources/fonts`; what cannot be read is passed over, Qt then falls back."""
    for file in sorted(path("fonts").glob("*/*.[to]tf")):
        QFontDatabase.addApplicationFont(str(file))
