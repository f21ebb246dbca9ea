"""Qt without a screen, unless the environment says otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test keeps anything in the folders of the person who runs it."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr("reader.app.build.library_file", lambda: tmp_path / "library.sqlite3")


@pytest.fixture(scope="session")
def qt() -> object:
    """The one application of the test run."""
    from PySide6.QtWidgets import QApplication

    from reader.ui import announcing, fonts

    app = QApplication.instance() or QApplication(["reader"])
    QApplication.setStyle("Fusion")
    announcing.install()
    fonts.add_shipped_fonts()
    return app


@pytest.fixture
def until(qt: object) -> Callable[[Callable[[], bool]], None]:
    """Lets Qt work until something holds; fails after half a minute."""
    from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop

    def wait(holds: Callable[[], bool]) -> None:
        deadline = QDeadlineTimer(30_000)
        while not holds():
            assert not deadline.hasExpired(), "waited half a minute for nothing"
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    return wait
