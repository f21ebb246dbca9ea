"""Passes on what is asked in the window, and shows and says what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QCloseEvent, QWheelEvent

from reader.app.commands import BY_ID, Act, Change, Command, Menu, Move, Playing, holder_of
from reader.app.keyboards import name_of_key
from reader.app.manual import manual, welcome
from reader.core.document import Block, Document, Kind, Span
from reader.core.settings import TABLE, Fault, Settings
from reader.ui import more, telling
from reader.ui.adding import Adding
from reader.ui.asking import Asking
from reader.ui.chapters import Sheet
from reader.ui.colours import Theme
from reader.ui.frame import Frame
from reader.ui.key_question import KeyQuestion
from reader.ui.needs import Parts
from reader.ui.reading import Shown
from reader.ui.reading_view import ReadingView
from reader.ui.search import Search
from reader.ui.voicing import Voicing
from reader.ui.words import count, told, tr
from reader.ui.yielding import Yielding

if TYPE_CHECKING:
    from reader.ui.first_start import FirstStart


class Window(Frame):
    """The one window."""

    def __init__(self, parts: Parts, settings: Settings, save: Callable[[Settings], None]) -> None:
        super().__init__(parts, settings, save)
        self._parts = parts
        self._first: FirstStart | None = None
        self._lit_sentence: Span | None = None
        self._key_question = KeyQuestion(self)
        self._search = Search(self._find, (self._article, self._summary), self._shown_view, self)
        self._dialogs = Asking(self)
        self._yielding = Yielding(self.session, self)
        self._do = self._doers()
        self._connect()
        self._refresh()

    # ── from outside ──

    def show_welcome(self) -> None:
        """What an empty window shows."""
        self.session.show_own(welcome(self._parts.split, self.session.settings.keys), keep=False)

    def open(self, named: str, play: bool = False, others: int = 0) -> None:
        """Opens a file or an address; `others` were named too and are not shown, which is said."""
        if others:
            self.session.remark = count(
                "{n} other text was named; the window shows one at a time.",
                "{n} other texts were named; the window shows one at a time.",
                others,
            )
        self.session.open(named, play)

    def refresh_library(self) -> None:
        """Something was added to the library from outside."""
        self._desk.refresh()

    def tell_faults(self, faults: Sequence[Fault], imported: bool = False) -> None:
        """Says which settings of a file could not be used."""
        advice = tr("They have their defaults now; the old file is kept beside it as settings.broken.json.")
        if imported:
            advice = tr("All others hold now.")
        names = ", ".join(f.key for f in faults if f.key) or tr("the whole file")
        self._show_trouble(tr("Some settings could not be used: {names}.", names=names), advice, False)

    def _connect(self) -> None:
        session = self.session
        self._actions.asked.connect(self.perform)
        self._actions.refused.connect(lambda which: self.say(telling.refused(BY_ID[which])))
        self._bar.asked.connect(self.perform)
        self._bar.chosen.connect(session.set)
        self._address.asked.connect(self.perform)
        self._address.entered.connect(session.open)
        self._key_question.answered.connect(self._explain)
        self._trouble.retried.connect(session.retry)
        self._trouble.closed.connect(self._end_trouble)
        self._search.said.connect(self._say)
        self._search.over.connect(self._take_back)
        self._search.moved.connect(self._refresh)
        self._find.closed.connect(self._end_find)
        self._find.opened.connect(self._arrange)
        for view in (self._article, self._summary):
            view.page.chosen.connect(session.read_from)
            view.page.selectionChanged.connect(self._refresh)
            view.page.cursorPositionChanged.connect(self._yielding.step_back)
            view.page.followed.connect(self._tell_followed)
        self._article.turned.connect(lambda *_: self._refresh())
        self._foot.spoke.connect(self._yielding.step_back)
        session.opened.connect(self._show)
        session.summed_up.connect(self._show_summary)
        session.lit.connect(self._light)
        session.played.connect(self._tell_played)
        session.played.connect(lambda _: self._tell_progress())
        session.switched.connect(self._show_switched)
        session.resumed.connect(self._show_place)
        session.said.connect(self._say)
        session.troubled.connect(self._show_trouble)
        session.cleared.connect(self._end_trouble)
        session.changed.connect(lambda _: self._tell_progress())
        session.moved.connect(self._refresh)
        self._desk.arranged.connect(self._make_room)
        self._desk.left.connect(self._focus_page)

    # ── for what it opens ──

    @property
    def views(self) -> tuple[ReadingView, ReadingView]:
        return self._article, self._summary

    def split(self, text: str, language: str) -> Sequence[Span]:
        """The sentences of a short text."""
        return self._parts.split(text, language)

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def actions_by_id(self) -> Mapping[str, QAction]:
        return self._actions.by_id

    def go_to(self, offset: int) -> None:
        """Moves caret and voice there."""
        self._article.put_caret(offset)
        self.session.go_to(offset)

    def announce(self, sentence: str) -> None:
        """Has a screen reader say what the page shows."""
        self._foot.announce(sentence)

    def say(self, sentence: str) -> None:
        """Tells a sentence, to a screen reader too unless the voice is reading."""
        self._say(sentence, self.session.playing is not Playing.PLAYING)

    def first_start(self) -> FirstStart:
        """The questions that decide whether a person can use the rest."""
        from reader.ui.first_start import FirstStart  # start-up time: once in a lifetime

        self._first = self._first or FirstStart(self)
        return self._first

    # ── what is asked ──

    def perform(self, command: str) -> None:
        """Does what a command says, or says it while a person asks what a key does."""
        if self._key_question.asking:
            self._key_question.end()
            self._explain_command(BY_ID[command])
            return
        if command == "open.address" and self._first is not None:
            self._first.end()  # it hides the field
        if BY_ID[command].menu is Menu.READ and self._yielding.heed(BY_ID[command].event):
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
        session, dialogs = self.session, self._dialogs
        return {
            Act.OPEN_FILE: dialogs.open_file,
            Act.OPEN_ADDRESS: self._address.edit,
            Act.PASTE: self._paste,
            Act.BACK: session.back,
            Act.RETRY: session.retry,
            Act.GIVE_UP: session.give_up,
            Act.QUIT: self.close,
            Act.TOGGLE: session.toggle,
            Act.PLAY: session.play,
            Act.PAUSE: session.pause,
            Act.STOP: session.stop,
            Act.SILENCE: session.stop,
            Act.READ_HERE: lambda: session.read_from(self.caret()),
            Act.READ_SELECTION: self._read_selection,
            Act.WHERE: lambda: self._say(session.where(), True),
            Act.FOLLOW: self._follow,
            Act.BEGINNING: lambda: self._shown_view().put_caret(session.go_to_beginning()),
            Act.FIND: self._find.open_bar,
            Act.FIND_NEXT: lambda: self._search.go(1),
            Act.FIND_PREVIOUS: lambda: self._search.go(-1),
            Act.CONTENTS: dialogs.show_contents,
            Act.LISTS: dialogs.show_lists,
            Act.LINKS: dialogs.show_links,
            Act.NEXT_PART: lambda: self._article.turn(1),
            Act.PREVIOUS_PART: lambda: self._article.turn(-1),
            Act.SWITCH: session.switch,
            Act.LONGER: lambda: session.zoom(1),
            Act.SHORTER: lambda: session.zoom(-1),
            **Adding(self).doers(),
            Act.VOICE: dialogs.choose_voice,
            Act.OWN_VOICE: session.own_or_not,
            Act.FULL_SCREEN: lambda: self.setWindowState(
                self.windowState() ^ Qt.WindowState.WindowFullScreen
            ),
            Act.BIG: lambda: self._tell_setting(session.choosing.make_big()),
            Act.FIRST_START: lambda: self.first_start().begin(),
            Act.PALETTE: dialogs.show_palette,
            Act.SETTINGS: dialogs.show_settings,
            Act.HELP: self._show_help,
            Act.KEYS: dialogs.show_keys,
            Act.TAKE_ALONG: lambda: dialogs.take_along(self._parts),
            Act.SAY_KEY: self._ask_for_key,
            **Voicing(self, self._parts, session.beside, lambda: self._theme).doers(),
            **more.doers(self, self._desk),
            **self._desk.doers(),
        }

    def _read_selection(self) -> None:
        if (span := self.selection()) is not None:
            self.session.read_selection(span)

    def _show_help(self) -> None:
        self._foot.show_line("")  # what stood there was of the text before
        self.session.show_own(manual(self._parts.split, self.session.settings.keys))

    def _ask_for_key(self) -> None:
        self._key_question.ask()
        self._say(tr("Press a key to hear what it does."), True)

    # ── what is shown ──

    def _show(self, document: Document) -> None:
        self._end_find(refocus=False)
        self._name()
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
        self._bar.set_summary(self.session.shown is Shown.SUMMARY, telling.step(self.session.step))
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
            jumped = sentence != before and self._yielding.screen_reader
            reading.put_caret(word.start, tell=sentence if jumped else None)

    def _show_place(self, offset: int) -> None:
        self._article.put_caret(offset)
        self._tell_progress()

    def _show_switched(self, shown: Shown) -> None:
        self._bar.set_summary(shown is Shown.SUMMARY, telling.step(self.session.step))
        had_focus = self._article.page.hasFocus() or self._summary.page.hasFocus()
        self._arrange()
        if had_focus:
            self._focus_page()
        self._tell_progress()
        self._refresh()

    def _make_room(self) -> None:
        if self._desk.view is not None:
            self._search.end()
        self._name()
        self._arrange()
        self._refresh()

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

    def _take_back(self, sentence: str) -> None:
        if self._foot.text == sentence:
            self._foot.show_line(tr("Reading") if self.session.playing is Playing.PLAYING else "")

    def _tell_played(self, playing: Playing) -> None:
        self._bar.set_playing(playing, self._theme)
        match playing:
            case Playing.PLAYING:
                passed = self.session.passed_over()
                # Not said: it would talk over the voice.
                self._foot.show_line(f"{tr('Reading')}. {passed}" if passed else tr("Reading"))
            case Playing.PAUSED if not self._yielding.waiting:
                self._bring_caret()
                self._foot.say(tr("Paused"))
            case Playing.STOPPED:
                self._foot.say(tr("Stopped"))
            case _:
                pass  # it goes on by itself

    def _bring_caret(self) -> None:
        """A screen reader, a bookmark and the way to the article begin where the voice paused."""
        view, word = self._views()[0], self.session.word
        if word is not None and view.page.following and view.page.selected() is None:
            view.put_caret(word.start)

    def _tell_followed(self, following: bool) -> None:
        if not following:
            key = self.session.key_of("go.follow")
            self._foot.show_line(tr("You scrolled away. {key} goes back to what is read.", key=key))
        elif self.session.playing is Playing.PLAYING:
            self._foot.show_line(tr("Reading"))

    def _tell_progress(self) -> None:
        p = self.session.progress()
        if not p.of:
            self._foot.show_progress("")
            return
        left = telling.minutes(p.minutes_left(self.session.settings.number("voice.rate")))
        self._foot.show_progress(tr("{n} of {all} · {left} left", n=p.sentence, all=p.of, left=left))

    def _tell_setting(self, key: str) -> None:
        said = telling.chosen(TABLE[key], self.session.settings.value(key))
        if key in self.session.choosing.own:
            said = tr("{setting}, for this text alone", setting=said)
        if key == "text.size":
            said += telling.short_lines(self._article.page.line_length())
        self.say(said)

    def _show_trouble(self, message: str, advice: str, retry: bool) -> None:
        if self.session.document is None:
            self.show_welcome()
        message, advice = told(message), told(advice)
        self._trouble.show_trouble(message, advice, retry)
        self._foot.say(f"{message} {advice}")
        self._foot.show_line("")  # it stands above the page already
        self._arrange()

    def _end_trouble(self) -> None:
        self._trouble.hide()
        self._arrange()
        self._focus_page()

    def _end_find(self, refocus: bool = True) -> None:
        self._search.end()
        self._arrange()
        if refocus:
            self._focus_page()

    def _explain(self, key: str) -> None:
        held = holder_of(key, self.session.settings.keys)
        if held is not None:
            self._explain_command(held)
        else:
            self._say(tr("{key} does nothing here.", key=name_of_key(key)), True)

    def _explain_command(self, command: Command) -> None:
        self._say(telling.explained(command, self.session.settings.keys), True)

    def _refresh(self) -> None:
        state = self.session.state(
            selection=self._shown_view().page.textCursor().hasSelection(),
            finding=self._search.active,
            parts=self._article.parts,
        )
        self._actions.set_state(self._yielding.facts(self._desk.facts(state)))

    # ── Qt's events ──

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.perform("view.larger" if event.angleDelta().y() > 0 else "view.smaller")
        super().wheelEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide()  # what is removed takes a while to go from the disk
        self._desk.close()
        self.session.close()
        super().closeEvent(event)
