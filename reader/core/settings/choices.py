"""What there is to choose from where the choice grows with the program: themes and languages."""

from __future__ import annotations

from reader.core.settings.setting import Choice

THEMES = (
    Choice("system", "As the system"),
    Choice("light", "Light"),
    Choice("dark", "Dark"),
    Choice("cream", "Cream"),
    Choice("black-on-yellow", "Black on yellow"),
    Choice("yellow-on-black", "Yellow on black"),
    Choice("black-on-white", "Black on white"),
    Choice("white-on-black", "White on black"),
    Choice("own", "Own colours"),
)

LANGUAGES = (
    Choice("system", "As the system"),
    Choice("en", "English"),  # not translated: every language is named in itself
    Choice("de", "Deutsch"),  # not translated
    Choice("es", "Español"),  # not translated
    Choice("fr", "Français"),  # not translated
    Choice("ur", "اردو"),  # not translated
)
"""What there is a catalogue for in `resources/locale`; each new one is named here."""
