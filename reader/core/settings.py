"""Turns what a person chose, as it was written down, into settings that the program can trust, and back.

One table declares everything that can be chosen; the dialog, the command line and the manual are
drawn from it. What cannot be understood is put aside as a `Fault`, never obeyed and never fatal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

Value = bool | int | str


class Group(StrEnum):
    """The pages of the settings dialog, in its order."""

    TEXT = "Text"
    COLOURS = "Colours"
    HIGHLIGHT = "Highlight"
    VOICE = "Voice"
    WINDOW = "Window"
    LIBRARY = "Library"
    EXPORT = "Take along"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values, and what it is called."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing that a person can choose."""

    key: str
    default: Value
    """Its type is the setting's type."""
    label: str
    help: str
    group: Group
    bounds: tuple[int, int] | None = None
    """Lowest and highest, both allowed; for numbers only."""
    step: int = 1
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    """For words: all that is allowed; empty when any text is."""
    colour: bool = False
    """For words: a colour, written `#rrggbb`."""
    shown: bool = True
    """Whether the dialog offers it, or it is only remembered."""

    def admits(self, value: object) -> bool:
        """Whether `value` has the right type and lies within the bounds."""
        match self.default:
            case bool():
                return isinstance(value, bool)
            case int():
                low, high = self.bounds or (0, 0)
                return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
            case str() if self.colour:
                return isinstance(value, str) and re.fullmatch("#[0-9a-f]{6}", value) is not None
            case str():
                return isinstance(value, str) and (
                    any(c.value == value for c in self.choices) if self.choices else len(value) <= LONGEST
                )

    def nearest(self, value: int) -> int:
        """The number within the bounds that is nearest to `value`."""
        low, high = self.bounds or (value, value)
        return min(max(value, low), high)


PASSED = "Off: the voice passes over them and says so; the page shows them."

LONGEST = 200
"""Characters of a free text, such as the name of a font."""

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

