"""The window as a desktop sees it."""

from __future__ import annotations

import sys
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.ui.desktop import NEEDED, Desktop, missing

ROOT = Path(__file__).parents[2]


def entry() -> dict[str, str]:
    """What the desktop is told of the program."""
    file = ConfigParser(interpolation=None)
    file.optionxform = str  # type: ignore[assignment, method-assign]
    file.read(ROOT / "packaging" / "linux" / "reader.desktop", "utf-8")
    return dict(file["Desktop Entry"])


@pytest.mark.skipif(
    bool(missing(*NEEDED, "xprop")), reason=f"needs {missing(*NEEDED, 'xprop')}, to look at the window"
)
def test_the_window_belongs_to_the_desktop_entry_and_has_its_icon() -> None:
    with Desktop() as desktop:
        desktop.show([sys.executable, str(Path(__file__).parent / "demo.py")])
        number = desktop.run("xdotool", "search", "--sync", "--onlyvisible", "--name", "Reader").split()[0]

        def told(name: str) -> str:
            return desktop.run("xprop", "-id", number, name)

        assert f'"{entry()["StartupWMClass"]}"' in told("WM_CLASS")
        desktop.wait(
            lambda: "_NET_WM_ICON" in told("_NET_WM_ICON") and "not found" not in told("_NET_WM_ICON"),
            "the icon",
        )


def test_the_program_has_an_icon_in_every_usual_size(qt: object) -> None:
    from reader.ui.icons import program_icon

    icon = program_icon()
    for size in (16, 32, 48, 256):
        drawn = icon.pixmap(size, size).toImage()
        assert drawn.width() == size
        assert drawn.pixelColor(size // 2, size // 10).alpha() == 255
        assert drawn.pixelColor(0, 0).alpha() == 0
