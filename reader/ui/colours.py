"""Turns a theme of `resources/themes` into the colours of the whole window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette

from reader.devices.files.resources import read_json


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as `#rrggbb`. Every text stands 7:1 from what is under it, every edge 3:1."""

    name: str
    dark: bool
    window: str
    text: str
    page: str
    page_text: str
    quiet: str
    """Text that comes second: bylines, captions, hints."""
    edge: str
    """Outlines of controls."""
    button: str
    button_text: str
    pressed: str
    accent: str
    accent_text: str
    focus: str
    """The ring around what has the focus."""
    word: str
    word_text: str
    sentence: str
    bar: str
    selection: str
    selection_text: str
    found: str
    found_text: str
    trouble: str
    trouble_text: str
    field: str = ""
    """What is typed on and listed on: the page, unless a person chose colours for that which are hard to read."""
    field_text: str = ""


TEXT_PAIRS = (
    ("text", "window"),
    ("page_text", "page"),
    ("quiet", "window"),
    ("quiet", "page"),
    ("quiet", "sentence"),
    ("button_text", "button"),
    ("button_text", "pressed"),
    ("accent_text", "accent"),
    ("word_text", "word"),
    ("page_text", "sentence"),
    ("selection_text", "selection"),
    ("found_text", "found"),
    ("trouble_text", "trouble"),
    ("field_text", "field"),
)
"""Text and what it is written on."""