SETTINGS: tuple[Setting, ...] = (
    Setting(
        "text.size", 18, "Text size", "The size of the article, in points.", Group.TEXT, (10, 200), 2, "pt"
    ),
    Setting(
        "text.font",
        "Atkinson Hyperlegible",
        "Font",
        "The typeface of the article. Atkinson Hyperlegible keeps letters apart that are easily mixed up.",
        Group.TEXT,
    ),
    Setting(
        "text.line",
        150,
        "Line spacing",
        "From line to line, in per cent of the text size.",
        Group.TEXT,
        (100, 300),
        10,
        "%",
    ),
    Setting(
        "text.paragraph",
        75,
        "Paragraph spacing",
        "The room after a paragraph, in per cent of the text size.",
        Group.TEXT,
        (0, 300),
        25,
        "%",
    ),
    Setting(
        "text.letter",
        0,
        "Letter spacing",
        "Extra room between letters, in per cent of the text size.",
        Group.TEXT,
        (0, 50),
        2,
        "%",
    ),
    Setting(
        "text.word",
        0,
        "Word spacing",
        "Extra room between words, in per cent of the text size.",
        Group.TEXT,
        (0, 100),
        4,
        "%",
    ),
    Setting(
        "text.width",
        70,
        "Column width",
        "How many characters fit into a line, at most.",
        Group.TEXT,
        (20, 200),
        5,
        "characters",
    ),
    Setting(
        "colours.theme",
        "system",
        "Colours",
        "The colours of the whole window.",
        Group.COLOURS,
        choices=THEMES,
    ),
    Setting(
        "colours.page",
        "#102a43",
        "Own colour of the page",
        "What the text is written on.",
        Group.COLOURS,
        colour=True,
    ),
    Setting(
        "colours.text",
        "#ffffff",
        "Own colour of the text",
        "The letters of the article.",
        Group.COLOURS,
        colour=True,
    ),
    Setting(
        "colours.word",
        "#ffd54a",
        "Own colour of the marked word",
        "The box, line or frame that marks the word being read.",
        Group.COLOURS,
        colour=True,
    ),
    Setting(
        "light.style",
        "fill",
        "How the word is marked",
        "Line and frame need no colour to be seen.",
        Group.HIGHLIGHT,
        choices=(
            Choice("fill", "Filled box"),
            Choice("line", "Thick line below"),
            Choice("frame", "Frame"),
            Choice("none", "No mark"),
        ),
    ),
    Setting(
        key="light.sentence",
        default=True,
        label="Tint the sentence",
        help="Lays a tint under the whole sentence that is being read.",
        group=Group.HIGHLIGHT,
    ),
    Setting(
        key="light.bar",
        default=True,
        label="Bar beside the sentence",
        help="Draws a bar in the margin, along the lines that are being read.",
        group=Group.HIGHLIGHT,
    ),
    Setting(
        key="light.follow",
        default=True,
        label="Keep it in view",
        help="Moves the page along with the voice.",
        group=Group.HIGHLIGHT,
    ),
    Setting(
        "light.place",
        35,
        "Where the line stands",
        "How far down the window the line being read is kept: 0 is the top, 100 the bottom.",
        Group.HIGHLIGHT,
        (5, 90),
        5,
        "%",
    ),
    Setting(
        key="light.fixed",
        default=False,
        label="Fixed reading line",
        help="The line being read stays at one height, and the text passes it.",
        group=Group.HIGHLIGHT,
    ),
    Setting(
        key="light.spot",
        default=False,
        label="Passing text",
        help="Each paragraph is one line that passes one spot in step with the voice: for eyes that cannot follow lines.",
        group=Group.HIGHLIGHT,
    ),
    Setting(
        "light.across",
        30,
        "Where the spot is",
        "How far across the window the passing word begins: 0 is the left edge, 100 the right one.",
        Group.HIGHLIGHT,
        (0, 80),
        5,
        "%",
    ),
    Setting(
        "guide.style",
        "none",
        "Reading ruler",
        "A ruler marks the lines being read; a mask covers everything else.",
        Group.HIGHLIGHT,
        choices=(
            Choice("none", "No ruler"),
            Choice("ruler", "Ruler"),
            Choice("mask", "Mask"),
        ),
    ),
    Setting(
        "guide.height",
        2,
        "Height of the ruler",
        "How many lines it shows.",
        Group.HIGHLIGHT,
        (1, 12),
        1,
        "lines",
    ),
    Setting(
        "guide.follows",
        "voice",
        "The ruler follows",
        "Without the voice it follows the caret.",
        Group.HIGHLIGHT,
        choices=(Choice("voice", "The voice"), Choice("pointer", "The pointer")),
    ),
    Setting(
        "voice.id",
        "",
        "Voice",
        "Who reads; empty for the best voice of the text's language.",
        Group.VOICE,
        shown=False,
    ),
    Setting("voice.rate", 180, "Speed", "True words a minute.", Group.VOICE, (70, 900), 10, "words a minute"),
    Setting("voice.pitch", 50, "Pitch", "50 is the voice's own; lower is deeper.", Group.VOICE, (0, 100), 5),
    Setting("voice.volume", 100, "Volume", "Loudness of the voice alone.", Group.VOICE, (0, 100), 5, "%"),
    Setting(
        "voice.pauses",
        100,
        "Pauses",
        "Between sentences and paragraphs, in per cent of the usual ones.",
        Group.VOICE,
        (0, 300),
        25,
        "%",
    ),
    Setting(
        "speech.numbers",
        "natural",
        "How numbers are said",
        "Digit by digit helps to check codes and figures.",
        Group.VOICE,
        choices=(Choice("natural", "As a person would"), Choice("digits", "Digit by digit")),
    ),
    Setting(
        "speech.punctuation",
        "natural",
        "How punctuation is said",
        "Naming every mark helps to proofread.",
        Group.VOICE,
        choices=(Choice("natural", "As pauses"), Choice("all", "Every mark by its name")),
    ),
    Setting(key="speech.lists", default=True, label="Read lists", help=PASSED, group=Group.VOICE),
    Setting(key="speech.tables", default=True, label="Read tables", help=PASSED, group=Group.VOICE),
    Setting(key="speech.quotes", default=True, label="Read quotes", help=PASSED, group=Group.VOICE),
    Setting(key="speech.code", default=True, label="Read code", help=PASSED, group=Group.VOICE),
    Setting(key="speech.captions", default=True, label="Read captions", help=PASSED, group=Group.VOICE),
    Setting(
        "sound.device",
        "",
        "Sound device",
        "Where the sound goes; empty for the one that the system chose.",
        Group.VOICE,
        shown=False,
    ),
    Setting(
        "voice.wait",
        2,
        "Wait for the screen reader",
        "While a screen reader is on, reading begins by itself only after so many seconds.",
        Group.VOICE,
        (0, 10),
        1,
        "s",
    ),
    Setting(
        "voice.beside",
        "duck",
        "Beside a screen reader",
        "What the voice does for so long when a screen reader has something to say.",
        Group.VOICE,
        choices=(
            Choice("duck", "Grows quieter"),
            Choice("wait", "Waits"),
            Choice("nothing", "Reads on"),
        ),
    ),
    Setting(
        "window.size",
        100,
        "Size of buttons and menus",
        "Changes the controls, not the article; holds from the next start.",
        Group.WINDOW,
        (100, 400),
        25,
        "%",
    ),
    Setting(
        key="window.greeted",
        default=False,
        label="First start",
        help="Whether the questions of the first start were answered or left out.",
        group=Group.WINDOW,
        shown=False,
    ),
    Setting(
        "window.language",
        "system",
        "Language",
        "The language of menus, messages and help; holds from the next start.",
        Group.WINDOW,
        choices=LANGUAGES,
    ),
    Setting(
        key="window.summary",
        default=True,
        label="Summary beside the article",
        help="Shows both where the window is wide enough.",
        group=Group.WINDOW,
    ),
    Setting(
        key="window.keys",
        default=True,
        label="Single keys",
        help="Lets Space play and pause while the article has the focus.",
        group=Group.WINDOW,
    ),
    Setting(
        "summary.step",
        "key points",
        "How much a summary tells",
        "Each step holds everything of the one before; after the last comes the article itself.",
        Group.WINDOW,
        choices=(
            Choice("headline", "Headline"),
            Choice("one sentence", "One sentence"),
            Choice("key points", "Key points"),
            Choice("longer", "Longer"),
        ),
    ),
    Setting(
        "summary.sentences",
        5,
        "Sentences in the key points",
        "How many sentences of a story its key points are.",
        Group.WINDOW,
        (1, 30),
        1,
    ),
    Setting(
        key="summary.before",
        default=False,
        label="Tell me more from the sentence before",
        help="Begins one sentence earlier in the article, so that the place is heard in its setting.",
        group=Group.WINDOW,
    ),
    Setting(
        key="library.keep",
        default=True,
        label="Keep stories and places on this machine",
        help="A story that is opened again goes on where you stopped; without this nothing more is kept.",
        group=Group.LIBRARY,
    ),
    Setting(
        "export.format",
        "mp3",
        "Kind of file",
        "MP3 plays everywhere; EPUB is a book that shows each sentence while it is heard.",
        Group.EXPORT,
        choices=(
            Choice("mp3", "MP3"),
            Choice("m4b", "M4B audiobook"),
            Choice("opus", "Opus, the smallest"),
            Choice("flac", "FLAC"),
            Choice("wav", "WAV"),
            Choice("epub", "EPUB with sound"),
        ),
    ),
    Setting(
        "export.what",
        "whole",
        "What goes into it",
        "The summary can come before the text, as a chapter of its own.",
        Group.EXPORT,
        choices=(
            Choice("whole", "The whole text"),
            Choice("summary-first", "Summary first, then the text"),
            Choice("summary", "The summary only"),
        ),
    ),
    Setting(
        "export.folder",
        "",
        "Folder",
        "Where files were made last.",
        Group.EXPORT,
        shown=False,
    ),
)

