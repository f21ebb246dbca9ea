"""Puts the parts of the window together and passes on what is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QFont,
    QGuiApplication,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMainWindow,
    QMenu,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from reader.app.commands import BY_ID, Act, Change, Command, Move, Playing, holder_of, keys_of
from reader.app.manual import manual, welcome
from reader.core.document import Block, Document, Kind, Span
from reader.core.settings import TABLE, Fault, Settings
from reader.ui.actions import Actions
from reader.ui.address_line import AddressLine
from reader.ui.bar import Bar
from reader.ui.chapters import Sheet
from reader.ui.colours import chosen_theme, palette_of, style_sheet
from reader.ui.find_bar import FindBar
from reader.ui.finding import Finder
from reader.ui.fitting import fit
from reader.ui.focus_ring import FocusRing
from reader.ui.foot import Foot
from reader.ui.key_question import KeyQuestion
from reader.ui.needs import Parts
from reader.ui.reading import Shown
from reader.ui.reading_view import ReadingView
from reader.ui.session import Session
from reader.ui.telling import minutes
from reader.ui.trouble import Trouble
from reader.ui.words import count, tr

WIDE = 1100
"""Pixels from which on the summary stands beside the article."""
NARROW = 560
"""Pixels below which the menu bar would hide menus; they move into one button."""
LOW = 400
TINY = 300
"""Pixels of height: 1280 × 900 at 200 % has 450, at 400 % 225."""
READABLE = 20
"""Characters in a line below which two columns are worse than one."""
FEWEST = 8
"""Characters in a line below which words break; the person is told."""


class Window(QMainWindow):
    """The one window."""

    def __init__(self, parts: Parts, settings: Settings, save: Callable[[Settings], None]) -> None:
        super().__init__()
        self.setWindowTitle(tr("Reader"))
        self.setAcceptDrops(True)
        self._parts = parts
        self.session = Session(parts, settings, save, self)
        self._theme = chosen_theme(settings.word("colours.theme"))
        self._key_question = KeyQuestion(self)
        self._finder = Finder()
        self._actions = Actions(self)
        everything = QMenu(self)
        self._actions.fill(self.menuBar(), everything)
        self.menuBar().setAccessibleName(tr("Menu bar"))
        self._address = AddressLine(self._actions.by_id, self)
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
        self._put_together()
        self._do = self._doers()
        self._ring = FocusRing(self, self._theme)
        self._connect()
        self._apply_theme()
        self._bar.set_settings(settings)
        self._actions.set_settings(settings, self._pages())
        self.setMinimumSize(300, 180)
        fit(self, 1180, 860)
        self._arrange()
        self._refresh()

    # ── from outside ──

    def show_welcome(self) -> None:
        """What an empty window shows."""
        self.session.show_own(welcome(self._parts.split, tr, "en"), keep=False)

    def open(self, named: str, play: bool = False, others: int = 0) -> None:
        """Opens a file or an address; `others` were named too and are not shown, which is said."""
        if others:
            self.session.remark = count(
                "{n} other text was named; the window shows one at a time.",
                "{n} other texts were named; the window shows one at a time.",
                others,
            )
        self.session.open(named, play)

    def tell_faults(self, faults: Sequence[Fault]) -> None:
        """Says which kept settings could not be used."""
        names = ", ".join(f.key for f in faults if f.key) or tr("the whole file")
        self._show_trouble(
            tr("Some settings could not be used: {names}.", names=names),
            tr("They have their defaults now; the old file is kept beside it as settings.broken.json."),
            False,
        )

    # ── putting together ──

    def _put_together(self) -> None:
        middle = QWidget(self)
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self._address, self._bar, self._trouble, self._both, self._find, self._foot):
            column.addWidget(widget, 1 if widget is self._both else 0)
        self.setCentralWidget(middle)

    def _connect(self) -> None:
        session = self.session
        self._actions.asked.connect(self.perform)
        self._bar.asked.connect(self.perform)
        self._bar.chosen.connect(session.set)
        self._address.asked.connect(self.perform)
        self._address.entered.connect(session.open)
        self._key_question.answered.connect(self._explain)
        self._trouble.retried.connect(session.retry)
        self._trouble.closed.connect(self._end_trouble)
        self._find.changed.connect(self._look_for)
        self._find.next_wanted.connect(lambda: self._go_to_found(1))
        self._find.previous_wanted.connect(lambda: self._go_to_found(-1))
        self._find.closed.connect(self._end_find)
        self._find.opened.connect(self._arrange)
        for view in (self._article, self._summary):
            view.page.chosen.connect(session.read_from)
            view.page.selectionChanged.connect(self._refresh)
            view.page.followed.connect(self._tell_followed)
        self._article.turned.connect(lambda *_: self._refresh())
        session.opened.connect(self._show)
        session.summed_up.connect(self._show_summary)
        session.lit.connect(self._light)
        session.played.connect(self._tell_played)
        session.switched.connect(self._show_switched)
        session.resumed.connect(self._show_place)
        session.said.connect(self._say)
        session.troubled.connect(self._show_trouble)
        session.cleared.connect(self._end_trouble)
        session.changed.connect(self._setting_changed)
        session.moved.connect(self._refresh)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(lambda _: self._apply_theme())
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(lambda _: self._apply_theme())

    def _pages(self) -> dict[str, QWidget]:
        return {"article": self._article.page, "summary": self._summary.page}

    # ── what is asked ──

    def perform(self, command: str) -> None:
        """Does what a command says, or says it while a person asks what a key does."""
        if self._key_question.asking:
            self._key_question.end()
            self._explain_command(BY_ID[command])
            return
        match BY_ID[command].event:
            case Move(unit, step):
                self.session.move(unit.value, step)
            case Change(key, steps):
                self.session.choosing.step(key, steps)
                self._tell_setting(key)
            case Act() as act:
                self._do[act]()

    def _doers(self) -> dict[Act, Callable[[], object]]:
        session = self.session
        return {
            Act.OPEN_FILE: self._open_file,
            Act.OPEN_ADDRESS: self._address.edit,
            Act.PASTE: lambda: session.paste(QGuiApplication.clipboard().text()),
            Act.BACK: session.back,
            Act.RETRY: session.retry,
            Act.QUIT: self.close,
            Act.TOGGLE: session.toggle,
            Act.PLAY: session.play,
            Act.PAUSE: session.pause,
            Act.STOP: session.stop,
            Act.SILENCE: session.stop,
            Act.READ_HERE: lambda: session.read_from(self._shown_view().page.caret()),
            Act.READ_SELECTION: self._read_selection,
            Act.WHERE: lambda: self._say(session.where(), True),
            Act.FOLLOW: self._follow,
            Act.BEGINNING: lambda: self._shown_view().put_caret(session.go_to_beginning()),
            Act.FIND: self._find.open_bar,
            Act.FIND_NEXT: lambda: self._go_to_found(1),
            Act.FIND_PREVIOUS: lambda: self._go_to_found(-1),
            Act.CONTENTS: self._show_contents,
            Act.NEXT_PART: lambda: self._article.turn(1),
            Act.PREVIOUS_PART: lambda: self._article.turn(-1),
            Act.SWITCH: session.switch,
            Act.TELL_MORE: self._tell_more,
            Act.HEAR_REMOVED: session.hear_removed,
            Act.RESTORE_REMOVED: session.restore_removed,
            Act.VOICE: self._choose_voice,
            Act.FULL_SCREEN: lambda: self.setWindowState(
                self.windowState() ^ Qt.WindowState.WindowFullScreen
            ),
            Act.PALETTE: self._show_palette,
            Act.SETTINGS: self._show_settings,
            Act.HELP: self._show_help,
            Act.KEYS: self._show_keys,
            Act.SAY_KEY: self._ask_for_key,
        }

    def _read_selection(self) -> None:
        span = self._shown_view().page.selected()
        if span is not None:
            self.session.read_selection(span)

    def _show_help(self) -> None:
        self.session.show_own(manual(self._parts.split, tr, self.session.settings.keys, "en"))

    def _ask_for_key(self) -> None:
        self._key_question.ask()
        self._say(tr("Press a key to hear what it does."), True)

    def _open_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, tr("Open a page, a text or a book"))
        if name:
            self.session.open(name)

    def _tell_more(self) -> None:
        page = self._summary.page
        at = (
            page.caret()
            if page.hasFocus()
            else self.session.word.start
            if self.session.word
            else page.caret()
        )
        self.session.tell_more(at)
        self._article.put_caret(at)

    # ── what is shown ──

    def _show(self, document: Document) -> None:
        self._end_find(refocus=False)
        self.setWindowTitle(f"{document.title} – {tr('Reader')}" if document.title else tr("Reader"))
        self._address.show_address(document.address)
        self._article.show_sheet(Sheet(document.text, document.blocks))
        self._summary.show_sheet(Sheet(document.text))
        self._focus_page()
        self._tell_progress()

    def _show_summary(self, spans: tuple[Span, ...]) -> None:
        document = self.session.document
        if document is not None:
            self._summary.show_sheet(Sheet(document.text, tuple(Block(Kind.PARAGRAPH, s) for s in spans)))
            self._summary.show_head(count("In short, {n} sentence", "In short, {n} sentences", len(spans)))
        self._arrange()

    def _light(self, word: Span | None, sentence: Span | None) -> None:
        reading, other = self._views()
        before = self._lit_sentence
        self._lit_sentence = sentence
        reading.light(word, sentence)
        other.light(None, sentence if other.isVisible() else None)
        if sentence != before:
            self._tell_progress()
        if word is not None and self.session.playing is not Playing.PLAYING:
            reading.put_caret(word.start)  # a screen reader reads there; while we sound, it must not

    def _show_place(self, offset: int) -> None:
        self._article.put_caret(offset)
        self._tell_progress()

    _lit_sentence: Span | None = None

    def _show_switched(self, shown: Shown) -> None:
        self._bar.set_summary(shown is Shown.SUMMARY)
        had_focus = self._article.page.hasFocus() or self._summary.page.hasFocus()
        self._arrange()
        if had_focus:
            self._focus_page()
        self._tell_progress()
        self._refresh()

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

    def _arrange(self) -> None:
        summary = self.session.shown is Shown.SUMMARY
        beside = (
            bool(self.session.summary)
            and self.session.settings.flag("window.summary")
            and self.width() >= WIDE
            and self._article.page.characters_in(self.width() * 0.4) >= READABLE
        )
        narrow = self.width() < NARROW or self.height() < LOW
        # In a low window what asks for an answer takes the place of what can wait.
        tiny = self.height() < TINY
        finding, troubled = not self._find.isHidden(), not self._trouble.isHidden()
        self._article.setVisible(beside or not summary)
        self._summary.setVisible(beside or summary)
        self._both.setVisible(not (tiny and troubled))
        self._find.fit(self.width())
        self.menuBar().setVisible(not narrow)
        self._address.setVisible(self.height() >= LOW + 60)
        self._address.fit(self.width())
        self._foot.fit(self.width())
        self._foot.setVisible(not (tiny and (troubled or finding)))
        self._bar.setVisible(not (tiny and (troubled or finding)))
        self._bar.fit(self.width(), self.height(), narrow)

    def _focus_page(self) -> None:
        if not self._find.isVisible():
            self._views()[0].page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self) -> None:
        view = self._views()[0]
        view.follow(self.session.word)
        if self.session.word is not None and self.session.playing is not Playing.PLAYING:
            view.put_caret(self.session.word.start)

    # ── what is said ──

    def _say(self, sentence: str, aloud: bool) -> None:
        if aloud:
            self._foot.say(sentence)
        else:
            self._foot.show_line(sentence)

    def _tell_played(self, playing: Playing) -> None:
        self._bar.set_playing(playing, self._theme)
        match playing:
            case Playing.PLAYING:
                self._foot.show_line(tr("Reading"))  # not said: it would talk over the voice
            case Playing.PAUSED:
                self._foot.say(tr("Paused"))
            case Playing.STOPPED:
                self._foot.say(tr("Stopped"))

    def _tell_followed(self, following: bool) -> None:
        if not following:
            self._foot.show_line(
                tr(
                    "You scrolled away. {key} goes back to what is read.",
                    key=self.session.key_of("go.follow"),
                )
            )
        elif self.session.playing is Playing.PLAYING:
            self._foot.show_line(tr("Reading"))

    def _tell_progress(self) -> None:
        p = self.session.progress()
        if not p.of:
            self._foot.show_progress("")
            return
        left = minutes(p.minutes_left(self.session.settings.number("voice.rate")))
        self._foot.show_progress(tr("{n} of {all} · {left} left", n=p.sentence, all=p.of, left=left))

    def _tell_setting(self, key: str) -> None:
        setting = TABLE[key]
        value = self.session.settings.value(key)
        if setting.choices:
            said = next(tr(c.label) for c in setting.choices if c.value == value)
        elif isinstance(value, bool):
            said = tr("on") if value else tr("off")
        else:
            said = f"{value} {tr(setting.unit)}".strip()
        if key == "text.size" and self._article.page.line_length() < FEWEST:
            said += ". " + tr("Fewer than {n} characters fit into a line.", n=FEWEST)
        self._say(f"{tr(setting.label)}: {said}", self.session.playing is not Playing.PLAYING)

    def _show_trouble(self, message: str, advice: str, retry: bool) -> None:
        if self.session.document is None:
            self.show_welcome()
        self._trouble.show_trouble(message, advice, retry)
        self._foot.say(f"{message} {advice}")
        self._foot.show_line("")  # it stands above the page already
        self._arrange()

    def _end_trouble(self) -> None:
        self._trouble.hide()
        self._arrange()
        self._focus_page()

    def _explain(self, key: str) -> None:
        held = holder_of(key, self.session.settings.keys)
        if held is not None:
            self._explain_command(held)
        else:
            self._say(tr("{key} does nothing here.", key=key), True)

    def _explain_command(self, command: Command) -> None:
        keys = keys_of(command, self.session.settings.keys)
        self._say(f"{keys[0] if keys else ''}: {tr(command.name)}. {tr(command.help)}", True)

    # ── finding ──

    def _look_for(self, words: str) -> None:
        view = self._shown_view()
        spans = self._finder.look(view.sheet.text, words)
        view.mark_found(spans)
        self._find.show_result(count("{n} place", "{n} places", len(spans)) if words else "")
        self._refresh()

    def _go_to_found(self, step: int) -> None:
        if not self._finder.words:
            self._find.open_bar()
            return
        view = self._shown_view()
        found = self._finder.step(step, view.page.caret())
        if found is None:
            self._say(tr("“{words}” is not in this text.", words=self._finder.words), True)
            return
        number, span = found
        view.put_caret(span.start, span)
        self._say(tr("{n} of {all}", n=number, all=len(self._finder.spans)), True)

    def _end_find(self, refocus: bool = True) -> None:
        self._find.hide()
        for view in (self._article, self._summary):
            view.mark_found([])
        self._arrange()
        if refocus:
            self._focus_page()

    # ── dialogs ──

    def _show_palette(self) -> None:
        from reader.ui.dialogs import palette  # start-up time

        command = palette(self, self._actions.by_id, self.session.settings, self._theme)
        if command:
            QTimer.singleShot(0, lambda: self.perform(command))

    def _show_contents(self) -> None:
        from reader.ui.dialogs import contents  # start-up time

        document = self.session.document
        offset = contents(self, document, self._theme) if document is not None else None
        if offset is not None:
            self._article.put_caret(offset)
            self.session.go_to(offset)

    def _choose_voice(self) -> None:
        from reader.ui.dialogs import voice  # start-up time

        was_chosen, which = voice(
            self, self.session.playback.voices, self.session.settings.word("voice.id"), self._theme
        )
        if was_chosen:
            self.session.set_voice(which)
            name = which.name if which else tr("the best voice of each language")
            self._say(tr("Voice: {name}", name=name), self.session.playing is not Playing.PLAYING)

    def _show_settings(self) -> None:
        from reader.ui.settings_dialog import SettingsDialog  # start-up time

        dialog = SettingsDialog(self.session.settings, self.session.set, self._theme, self)
        dialog.silenced.connect(self.session.stop)
        self.session.changed.connect(lambda _: dialog.set_theme(self._theme))
        dialog.exec()
        dialog.deleteLater()

    def _show_keys(self) -> None:
        from reader.ui.keys_dialog import KeysDialog  # start-up time

        dialog = KeysDialog(self.session.settings, self._theme, self)
        dialog.changed.connect(self.session.choosing.set_all)
        dialog.exec()
        dialog.deleteLater()

    # ── settings ──

    def _setting_changed(self, key: str) -> None:
        settings = self.session.settings
        if key in ("", "colours.theme"):
            self._apply_theme()
        elif key.startswith(("text.", "light.")):
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
        self._tell_progress()

    def _apply_theme(self) -> None:
        self._theme = chosen_theme(self.session.settings.word("colours.theme"))
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101 - there is no window without it
        app.setPalette(palette_of(self._theme))
        app.setStyleSheet(style_sheet(self._theme))
        self._bar.set_theme(self._theme)
        self._ring.set_theme(self._theme)
        for view in (self._article, self._summary):
            view.set_settings(self.session.settings, self._theme)

    def _refresh(self) -> None:
        state = self.session.state(
            selection=self._shown_view().page.textCursor().hasSelection(),
            finding=bool(self._finder.words),
            parts=self._article.parts,
        )
        self._actions.set_state(state)

    # ── Qt's events ──

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.perform("view.larger" if event.angleDelta().y() > 0 else "view.smaller")
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()  # outside of dialogs Qt lets only Space press a button
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take_dropped(event.mimeData())
        event.acceptProposedAction()

    def _take_dropped(self, dropped: QMimeData) -> None:
        urls = dropped.urls()
        if urls:
            first = urls[0]
            self.session.open(str(Path(first.toLocalFile())) if first.isLocalFile() else first.toString())
        else:
            self.session.paste(dropped.text(), play=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.session.close()
        super().closeEvent(event)


def set_interface_size(app: QApplication, per_cent: int) -> None:
    """The size of everything but the article."""
    font = QFont(["Atkinson Hyperlegible", "Noto Sans", "DejaVu Sans"])
    font.setPointSizeF(13 * per_cent / 100)
    app.setFont(font)
