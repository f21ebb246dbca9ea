from __future__ import annotations

from reader.app.commands import COMMANDS
from reader.app.manual import manual, welcome
from reader.core.document import Kind, Span
from reader.core.settings import SETTINGS


def whole(text: str, _language: str) -> list[Span]:
    return [Span(0, len(text))]


def test_the_manual_names_every_command_with_its_key_and_every_setting() -> None:
    text = manual(whole, {"read.play": "Ctrl+P"}).text
    for command in COMMANDS:
        assert command.help in text
    for setting in SETTINGS:
        assert setting.help in text or not setting.shown
    assert "Read: Ctrl+P." in text


def test_the_manual_has_headings_to_move_by() -> None:
    headings = [b for b in manual(whole, {}).blocks if b.kind is Kind.HEADING]
    assert len(headings) > 8


def test_an_empty_window_says_how_to_begin() -> None:
    assert "Ctrl+L" in welcome(whole, {}).text
