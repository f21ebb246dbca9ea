"""Whether a window can be shown."""

from __future__ import annotations

import sys

import pytest

from reader.devices.desktop import screen

linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can lack a screen")


@linux_only
def test_without_a_display_there_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    lack = screen.lack_of_screen()
    assert lack is not None
    assert "no screen" in lack.message


@linux_only
def test_a_missing_library_is_named_with_the_line_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(screen, "LIBRARIES", {"libnothing.so.0": "libnothing0"})
    monkeypatch.setattr(screen, "SOUND_LIBRARIES", {})
    lack = screen.lack_of_screen()
    assert lack is not None
    assert lack.advice == "Install them with: sudo apt-get install libnothing0"


@linux_only
def test_with_a_display_and_the_libraries_nothing_is_lacking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(screen, "LIBRARIES", {})
    monkeypatch.setattr(screen, "SOUND_LIBRARIES", {})
    assert screen.lack_of_screen() is None
