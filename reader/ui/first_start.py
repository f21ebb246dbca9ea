"""Asks the questions of the first start in the page itself, so that every answer is seen and heard at once.

While it lasts, plus and minus choose, Enter goes on, Backspace goes back and Escape leaves all of it;
every other key keeps its meaning, and whatever opens a text ends it. It speaks by the voice that reads,
and is silent while a screen reader listens, which is told the same sentences.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from reader.app.first_start import HUGE, QUESTIONS, SPACINGS, answer, asked, spacing
from reader.core.document import Document, Span
from reader.ui import screen_reader
from reader.ui.flow import Flow
from reader.ui.frame import AskingStrip
from reader.ui.words import tr

if TYPE_CHECKING:
    from reader.ui.window import Window

_MORE = frozenset({Qt.Key.Key_Plus, Qt.Key.Key_Equal})
_ON = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_OURS = _MORE | _ON | {Qt.Key.Key_Minus, Qt.Key.Key_Backspace, Qt.Key.Key_Escape}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier


class FirstStart(AskingStrip):
    """The strip of buttons under the page; hidden while nothing is asked."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._window = window
        self._session = window.session
        self._number = 0
        self._low = False
        self._size_asked = HUGE
        self._shown: Document | None = None
        self._tried: Span | None = None
        self._size_before = 0
        self._carried = False
        row = Flow(self)
        self._less, self._more = QPushButton(self), QPushButton(self)
        self._on = QPushButton(tr("Next"), self)
        self._on.setObjectName("main")
        self._back = QPushButton(tr("Question before"), self)
        self._out = QPushButton(tr("Leave out"), self)
        self._out.setAccessibleDescription(tr("Ends the questions; what was chosen so far is kept."))
        for button, do in (
            (self._less, lambda: self._change(-1)),
            (self._more, lambda: self._change(1)),
            (self._on, lambda: self._go(1)),
            (self._back, lambda: self._go(-1)),
            (self._out, self._leave),
        ):
            button.clicked.connect(do)
            row.addWidget(button)
        self._soon = QTimer(self, singleShot=True, interval=250)
        self._soon.timeout.connect(self._try)
        self._session.opened.connect(self._other)
        self.hide()

    @property
    def asking(self) -> bool:
        """Whether a question is asked now."""
        return self._shown is not None

    def foretell(self) -> None:
        """Lets the page of a window that is about to appear carry the first question.

        A screen reader says it with the page that gets the focus, and that cuts off what was announced before.
        """
        size = max(self._session.settings.number("text.size"), self._huge())
        question, _ = asked(0, self._session.settings.having("text.size", size), self._window.split)
        self._carry(_message(question))

    def begin(self) -> None:
        """Asks the first question, huge, so that most can read it without choosing anything."""
        settings = self._session.settings
        self._size_before = settings.number("text.size")
        self._number = 0
        self._size_asked = self._huge()
        if self._size_before < self._size_asked:
            self._session.set("text.size", self._size_asked)
        for view in self._window.views:
            view.page.installEventFilter(self)
        self._ask()

    def _huge(self) -> int:
        """As large as leaves some words in a line and some lines in the window."""
        window = self._window
        return max(24, min(HUGE, window.width() // 18, window.height() // 10))

    def end(self, answered: bool = False) -> None:
        """Asks nothing more; the size of the question is only kept where it was answered."""
        if not self.asking:
            return
        unanswered = self._number == 0 and self._session.settings.number("text.size") == self._size_asked
        self._close()
        if unanswered:
            self._session.set("text.size", self._size_before)
        self._session.stop()
        if self._session.state().previous:
            self._session.back()
        else:
            self._window.show_welcome()
            if answered and not screen_reader.listening():
                self._session.play()

    def _leave(self) -> None:
        self.end()

    def _close(self) -> None:
        self._shown = self._tried = None
        self._soon.stop()
        self._carry("")
        for view in self._window.views:
            view.page.removeEventFilter(self)
        self._session.set("window.greeted", True)
        self.hide()
        self._window.ask_below(None)

    def fit(self, width: int, low: bool) -> None:
        """As many rows as the buttons need; in a low window only signs, and no more than can be left out."""
        self._low = low
        self._name()
        layout = self.layout()
        if layout is not None:
            self.setFixedHeight(layout.heightForWidth(width))

    def _name(self) -> None:
        question = QUESTIONS[self._number]
        last = self._number == len(QUESTIONS) - 1
        for button, sign, name in (
            (self._less, "−", tr(question.less)),
            (self._more, "+", tr(question.more)),
            (self._on, "", tr("Ready") if last else tr("Next")),
            (self._out, "", tr("Leave out")),
        ):
            button.setText(sign if self._low and sign else f"{sign}  {name}".strip())
            button.setAccessibleName(name)
        self._back.setVisible(self._number > 0 and not self._low)

    # ── questions ──

    def _ask(self) -> None:
        self.show()
        self._window.ask_below(self)
        document = self._show()
        if not screen_reader.listening():
            self._session.play()
        elif not self._carried:
            self._window.announce(_message(document))

    def _carry(self, sentences: str) -> None:
        self._carried = bool(sentences)
        for view in self._window.views:
            view.page.setAccessibleDescription(sentences)

    def _show(self) -> Document:
        self._shown, self._tried = asked(self._number, self._session.settings, self._window.split)
        self._session.show_own(self._shown, keep=self._session.document is not None)
        return self._shown

    def _go(self, step: int) -> None:
        self._carry("")
        self._number += step
        if self._number >= len(QUESTIONS):
            self.end(answered=True)
        else:
            self._number = max(self._number, 0)
            self._ask()

    def _change(self, step: int) -> None:
        question, choosing = QUESTIONS[self._number], self._session.choosing
        if question.setting == "spacing":
            now = min(max(spacing(choosing.settings) + step, 0), len(SPACINGS) - 1)
            for key, value in SPACINGS[now][1].items():
                self._session.set(key, value)
        else:
            choosing.step(question.setting, step * question.steps)
        self._session.stop()
        self._show()
        self._soon.start()

    def _try(self) -> None:
        """Says what is chosen now, once keys rest, and reads the sentence with it."""
        if not self.asking or self._tried is None:
            return
        if screen_reader.listening():
            self._window.say(answer(QUESTIONS[self._number], self._session.settings))
        else:
            self._session.read_selection(self._tried)

    def _other(self, document: Document) -> None:
        if self.asking and document is not self._shown:
            self._close()  # the person opened something

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if not self.asking or not isinstance(event, QKeyEvent) or event.key() not in _OURS:
            return False
        if event.modifiers() & ~_KEYPAD:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # so that Escape comes here as a key
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return False
        key = Qt.Key(event.key())
        if key in _MORE:
            self._change(1)
        elif key is Qt.Key.Key_Minus:
            self._change(-1)
        elif key in _ON:
            self._go(1)
        elif key is Qt.Key.Key_Backspace:
            self._go(-1)
        else:
            self.end()
        return True


def _message(question: Document) -> str:
    return question.text.replace("\n\n", " ")