TABLE: Mapping[str, Setting] = MappingProxyType({s.key: s for s in SETTINGS})


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a settings file that could not be used."""

    key: str
    """Empty when the file as a whole makes no sense."""
    value: str
    """What stood there, cut short."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that was chosen; what was not has its default."""

    chosen: Mapping[str, Value] = field(default_factory=dict)
    """Only what differs from the default."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Shortcuts that a person changed: command id to keys as Qt writes them, empty for none."""

    def number(self, key: str) -> int:
        """The number under `key`."""
        value = self.chosen.get(key, TABLE[key].default)
        assert isinstance(value, int)  # noqa: S101 - the table is ours: another type is a defect
        return value

    def flag(self, key: str) -> bool:
        """The yes or no under `key`."""
        return bool(self.number(key))

    def word(self, key: str) -> str:
        """The word under `key`."""
        return str(self.chosen.get(key, TABLE[key].default))

    def value(self, key: str) -> Value:
        """What stands under `key`, of the type of its default."""
        return self.chosen.get(key, TABLE[key].default)

    def having(self, key: str, value: Value) -> Settings:
        """The same settings with one changed; numbers beyond the bounds become the nearest allowed.

        Raises:
            ValueError: `value` has the wrong type or is not among the choices.
        """
        setting = TABLE[key]
        if isinstance(value, int) and not isinstance(value, bool) and setting.bounds:
            value = setting.nearest(value)
        if not setting.admits(value):
            raise ValueError(f"{key} cannot be {value!r}")
        rest = {k: v for k, v in self.chosen.items() if k != key}
        return replace(self, chosen=rest if value == setting.default else {**rest, key: value})

    def with_keys(self, command: str, shortcut: str) -> Settings:
        """The same settings with another shortcut for a command."""
        return replace(self, keys={**self.keys, command: shortcut})


def parse(written: str) -> tuple[Settings, tuple[Fault, ...]]:
    """Settings out of a file's text, with everything that could not be used."""
    try:
        raw = json.loads(written)
    except (ValueError, RecursionError):
        return Settings(), (Fault("", written[:80]),)
    if not isinstance(raw, dict):
        return Settings(), (Fault("", written[:80]),)
    settings, faults = Settings(), list[Fault]()
    for key, value in raw.items():
        setting = TABLE.get(key)
        if key == "keys" and isinstance(value, dict):
            good = {str(k): v for k, v in value.items() if isinstance(v, str) and len(v) <= LONGEST}
            settings = replace(settings, keys=good)
            faults += [Fault(f"keys.{k}", repr(v)[:80]) for k, v in value.items() if k not in good]
        elif setting is not None and setting.admits(value):
            settings = settings.having(key, value)
        else:
            faults.append(Fault(str(key), repr(value)[:80]))
    return settings, tuple(faults)


def serialise(settings: Settings) -> str:
    """The text that `parse` turns back into the same settings; only what differs from the defaults."""
    content: dict[str, object] = dict(sorted(settings.chosen.items()))
    if settings.keys:
        content["keys"] = dict(sorted(settings.keys.items()))
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"
