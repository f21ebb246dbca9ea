"""Turns a title into a cover: large type, high contrast, in any script that the system has a font for.

Qt paints it, because it is here already and finds a font for every script; a library for pictures alone would
have to be taught that. It does so in a process of its own, so that nothing else needs Qt or a screen, and a fault
in a font costs no more than the cover.

    {"title", "author", "fonts"} on standard input → a PNG on standard output
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import cast

SIDE = 1400
"""Pixels: what podcast players ask for at least."""

EDGE = 100
LARGEST, SMALLEST = 220, 60
"""Pixels of the letters of a title."""
LONGEST = 300
"""Characters of a title that are painted."""
PAPER, INK, LINE = "#10233f", "#ffffff", "#ffd54a"
"""15.6:1 and 11:1."""

PATIENCE = 30.0


def painted(title: str, author: str, fonts: Sequence[Path]) -> bytes:
    """A PNG, or nothing where Qt cannot paint here; `fonts` are files, the first is used where it has the letters."""
    asked = {"title": title, "author": author, "fonts": [str(font) for font in fonts]}
    package = str(Path(__file__).parents[3])
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH", "")])),
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-P", "-m", __name__],
            input=json.dumps(asked).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=PATIENCE,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout if done.returncode == 0 and done.stdout.startswith(b"\x89PNG") else b""


def main() -> None:
    """Serves one request."""
    asked = json.load(sys.stdin)
    sys.stdout.buffer.write(paint(asked["title"], asked["author"], asked["fonts"]))


def paint(title: str, author: str, fonts: Sequence[str]) -> bytes:
    """The picture; needs a process without another Qt application."""
    from PySide6.QtCore import QBuffer, QIODevice, QRect, Qt
    from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QGuiApplication, QImage, QPainter

    application = QGuiApplication([])
    families = [
        name
        for font in fonts
        for name in QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(font))
    ]
    face = QFont(families[0]) if families else QFont()
    face.setBold(True)
    flags = int(Qt.TextFlag.TextWordWrap)
    room = QRect(EDGE, EDGE + 40, SIDE - 2 * EDGE, SIDE - 2 * EDGE - (220 if author else 40))
    shown = title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"

    def fits(size: int) -> bool:
        face.setPixelSize(size)
        taken = QFontMetrics(face).boundingRect(room, flags, shown)
        return taken.width() <= room.width() and taken.height() <= room.height()

    size = next((size for size in range(LARGEST, SMALLEST, -8) if fits(size)), SMALLEST)
    face.setPixelSize(size)
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(QColor(PAPER))
    painter = QPainter(image)
    painter.fillRect(EDGE, EDGE, 240, 16, QColor(LINE))
    painter.setPen(QColor(INK))
    painter.setFont(face)
    wrapped = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(room, int(wrapped), shown)
    face.setPixelSize(64)
    face.setBold(False)
    painter.setFont(face)
    below = QRect(EDGE, SIDE - EDGE - 120, SIDE - 2 * EDGE, 120)
    name = QFontMetrics(face).elidedText(author, Qt.TextElideMode.ElideRight, below.width())
    painter.drawText(below, int(Qt.AlignmentFlag.AlignBottom), name)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs lack the form with a device
    del application
    return cast("bytes", buffer.data().data())


if __name__ == "__main__":
    main()
