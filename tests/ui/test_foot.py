"""The line at the foot of the window."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6.QtTest")
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from reader.ui.foot import Foot
from reader.ui.words import isolated


def written(image: QImage) -> list[int]:
    """The columns in which something is written."""
    ground = image.pixel(0, 0)
    return [
        x for x in range(image.width()) if any(image.pixel(x, y) != ground for y in range(image.height()))
    ]


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("title", ["The night ferry", "رات کی کشتی"])
@pytest.mark.usefixtures("qt")
def test_a_title_stands_where_lines_begin_in_the_language_of_the_window(
    way: Qt.LayoutDirection, title: str
) -> None:
    parent = QWidget()
    parent.setLayoutDirection(way)
    foot = Foot(parent)
    foot.resize(600, 40)
    foot.show_line(isolated(title))
    parent.show()
    QApplication.processEvents()
    label = foot.findChildren(QLabel)[0]
    columns = written(label.grab().toImage())
    middle = label.width() / 2
    parent.close()
    if way is Qt.LayoutDirection.RightToLeft:
        assert columns[0] > middle
    else:
        assert columns[-1] < middle
