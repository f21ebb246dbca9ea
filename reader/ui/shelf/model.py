"""Gives the list its rows: all of them are known by number at once, and looked up a page at a time as they are seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from reader.ui.shelf import told
from reader.ui.shelf.needs import Row, Section
from reader.ui.words import tr

PAGE = 60
"""Rows that are looked up together; some more than a tall window shows."""
ROW = Qt.ItemDataRole.UserRole
"""The role of a row's `Row`, or None while it is looked up."""
Index = QModelIndex | QPersistentModelIndex


class Documents(QAbstractListModel):
    """The documents of one section, or what a search found; lives in the window's thread."""

    wanted = Signal(object)
    """Ids of rows that are seen and not known yet; `take` answers."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ids: list[int] = []
        self._rows: dict[int, Row] = {}
        self._asked: set[int] = set()
        self._rate = 180
        self._section = Section.ALL
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self._ask)
        self._seen: set[int] = set()

    # ── what is shown ──

    @property
    def ids(self) -> Sequence[int]:
        """The documents, in their order."""
        return self._ids

    def show(self, ids: Sequence[int], section: Section) -> None:
        """Lists these; what is known of them is looked up anew. One that came, went or moved is told as that."""
        self._section = section
        self._asked.clear()
        if not self._change_little(list(ids)):
            self.beginResetModel()
            self._ids = list(ids)
            self.endResetModel()

    def show_found(self, rows: Sequence[Row], section: Section) -> None:
        """Lists what a search found."""
        self.beginResetModel()
        self._section = section
        self._ids = [row.id for row in rows]
        self._rows = {row.id: row for row in rows}
        self._asked = set(self._ids)
        self.endResetModel()

    def take(self, rows: Sequence[Row]) -> None:
        """What was wanted."""
        for row in rows:
            self._rows[row.id] = row
        numbers = {row.id for row in rows}
        seen = [number for number, key in enumerate(self._ids) if key in numbers]
        if seen:
            self.dataChanged.emit(self.index(min(seen)), self.index(max(seen)))

    def forget_rows(self, ids: Sequence[int] = ()) -> None:
        """These are looked up again when they are seen; without ids all are."""
        if ids:
            for key in ids:
                self._asked.discard(key)
        else:
            self._asked.clear()
        if self._ids:
            self.dataChanged.emit(self.index(0), self.index(len(self._ids) - 1))

    def set_rate(self, words_a_minute: int) -> None:
        """Tells how long each takes."""
        self._rate = words_a_minute

    def row_of(self, key: int) -> Row | None:
        """What is known of a document, where it is."""
        return self._rows.get(key)

    def number_of(self, key: int) -> int:
        """Its place in the list, from 0, or -1."""
        try:
            return self._ids.index(key)
        except ValueError:
            return -1

    # ── Qt's questions ──

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._ids)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._ids):
            return None
        key = self._ids[index.row()]
        if role in (ROW, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            self._see(index.row(), key)
        row = self._rows.get(key)
        match role:
            case Qt.ItemDataRole.UserRole:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return told.name(row) if row else ""
            case Qt.ItemDataRole.AccessibleTextRole:
                return told.spoken(row, self._rate, self._section) if row else tr("One moment")
            case _:
                return None

    def line_of(self, row: Row) -> str:
        """What stands below its title."""
        return told.line(row, self._rate)

    def spoken_of(self, row: Row) -> str:
        """What a screen reader says of it."""
        return told.spoken(row, self._rate, self._section)

    # ── looking up ──

    def _see(self, number: int, key: int) -> None:
        if key not in self._asked:
            self._seen.add(number)
            self._asking.start()

    def _ask(self) -> None:
        numbers = sorted(self._seen)
        self._seen.clear()
        wanted: dict[int, None] = {}
        for number in numbers:
            first = max(0, number - PAGE // 3)
            for key in self._ids[first : first + PAGE]:
                if key not in self._asked:
                    wanted[key] = None
        if wanted:
            self._asked.update(wanted)
            self.wanted.emit(list(wanted))

    def _change_little(self, ids: list[int]) -> bool:
        """Whether the new order differs by at most one document, which is told to the view as such."""
        old = self._ids
        if ids == old:
            self.forget_rows()
            return True
        at = next(
            (n for n, (a, b) in enumerate(zip(old, ids, strict=False)) if a != b), min(len(old), len(ids))
        )
        if len(ids) == len(old) - 1 and old[at + 1 :] == ids[at:]:
            self.beginRemoveRows(QModelIndex(), at, at)
            self._ids = ids
            self.endRemoveRows()
            return True
        if len(ids) == len(old) + 1 and ids[at + 1 :] == old[at:]:
            self.beginInsertRows(QModelIndex(), at, at)
            self._ids = ids
            self.endInsertRows()
            return True
        if len(ids) == len(old):
            back = len(ids) - next(
                n for n, (a, b) in enumerate(zip(reversed(old), reversed(ids), strict=True)) if a != b
            )
            if old[at] == ids[back - 1] and old[at + 1 : back] == ids[at : back - 1]:
                return self._move(at, back - 1, ids)
            if old[back - 1] == ids[at] and old[at : back - 1] == ids[at + 1 : back]:
                return self._move(back - 1, at, ids)
        return False

    def _move(self, start: int, to: int, ids: list[int]) -> bool:
        self.beginMoveRows(QModelIndex(), start, start, QModelIndex(), to + 1 if to > start else to)
        self._ids = ids
        self.endMoveRows()
        return True