EDGE_PAIRS = (
    ("edge", "window"),
    ("edge", "page"),
    ("edge", "button"),
    ("focus", "window"),
    ("focus", "page"),
    ("focus", "button"),
    ("word", "page"),
    ("word", "sentence"),
    ("bar", "page"),
    ("selection", "page"),
    ("accent", "window"),
    ("trouble", "window"),
)
"""Shapes that carry a meaning and what is around them."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def read_theme(key: str) -> Theme:
    """The theme `resources/themes/<key>.json`."""
    raw: Mapping[str, object] = read_json(f"themes/{key}.json")
    raw = {"field": raw["page"], "field_text": raw["page_text"], **raw}
    return Theme(**{f.name: raw[f.name] for f in fields(Theme)})  # type: ignore[arg-type] # our own file


def chosen_theme(key: str) -> Theme:
    """The theme a person chose; `system` follows the colours and the contrast of the system."""
    if key != "system":
        return read_theme(key)
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() is Qt.ColorScheme.Dark
    accessibility = hints.accessibility() if hasattr(hints, "accessibility") else None
    strong = (
        accessibility is not None and accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast
    )
    match dark, strong:
        case True, True:
            return read_theme("white-on-black")
        case False, True:
            return read_theme("black-on-white")
        case True, False:
            return read_theme("dark")
        case _:
            return read_theme("light")


def palette_of(theme: Theme) -> QPalette:
    """The theme as Qt's palette; what cannot be used keeps its contrast and is told apart by its edge."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, theme.window),
        (role.WindowText, theme.text),
        (role.Base, theme.field),
        (role.AlternateBase, theme.sentence),
        (role.Text, theme.field_text),
        (role.Button, theme.button),
        (role.ButtonText, theme.button_text),
        (role.BrightText, theme.text),
        (role.ToolTipBase, theme.field),
        (role.ToolTipText, theme.field_text),
        (role.PlaceholderText, theme.quiet),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.selection_text),
        (role.Link, theme.accent),
        (role.LinkVisited, theme.accent),
        (role.Accent, theme.accent),
        (role.Light, theme.edge),
        (role.Midlight, theme.edge),
        (role.Mid, theme.edge),
        (role.Dark, theme.edge),
        (role.Shadow, theme.edge),
    ):
        palette.setColor(which, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(disabled, which, QColor(theme.quiet))
    return palette


def style_sheet(theme: Theme) -> str:
    """The shapes of the controls: at least 44 px to a pointer, edges of 3:1."""
    t = theme
    return f"""
* {{ outline: none; }}
QMainWindow, QDialog, QWidget#bar, QWidget#foot {{ background: {t.window}; }}
QPushButton {{
  background: {t.button}; color: {t.button_text}; border: 1px solid {t.edge}; border-radius: 8px;
  padding: 0 14px; min-height: 46px; min-width: 46px;
}}
QPushButton:hover {{ background: {t.pressed}; border-width: 2px; padding: 0 13px; min-height: 44px; }}
QPushButton:pressed, QPushButton:checked {{ background: {t.pressed}; border: 2px solid {t.accent}; padding: 0 13px; min-height: 44px; }}
QPushButton:disabled {{ background: {t.window}; color: {t.quiet}; border: 1px dashed {t.edge}; }}
QPushButton#main {{ background: {t.accent}; color: {t.accent_text}; border: 1px solid {t.accent}; font-weight: 600; }}
QPushButton#main:disabled {{ background: {t.window}; color: {t.quiet}; border: 1px dashed {t.edge}; }}
QPushButton[lean="true"] {{ padding: 0 4px; }}
QSpinBox {{ padding: 0; }}
QLineEdit, QSpinBox {{
  background: {t.field}; color: {t.field_text}; border: 1px solid {t.edge}; border-radius: 8px; padding: 0 10px;
  min-height: 46px; placeholder-text-color: {t.quiet}; selection-background-color: {t.selection}; selection-color: {t.selection_text};
}}
QSpinBox QLineEdit {{ border: none; padding: 0; min-height: 0; }}
QTextEdit {{ background: {t.page}; color: {t.page_text}; border: none;
  selection-background-color: {t.selection}; selection-color: {t.selection_text}; }}
QListWidget {{ background: {t.field}; color: {t.field_text}; border: 1px solid {t.edge}; border-radius: 8px; }}
QListWidget::item {{ min-height: 44px; padding: 2px 10px; }}
QListWidget::item:selected {{ background: {t.selection}; color: {t.selection_text}; }}
QRadioButton {{ min-height: 46px; spacing: 12px; color: {t.text}; }}
QRadioButton::indicator {{ width: 24px; height: 24px; background: {t.field}; border: 2px solid {t.edge}; }}
QRadioButton::indicator {{ border-radius: 14px; }}
QRadioButton::indicator:checked {{ background: {t.field}; border: 8px solid {t.accent}; width: 12px; height: 12px; }}
QMenuBar {{ background: {t.window}; color: {t.text}; padding: 2px 6px; }}
QMenuBar::item {{ padding: 12px 14px; background: transparent; border-radius: 8px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {t.selection}; color: {t.selection_text}; }}
QMenu {{ background: {t.field}; color: {t.field_text}; border: 1px solid {t.edge}; padding: 6px; }}
QMenu::item {{ padding: 12px 24px 12px 20px; min-height: 22px; border-radius: 6px; }}
QMenu::item:selected {{ background: {t.selection}; color: {t.selection_text}; }}
QMenu::item:disabled {{ color: {t.quiet}; }}
QMenu::separator {{ height: 1px; background: {t.edge}; margin: 6px; }}
QToolTip {{ background: {t.field}; color: {t.field_text}; border: 1px solid {t.edge}; padding: 6px; }}
QScrollBar:vertical {{ background: {t.page}; width: 18px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {t.edge}; border-radius: 6px; min-height: 44px; margin: 3px; }}
QScrollBar:horizontal {{ background: {t.page}; height: 18px; margin: 0; }}
QScrollBar::handle:horizontal {{ background: {t.edge}; border-radius: 6px; min-width: 44px; margin: 3px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QSplitter::handle {{ background: {t.edge}; }}
QLabel#head {{ background: {t.page}; color: {t.page_text}; padding: 14px 24px 6px 24px; font-weight: 700; }}
QLabel {{ color: {t.text}; }}
QLabel#quiet {{ color: {t.quiet}; }}
QLabel#message {{ background: {t.page}; color: {t.page_text}; border: 1px solid {t.edge}; border-radius: 8px; padding: 18px; }}
QLabel#about {{ color: {t.quiet}; padding: 6px 14px 0 14px; }}
QListView#documents {{ background: {t.page}; color: {t.page_text}; border: 1px solid {t.edge}; border-radius: 8px; padding: 2px; }}
QPlainTextEdit {{ background: {t.page}; color: {t.page_text}; border: 1px solid {t.edge}; border-radius: 8px; padding: 6px;
  selection-background-color: {t.selection}; selection-color: {t.selection_text}; }}
QWidget#trouble {{ background: {t.trouble}; }}
QWidget#trouble QLabel {{ color: {t.trouble_text}; }}
QScrollArea, QScrollArea > QWidget > QWidget#sheet {{ background: {t.window}; border: none; }}
"""
