from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from reader.app.commands import (
    BY_ID,
    COMMANDS,
    Act,
    Change,
    Menu,
    Move,
    Playing,
    State,
    holder_of,
    keys_of,
)
from reader.app.keyboards import ways_to_write
from reader.core.settings import TABLE

PROMISED = {
    "Space": "read.toggle", "F5": "read.play", "F6": "read.pause", "F7": "read.stop", "Esc": "read.silence",
    "Alt+Left": "go.sentence.back", "Alt+Right": "go.sentence.on", "Alt+Up": "go.paragraph.back", "Alt+Down": "go.paragraph.on",
    "Alt+PgUp": "go.heading.back", "Alt+PgDown": "go.heading.on", "Ctrl+Shift+.": "read.faster", "Ctrl+Shift+,": "read.slower",
    "Ctrl+I": "go.where", "Ctrl+O": "open.file", "Ctrl+L": "open.address", "Ctrl+Shift+V": "open.paste", "F8": "read.selection",
    "Ctrl+Shift+S": "summary.switch", "Ctrl+Shift+D": "removed.hear", "Ctrl++": "view.larger", "Ctrl+-": "view.smaller",
    "Ctrl+0": "view.normal", "F11": "view.full", "Ctrl+K": "view.palette", "F1": "help.help", "Shift+F1": "help.key", "F3": "go.find.next",
}  # fmt: skip


@pytest.mark.parametrize(("key", "command"), PROMISED.items())
def test_every_promised_key_does_what_was_promised(key: str, command: str) -> None:
    holder = holder_of(key, {})
    assert holder is not None
    assert holder.id == command


def test_no_two_commands_share_an_id_a_key_or_a_name() -> None:
    keys = [k.casefold() for c in COMMANDS for k in c.keys]
    assert len(BY_ID) == len(COMMANDS)
    assert len(keys) == len(set(keys))
    assert len({c.name for c in COMMANDS}) == len(COMMANDS)


def test_every_command_has_a_key_and_a_sentence_of_help() -> None:
    for command in COMMANDS:
        assert command.keys, command.id
        assert command.help.endswith("."), command.id
        assert command.title, command.id


def test_no_two_entries_of_one_menu_open_with_the_same_letter() -> None:
    for menu in Menu:
        letters = [
            c.title[c.title.index("&") + 1].casefold() for c in COMMANDS if c.menu is menu and "&" in c.title
        ]
        assert len(letters) == len(set(letters)), menu


def test_every_act_belongs_to_a_command_and_every_change_to_a_setting() -> None:
    assert {c.event for c in COMMANDS if isinstance(c.event, Act)} == set(Act)
    assert {c.event.key for c in COMMANDS if isinstance(c.event, Change)} <= set(TABLE)
    assert all(c.event.step in (-1, 1) for c in COMMANDS if isinstance(c.event, Move))


def test_nothing_can_be_read_before_something_is_open() -> None:
    usable = {c.id for c in COMMANDS if c.enabled(State())}
    assert not usable & {
        "read.play",
        "read.toggle",
        "go.sentence.on",
        "summary.switch",
        "removed.hear",
        "go.find",
    }
    assert {"open.file", "open.address", "open.paste", "help.help", "view.palette", "quit"} <= usable


def test_silence_can_be_asked_for_whenever_something_sounds() -> None:
    silence = BY_ID["read.silence"]
    assert silence.enabled(State(playing=Playing.PLAYING))
    assert silence.enabled(State(playing=Playing.PAUSED))


def test_every_state_can_be_asked() -> None:
    for document, playing, summary in itertools.product((False, True), Playing, (False, True)):
        for command in COMMANDS:
            assert command.enabled(State(document=document, playing=playing, summary=summary)) in (
                True,
                False,
            )


def test_a_changed_key_takes_the_place_of_the_old_ones() -> None:
    assert keys_of(BY_ID["read.play"], {"read.play": "Ctrl+P"}) == ("Ctrl+P",)
    assert keys_of(BY_ID["read.play"], {"read.play": ""}) == ()
    assert holder_of("F5", {"read.play": "Ctrl+P"}) is None
    assert holder_of("ctrl+p", {"read.play": "Ctrl+P"}) is BY_ID["read.play"]
    assert holder_of("", {"read.play": ""}) is None


def test_the_table_is_the_only_place_where_keys_are_bound() -> None:
    root = Path(__file__).parents[2] / "reader" / "ui"
    for file in root.glob("*.py"):
        assert "QShortcut(" not in file.read_text("utf-8"), file.name


@pytest.mark.parametrize(
    "pressed", ["Ctrl+Shift+.", "Ctrl+Shift+>", "Ctrl+>", "Ctrl+Shift+:", "ctrl+shift+>"]
)
def test_a_key_is_known_however_the_keyboard_writes_it(pressed: str) -> None:
    holder = holder_of(pressed, {})
    assert holder is not None
    assert holder.id == "read.faster"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ctrl++", "Ctrl+Shift+=", True),
        ("Ctrl+Shift++", "Ctrl++", True),
        ("Ctrl+.", "Ctrl+Shift+.", False),
        ("Ctrl+A", "Ctrl+Shift+A", False),
        ("Ctrl+1", "Ctrl+!", False),
        ("Ctrl+Shift+1", "Ctrl+!", True),
        ("F3", "Shift+F3", False),
        ("", "", False),
        ("Ctrl+Alt+X", "Alt+Ctrl+X", True),
    ],
)
def test_two_ways_to_write_a_key(one: str, other: str, same: bool) -> None:
    assert bool(ways_to_write(one) & ways_to_write(other)) is same


def test_no_command_takes_the_key_of_another_on_any_of_these_keyboards() -> None:
    for one, other in itertools.combinations(COMMANDS, 2):
        for a in one.keys:
            assert not any(ways_to_write(a) & ways_to_write(b) for b in other.keys), (one.id, other.id)
