"""Qt without a screen, unless the environment says otherwise."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from reader.core.settings import Settings
    from reader.ui.needs import Parts
    from reader.ui.window import Window
    from tests.ui.fakes import FakeParts

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test keeps anything in the folders of the person who runs it."""
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr("reader.app.build.library_file", lambda: tmp_path / "library.sqlite3")


@pytest.fixture(autouse=True)
def no_windows_left() -> Iterator[None]:
    """Deletes what was closed; each window that stays makes the tests after it slower."""
    yield
    from PySide6.QtCore import QCoreApplication, QEvent

    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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


@pytest.fixture
def parts(qt: object) -> FakeParts:
    """What stands behind the window."""
    from tests.ui.fakes import FakeParts

    return FakeParts()


@pytest.fixture
def shown(qt: object) -> Iterator[Callable[..., Window]]:
    """Shows windows, and closes them after the test."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    from reader.core.settings import Settings
    from reader.ui.window import Window

    windows: list[Window] = []

    def show(parts: Parts, settings: Settings | None = None, width: int = 1200, height: int = 800) -> Window:
        window = Window(parts, settings or Settings(), lambda _: None)
        windows.append(window)
        window.setWindowState(Qt.WindowState.WindowNoState)  # the screen of the tests is a small one
        window.resize(width, height)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        return window

    yield show
    for window in windows:
        window.close()
        window.deleteLater()
    QApplication.processEvents()


@pytest.fixture
def window(parts: FakeParts, shown: Callable[..., Window]) -> Window:
    """A window in which nothing was opened yet."""
    return shown(parts)
