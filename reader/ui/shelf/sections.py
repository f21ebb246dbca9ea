"""Lets a person choose what part of the library is listed: beside the list, or behind one button where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QPushButton, QWidget

from reader.ui.shelf import told
from reader.ui.shelf.needs import Section, Shown, Sizes
from reader.ui.words import count, tr

FIXED = (Section.ALL, Section.QUEUE, Section.UNREAD, Section.BEGUN, Section.FINISHED, Section.HISTORY)
_SHOWN = Qt.ItemDataRole.UserRole


class Sections(QListWidget):
    """The sections and then the tags, each with how many documents it holds."""

    chosen = Signal(object)
    """`Shown`, without words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Sections of the library"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.button = QPushButton(parent)
        """Stands for the list where that has no room."""
        self.menu = QMenu(tr("Section"), self.button)
        self.button.clicked.connect(
            lambda: self.menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))
        )
        self._group = QActionGroup(self)
        self._group.triggered.connect(lambda action: self.choose(action.data()))
        self._filling = False
        self.show_sizes(Sizes({}))
        self.setCurrentRow(0)
        self.currentItemChanged.connect(lambda *_: self._changed())

    @property
    def shown(self) -> Shown:
        """What is chosen."""
        item = self.currentItem()
        shown = item.data(_SHOWN) if item is not None else None
        return shown if isinstance(shown, Shown) else Shown()

    def choose(self, shown: Shown) -> None:
        """Chooses a section."""
        for number in range(self.count()):
            if self.item(number).data(_SHOWN) == shown:
                self.setCurrentRow(number)

    def show_sizes(self, sizes: Sizes) -> None:
        """Fills it anew and keeps what is chosen; a tag that is gone gives way to all."""
        before = self.shown
        entries = [
            (Shown(section), told.section_name(section), sizes.sections.get(section, 0)) for section in FIXED
        ]
        entries += [(Shown(Section.TAG, tag), tr("Tag: {tag}", tag=tag), n) for tag, n in sizes.tags]
        self._filling = True
        if [self.item(n).data(_SHOWN) for n in range(self.count())] != [shown for shown, _, _ in entries]:
            self._fill(entries, before)
        for number, (_, name, size) in enumerate(entries):
            self.item(number).setText(f"{name}  {size:,}")
            self.item(number).setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{name}, " + count("{n} document", "{n} documents", size),
            )
            self._group.actions()[number].setText(f"{name}  {size:,}".replace("&", "&&"))
        self._filling = False
        self._name_button()
        if self.shown != before:
            self.chosen.emit(self.shown)

    def _fill(self, entries: list[tuple[Shown, str, int]], chosen: Shown) -> None:
        self.clear()
        for action in self._group.actions():
            self._group.removeAction(action)
        self.menu.clear()
        for shown, _, _ in entries:
            item = QListWidgetItem(self)
            item.setData(_SHOWN, shown)
            item.setSizeHint(QSize(0, 46))
            action = QAction(self.menu)
            action.setCheckable(True)
            action.setData(shown)
            self._group.addAction(action)
            self.menu.addAction(action)
            if shown == chosen:
                self.setCurrentItem(item)
        if self.currentItem() is None:
            self.setCurrentRow(0)

    def _changed(self) -> None:
        if not self._filling and self.currentItem() is not None:
            self._name_button()
            self.chosen.emit(self.shown)

    def _name_button(self) -> None:
        number = self.currentRow()
        if 0 <= number < len(self._group.actions()):
            self._group.actions()[number].setChecked(True)
            text = self.item(number).text()
            self.button.setText(f"{text.replace('&', '&&')}  ▾")
            self.button.setAccessibleName(
                tr("Section: {name}", name=self.item(number).data(Qt.ItemDataRole.AccessibleTextRole))
            )
