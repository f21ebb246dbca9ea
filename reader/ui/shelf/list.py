"""Lists documents; moves, opens and removes by the keys of the table of commands."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from reader.ui.colours import Theme
from reader.ui.shelf.model import Documents
from reader.ui.shelf.needs import Row
from reader.ui.shelf.painting import RowPainter
from reader.ui.words import tr


class DocumentList(QListView):
    """Remembers what is chosen by its id, whatever comes and goes around it."""

    chose = Signal()
    """Another document is chosen, or none."""
    left = Signal()
    """Esc was pressed."""
    above = Signal()
    """Up was pressed in the first row."""

    def __init__(self, theme: Theme, menu: QMenu, parent: QWidget) -> None:
        super().__init__(parent)
        self.documents = Documents(self)
        self.setModel(self.documents)
        self._painter = RowPainter(self.documents, theme, self)
        self.setItemDelegate(self._painter)
        self._menu = menu
        self.setObjectName("documents")
        self.setAccessibleName(tr("Documents"))
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(80)
        self._key = 0
        self._number = 0
        self.documents.modelAboutToBeReset.connect(self._note)
        self.documents.modelReset.connect(self._choose_again)
        self.documents.rowsRemoved.connect(lambda *_: self._choose_again())
        self.selectionModel().currentChanged.connect(lambda *_: self._changed())

    @property
    def key(self) -> int:
        """The id of the chosen document, or 0."""
        number = self.currentIndex().row()
        return self.documents.ids[number] if 0 <= number < len(self.documents.ids) else 0

    @property
    def keys(self) -> list[int]:
        """The ids of all that are chosen together, in the order of the list; `key` among them."""
        ids = self.documents.ids
        rows = {index.row() for index in self.selectionModel().selectedIndexes()} | {
            self.currentIndex().row()
        }
        return [ids[number] for number in sorted(rows) if 0 <= number < len(ids)]

    @property
    def row(self) -> Row | None:
        """What is known of the chosen document."""
        return self.documents.row_of(self.key)

    def set_theme(self, theme: Theme) -> None:
        self._painter.set_theme(theme)
        self.viewport().update()

    def set_snippets(self, shown: bool) -> None:
        """Whether there is a line for where a search found a document."""
        if self._painter.snippets != shown:
            self._painter.snippets = shown
            self.scheduleDelayedItemsLayout()

    def choose(self, number: int) -> None:
        """Chooses a row by its number, the nearest one there is."""
        ids = self.documents.ids
        if ids:
            index = self.documents.index(min(max(number, 0), len(ids) - 1))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def choose_key(self, key: int) -> None:
        """Chooses a document, where it is listed."""
        number = self.documents.number_of(key)
        if number >= 0:
            self.choose(number)

    def rowsAboutToBeRemoved(self, parent: QModelIndex | QPersistentModelIndex, start: int, end: int) -> None:
        """The one after what goes is chosen, as Qt does by itself where only one can be."""
        if start <= self.currentIndex().row() <= end:
            self.choose(end + 1 if end + 1 < self.documents.rowCount() else start - 1)
        super().rowsAboutToBeRemoved(parent, start, end)

    def keyboardSearch(self, search: str) -> None:
        """Looking for a first letter would look everything up; the field above searches."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Up and not event.modifiers() and self.currentIndex().row() <= 0:
            self.above.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        where = (
            self.visualRect(self.currentIndex()).center()
            if event.reason() is QContextMenuEvent.Reason.Keyboard
            else event.pos()
        )
        self._menu.popup(self.viewport().mapToGlobal(where))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # how many lines a title has depends on the width

    def _note(self) -> None:
        self._key, self._number = self.key, self.currentIndex().row()

    def _choose_again(self) -> None:
        number = self.documents.number_of(self._key) if self._key else -1
        self.choose(number if number >= 0 else max(self.currentIndex().row(), 0))

    def _changed(self) -> None:
        if self.key:
            self._key = self.key
        self.chose.emit()
