"""Puts the parts of the window together, and gives each its room and its colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reader.app.commands import Playing
from reader.core.document import Span
from reader.core.settings import Settings
from reader.ui.actions import Actions
from reader.ui.address_line import AddressLine
from reader.ui.bar import Bar
from reader.ui.colours import Theme, palette_of, style_sheet
from reader.ui.find_bar import FindBar
from reader.ui.fitting import POINTS, fit, size_in_letters
from reader.ui.focus_ring import FocusRing
from reader.ui.foot import Foot
from reader.ui.needs import Parts
from reader.ui.own_theme import theme_of
from reader.ui.pressing import Pressing
from reader.ui.reading import Shown
from reader.ui.reading_view import ReadingView
from reader.ui.session import Session
from reader.ui.shelf.desk import Desk
from reader.ui.trouble import Trouble
from reader.ui.words import tr

if TYPE_CHECKING:
    from reader.ui.shelf.view import ShelfView

WIDE = 1100
"""Pixels from which on the summary stands beside the article."""
NARROW = 560
"""Pixels below which the menu bar would hide menus; they move into one button."""
LOW = 400
TINY = 300
"""Pixels of height: 1280 × 900 at 200 % has 450, at 400 % 225."""
LISTED = 480
"""Pixels of height below which the list of the library has the room of the controls; their keys work."""
READABLE = 20
"""Characters in a line below which two columns are worse than one."""


class AskingStrip(QWidget):
    """Answers to a question that the page asks."""

    def fit(self, width: int, low: bool) -> None:
        """Takes the height that it needs at this width, and as little as it can in a low window."""


class Frame(QMainWindow):
    """What the window is made of; what it does is the `Window`'s."""

    _library: ShelfView | None = None
    """Made when it is first shown."""

    def __init__(self, parts: Parts, settings: Settings, save: Callable[[Settings], None]) -> None:
        super().__init__()
        self.setWindowTitle(tr("Reader"))
        self.setAcceptDrops(True)
        self.session = Session(parts, settings, save, self)
        self._theme = theme_of(settings)
        self._desk = Desk(self, parts)
        self._actions = Actions(self)
        everything = QMenu(self)
        self._actions.fill(self.menuBar(), everything)
        self.menuBar().setAccessibleName(tr("Menu bar"))
        self._address = AddressLine(self._actions.by_id, self)
        self._address.needed.connect(self._arrange)
        self._bar = Bar(self._actions.by_id, everything, self)
        self._trouble = Trouble(self)
        self._find = FindBar(self)
        self._article = ReadingView(tr("Article"), settings, self._theme, self)
        self._summary = ReadingView(tr("Summary"), settings, self._theme, self)
        self._foot = Foot(self)
        self._both = QSplitter(Qt.Orientation.Horizontal, self)
        self._both.setChildrenCollapsible(False)
        self._both.setHandleWidth(1)
        self._both.addWidget(self._article)
        self._both.addWidget(self._summary)
        self._both.setStretchFactor(0, 3)
        self._both.setStretchFactor(1, 2)
        self._both.setMinimumHeight(80)
        self._strip: AskingStrip | None = None
        self._put_together()
        self._ring = FocusRing(self, self._theme)
        Pressing(self)
        self._apply_theme()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _: self._apply_theme())
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(lambda _: self._apply_theme())
        self.session.changed.connect(self._setting_changed)
        self._bar.set_settings(settings)
        self._actions.set_settings(settings, self._pages())
        self.setMinimumSize(300, 180)
        fit(self, 1180, 860)
        self._arrange()

    def _put_together(self) -> None:
        middle = QWidget(self)
        self._column = column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._address, self._bar, self._trouble, self._both, self._find, self._foot):
            column.addWidget(widget, 1 if widget is self._both else 0)
        self.setCentralWidget(middle)

    def ask_below(self, strip: AskingStrip | None) -> None:
        """Shows a strip of answers below the page instead of all controls, or with None those again."""
        if strip is not None and self._column.indexOf(strip) < 0:
            self._column.insertWidget(self._column.indexOf(self._foot), strip)
        self._strip = strip
        self._arrange()

    @property
    def commands(self) -> Actions:
        """One action a command."""
        return self._actions

    @property
    def theme(self) -> Theme:
        """The colours as they are now."""
        return self._theme

    def put_library(self, view: ShelfView) -> None:
        """Gives the library its place, that of the page."""
        self._column.insertWidget(self._column.indexOf(self._both), view, 1)
        self._library = view
        self._actions.give_to_list(view.list)
        self._ring.raise_()

    def put_offer(self, offer: QWidget) -> None:
        """Gives the offer of another copy its place, above the page."""
        self._column.insertWidget(self._column.indexOf(self._both), offer)
        self._ring.raise_()

    def heard_or_caret(self) -> int:
        """The offset of the word that is heard, or of the one at the caret."""
        word = self.session.word
        heard = word is not None and self.session.playing is Playing.PLAYING
        return word.start if word is not None and heard else self._shown_view().page.caret()

    def put_caret(self, offset: int) -> None:
        """Shows a place of the article."""
        self._article.put_caret(offset)

    def perform(self, command: str) -> None:
        """Does what a command says."""
        raise NotImplementedError

    def _pages(self) -> dict[str, QWidget]:
        return {"article": self._article.page, "summary": self._summary.page}

    def _views(self) -> tuple[ReadingView, ReadingView]:
        """The view that is read, and the other."""
        if self.session.shown is Shown.SUMMARY:
            return self._summary, self._article
        return self._article, self._summary

    def _shown_view(self) -> ReadingView:
        if self._summary.page.hasFocus():
            return self._summary
        if self._article.page.hasFocus():
            return self._article
        return self._views()[0]

    def caret(self) -> int:
        """The offset at the caret of the page that is used."""
        return self._shown_view().page.caret()

    def selection(self) -> Span | None:
        """What is selected there, or None."""
        return self._shown_view().page.selected()

    def _arrange(self) -> None:
        """Gives each part its room; whatever shows or hides one calls it."""
        summary = self.session.shown is Shown.SUMMARY
        width, height = size_in_letters(self)
        beside = (
            bool(self.session.summary)
            and self.session.settings.flag("window.summary")
            and self.width() >= WIDE
            and self._article.page.characters_in(self.width() * 0.4) >= READABLE
        )
        narrow = width < NARROW or height < LOW or self.menuBar().sizeHint().width() > self.width()
        # In a low window what asks for an answer takes the place of what can wait.
        tiny = height < TINY
        finding, troubled = not self._find.isHidden(), not self._trouble.isHidden()
        self._article.setVisible(beside or not summary)
        self._summary.setVisible(beside or summary)
        library = self._desk.view
        self._both.setVisible(not (tiny and troubled) and library is None)
        if self._library is not None:
            self._library.setVisible(library is not None and not (tiny and troubled))
            self._library.fit(width, height)
        self._find.fit(width)
        self.menuBar().setVisible(not narrow)
        low, addressing = height < LOW + 60, self._address.asked_for
        self._address.setVisible(not low or (addressing and not (tiny and troubled)))
        self._address.fit(width)
        self._foot.fit(width, lean=tiny and library is not None)
        self._foot.setVisible(not (tiny and (troubled or finding)))
        crowded = (tiny and (troubled or finding)) or (height < LISTED and library is not None)
        crowded = crowded or (low and addressing)
        self._bar.setVisible(not crowded)
        self._bar.fit(self.width(), self.height(), narrow)
        if self._strip is not None:
            self._address.hide()
            self._bar.hide()
            self._strip.fit(self.width(), low)
            self._foot.setVisible(not tiny)

    def _focus_page(self) -> None:
        if not self._find.isVisible() and self._desk.view is None and not self._address.typing:
            self._views()[0].page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_address(self) -> None:
        self._address.reset()
        if self._desk.view is not None:
            self._desk.view.enter()
        else:
            self._views()[0].page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _setting_changed(self, key: str) -> None:
        settings = self.session.settings
        if not key or key.startswith("colours."):
            self._apply_theme()
        elif key.startswith(("text.", "light.", "guide.")):
            for view in (self._article, self._summary):
                view.set_settings(settings, self._theme)
            self._arrange()
        if key in ("", "window.keys"):
            self._actions.set_settings(settings, self._pages())
        if key in ("", "window.summary"):
            self._arrange()
        if key in ("", "voice.id"):
            chosen = self.session.playback.voice()
            self._bar.set_voice(chosen.name if chosen else "")
            self._arrange()
        self._bar.set_settings(settings)

    def _apply_theme(self) -> None:
        self._theme = theme_of(self.session.settings)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no window without it
        app.setPalette(palette_of(self._theme))
        app.setStyleSheet(style_sheet(self._theme))
        self._bar.set_theme(self._theme)
        self._ring.set_theme(self._theme)
        for view in (self._article, self._summary):
            view.set_settings(self.session.settings, self._theme)

    def _name(self) -> None:
        document = self.session.document
        shown = tr("Library") if self._desk.view is not None else document.title if document else ""
        ours = tr("Reader")
        self.setWindowTitle(f"{shown} – {ours}" if shown not in ("", ours) else ours)

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if not self._desk.takes(text):
            self.session.paste(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take_dropped(event.mimeData())
        event.acceptProposedAction()

    def _take_dropped(self, dropped: QMimeData) -> None:
        names = [str(Path(u.toLocalFile())) if u.isLocalFile() else u.toString() for u in dropped.urls()]
        if self._desk.takes("\n".join(names) or dropped.text()):
            return
        if names:
            self.session.open(names[0])
        else:
            self.session.paste(dropped.text(), play=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._trouble.isHidden():
            self._trouble.close_message()
            return
        if event.key() == Qt.Key.Key_Escape and self._address.field.hasFocus():
            self._leave_address()
            return
        if event.key() == Qt.Key.Key_Escape and self.session.give_up():
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()


def set_interface_size(app: QApplication, per_cent: int) -> None:
    """The size of everything but the article."""
    font = QFont(["Atkinson Hyperlegible", "Noto Sans", "Noto Sans Arabic", "DejaVu Sans"])
    font.setPointSizeF(POINTS * per_cent / 100)
    app.setFont(font)
