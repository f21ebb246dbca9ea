"""Shows the window: as little as possible before it is seen, everything else right after."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from reader.devices.files.settings import load, save

if TYPE_CHECKING:
    from reader.app.instance import Door
    from reader.ui.needs import Parts


def run(
    inputs: Sequence[str] = (),
    *,
    ready: str | None = None,
    play: bool = False,
    parts: Parts | None = None,
    door: Door | None = None,
) -> int:
    """Runs the window until it is closed; the exit status comes back.

    Args:
        inputs: a file or an address; the last one is shown.
        ready: a file that is made once the window is shown, for measurements.
        play: read aloud as soon as the first text is open.
        parts: what stands behind the window; the program's own where None.
        door: where later starts of the program find this window; nowhere where None.
    """
    app = QApplication.instance() or QApplication(["reader"])
    assert isinstance(app, QApplication)  # noqa: S101 - the line above made it
    app.setApplicationName("reader")
    app.setApplicationDisplayName("Reader")
    app.setDesktopFileName("reader")
    app.setStyle("Fusion")
    from reader.ui import announcing, fonts
    from reader.ui.frame import set_interface_size
    from reader.ui.language import speak_language
    from reader.ui.window import Window

    announcing.install()
    settings, faults = load()
    speak_language(app, settings.word("window.language"))
    fonts.add_shipped_fonts()
    set_interface_size(app, settings.number("window.size"))
    if parts is None:
        from reader.ui.real_parts import RealParts

        parts = RealParts()
    window = Window(parts, settings, save)
    first = not inputs and not settings.flag("window.greeted")
    if first:
        window.first_start().foretell()
    window.show()
    if door is not None and door.place:
        from reader.ui.later_starts import LaterStarts

        LaterStarts(window, parts, door.place).queued.connect(window.refresh_library)

    def begin() -> None:
        if ready:
            Path(ready).touch()
        if inputs:
            window.open(inputs[-1], play, others=len(inputs) - 1)
        elif first:
            window.first_start().begin()
        else:
            window.show_welcome()
        window.session.playback.prepare()
        from reader.ui.icons import program_icon

        app.setWindowIcon(program_icon())
        if faults:
            window.tell_faults(faults)

    # once the event loop has drawn the window
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, begin))
    try:
        return app.exec()
    finally:
        if door is not None:
            door.close()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
