"""A cover shows the title, in any script, and fails quietly."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from reader.app import build
from reader.devices.desktop.cover import SIDE, painted


@pytest.mark.parametrize("title", ["Low tide", "港の朝", "x" * 5000, "صباح", "a\nb"])
def test_any_title_is_painted(title: str) -> None:
    from PySide6.QtGui import QImage

    image = QImage.fromData(build.cover(title, "A. Writer"))
    assert (image.width(), image.height()) == (SIDE, SIDE)
    inked = sum(
        image.pixelColor(x, y).lightness() > 128 for x in range(100, 1300, 5) for y in range(130, 1180, 5)
    )
    assert inked > 200


def test_without_qt_there_is_no_cover(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "none"))
    assert painted("Low tide", "", []) == b""
