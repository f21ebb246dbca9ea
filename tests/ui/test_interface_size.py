"""Large buttons and menus: the page keeps its room, and no menu is cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.ui.fakes import FakeParts

pytest.importorskip("PySide6.QtTest")
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QSpinBox, QWidget

from reader.ui.frame import set_interface_size
from reader.ui.window import Window

Until = Callable[[Callable[[], bool]], None]


@pytest.fixture
def sized(
    parts: FakeParts, shown: Callable[..., Window], until: Until
) -> Iterator[Callable[[int, int, int], Window]]:
    """A window with controls of so many per cent, and with a story."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    usual = app.font()

    def show(per_cent: int, width: int, height: int) -> Window:
        set_interface_size(app, per_cent)
        window = shown(parts, width=width, height=height)
        window.open("example")
        until(lambda: window.session.story is not None)
        QApplication.processEvents()
        return window

    yield show
    app.setFont(usual)


@pytest.mark.parametrize(("width", "height"), [(1180, 760), (800, 600)])
def test_the_page_keeps_its_room_beside_controls_of_200_per_cent(
    sized: Callable[[int, int, int], Window], width: int, height: int
) -> None:
    window = sized(200, width, height)
    line = window._article.page.fontMetrics().height()
    assert window._article.page.viewport().height() > max(height * 0.28, 2 * line)
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLineEdit | QSpinBox):
            corner = widget.mapTo(window, QPoint(0, 0))
            assert corner.x() + widget.width() <= width, widget.accessibleName()
            assert corner.y() + widget.height() <= height, widget.accessibleName()
    foot = window._foot._line
    assert foot.height() >= foot.heightForWidth(foot.width())


def test_the_library_lists_more_than_one_document_beside_controls_of_200_per_cent(
    sized: Callable[[int, int, int], Window], until: Until
) -> None:
    window = sized(200, 1180, 760)
    window.perform("library.show")
    view = window._library
    assert view is not None
    until(lambda: view.list.documents.rowCount() > 2 and view.list.row is not None)
    second = view.list.visualRect(view.list.documents.index(1))
    assert second.bottom() <= view.list.viewport().height()


@pytest.mark.parametrize("per_cent", [100, 150, 200])
def test_no_menu_is_behind_an_edge(sized: Callable[[int, int, int], Window], per_cent: int) -> None:
    window = sized(per_cent, 1100, 760)
    for width in (1100, 900, 700, 600, 560):
        window.resize(width, 760)
        QApplication.processEvents()
        bar = window.menuBar()
        last = bar.actionGeometry(bar.actions()[-1])
        assert window._bar._menu.isVisible() or (0 < last.right() <= width)


def test_the_controls_of_400_per_cent_leave_the_page_more_than_a_line(
    sized: Callable[[int, int, int], Window],
) -> None:
    window = sized(400, 1280, 780)
    assert window._bar.height() <= 780 * 0.3 + 16
    assert window._article.page.viewport().height() > 150


@pytest.mark.parametrize("per_cent", [200, 400])
def test_the_settings_show_their_numbers_and_buttons_whole_at_any_size(
    sized: Callable[[int, int, int], Window], monkeypatch: pytest.MonkeyPatch, per_cent: int
) -> None:
    from reader.ui import fitting
    from reader.ui.settings_dialog import SettingsDialog

    monkeypatch.setattr(fitting, "room_of", lambda _: QSize(1280, 800))
    window = sized(per_cent, 1280, 780)
    dialog = SettingsDialog(window.session.settings, lambda *_: None, window.theme, window)
    dialog.show()
    QApplication.processEvents()
    for box in dialog.findChildren(QSpinBox):
        right = box.mapTo(dialog, QPoint(box.width(), 0)).x()
        assert right <= dialog.width(), box.accessibleName()
    dialog.close()
    dialog.deleteLater()
