"""Stands between the window and the library: what is asked of it goes through here, and is made when it is first asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.app.commands import Act, State
from reader.core.document import Document
from reader.core.errors import ReaderError
from reader.ui.jobs import Jobs
from reader.ui.session import Session

if TYPE_CHECKING:
    from reader.ui.fetching import Again
    from reader.ui.frame import Frame
    from reader.ui.needs import Parts
    from reader.ui.shelf.briefing import Briefing
    from reader.ui.shelf.copies import Copies, CopyBar
    from reader.ui.shelf.errands import Errands
    from reader.ui.shelf.queueing import Queueing
    from reader.ui.shelf.shelf import Shelf
    from reader.ui.shelf.view import ShelfView

_OF_THE_LIST = (Act.OPEN_KEPT, Act.REMOVE_KEPT, Act.UNDO_REMOVAL, Act.QUEUE_UP, Act.QUEUE_DOWN)
_ERRANDS = (
    Act.TAGS,
    Act.BRIEFING,
    Act.ADD_SEVERAL,
    Act.MARK,
    Act.NEXT_MARK,
    Act.PREVIOUS_MARK,
    Act.MARKS,
    Act.FEEDS,
    Act.CARRY_IN,
    Act.CARRY_OUT,
    Act.TAKE_KEPT,
)


AFTER_START = 5000
"""Milliseconds after which is forgotten what a window that was killed had still to forget."""
LONGEST = 100_000
"""Letters in which addresses are looked for; a longer list is a text."""


class Desk(QObject):
    """Nothing of the library is loaded before the first command that concerns it."""

    arranged = Signal()
    """Something came into the window or left it."""
    left = Signal()
    """The text is shown again."""

    def __init__(self, frame: Frame, parts: Parts) -> None:
        super().__init__(frame)
        self._frame, self._parts = frame, parts
        self._session: Session = frame.session
        self.jobs = Jobs(self, workers=1)
        """One after another, so that what is asked later finds what was done before."""
        self._shelf: Shelf | None = None
        self._queueing: Queueing | None = None
        self._errands: Errands | None = None
        self._shown = False
        self._copies: Copies | None = None
        self._offer: CopyBar | None = None
        self._session.opened.connect(self._opened)
        self._session.opened_again.connect(self._opened_again)
        QTimer.singleShot(AFTER_START, self, self._forget_left)
        self._session.changed.connect(self._look_or_not)
        self._look_or_not("")

    # ── for the window ──

    @property
    def view(self) -> ShelfView | None:
        """The library, while it is shown."""
        return self._shelf.view if self._shelf is not None and self._shown else None

    def facts(self, state: State) -> State:
        """What decides about the commands of the library."""
        view = self.view
        return replace(
            state,
            in_library=view is not None,
            chosen=view is not None and bool(view.list.key),
            in_queue=view is not None and self._shelf is not None and self._shelf.in_queue,
            queue_plays=self._queueing is not None and self._queueing.playing,
            other_copy=self._copies is not None and self._copies.there,
            in_briefing=self._briefing is not None and self._briefing.shown,
            told_more=state.told_more or (self._briefing is not None and self._briefing.left),
        )

    def doers(self) -> dict[Act, Callable[[], object]]:
        """What each command of the library does."""
        return {
            Act.LIBRARY: lambda: self.leave() if self._shown else self.show(),
            Act.SEARCH_LIBRARY: self._search,
            Act.QUEUE: self._queue,
            Act.PLAY_QUEUE: self._play_queue,
            Act.OTHER_COPY: self._turn_copy,
            Act.NEXT_OF_QUEUE: lambda: self.queueing().next(),
            **{act: self._in_list(act) for act in _OF_THE_LIST},
            **{act: self._errand(act) for act in _ERRANDS},
        }

    def show(self) -> None:
        """Shows the library in place of the text."""
        if not self._shown:
            shelf = self.shelf()
            self._shown = True
            self.arranged.emit()
            shelf.enter()

    def leave(self) -> None:
        """Shows the text again."""
        if self._shown and self._shelf is not None:
            self._shown = False
            self._shelf.leave()
            self.arranged.emit()
            self.left.emit()

    def takes(self, text: str) -> bool:
        """Whether a pasted or dropped text is a list of addresses and files, which goes into the queue."""
        from reader.ui.shelf.several import only_names  # start-up time

        names = only_names(text[:LONGEST]) if self._session.settings.flag("library.keep") else []
        if names:
            self.errands().several.add(names)
        return bool(names)

    def tell_more(self, offset: int) -> None:
        """Goes from the sentence of the briefing at `offset` to its place in its article."""
        if self._briefing is not None and self._briefing.shown:
            self._briefing.tell_more(offset)

    def come_back(self) -> None:
        """Goes back to the briefing, to the sentence that led to what is open."""
        if self._briefing is not None and self._briefing.left:
            self._briefing.come_back()

    @property
    def _briefing(self) -> Briefing | None:
        return self._errands.briefing if self._errands is not None else None

    def close(self) -> None:
        """What was removed is forgotten before the window goes."""
        if self._shelf is not None:
            self._shelf.leave()
        if self._errands is not None:
            self._errands.close()
        self.jobs.finish()

    # ── the parts ──

    def shelf(self) -> Shelf:
        """What is listed."""
        if self._shelf is None:
            from reader.ui.shelf.shelf import Shelf  # start-up time
            from reader.ui.shelf.view import ShelfView  # start-up time

            view = ShelfView(self._frame.commands.by_id, self._frame.theme, self._frame)
            self._frame.put_library(view)
            self._shelf = Shelf(view, self._parts.library, self.jobs, self._session.key_of, self)
            view.left.connect(self.leave)
            view.asked.connect(self._frame.perform)
            self._shelf.said.connect(self.say)
            self._shelf.troubled.connect(self._session.tell_trouble)
            self._shelf.opened.connect(self._open_kept)
            self._shelf.moved.connect(self._session.moved)
            self._session.changed.connect(self._heed)
            self._heed("")
        return self._shelf

    def queueing(self) -> Queueing:
        """What reads the queue."""
        if self._queueing is None:
            from reader.ui.shelf.queueing import Queueing  # start-up time

            self._queueing = Queueing(self._session, self._parts.library, self.jobs, self._parts.split, self)
            self._queueing.said.connect(self.say)
            self._queueing.failed.connect(self.tell)
            self._queueing.changed.connect(self.refresh)
        return self._queueing

    def errands(self) -> Errands:
        """What is done in dialogs, or in the background."""
        if self._errands is None:
            from reader.ui.shelf.errands import Errands  # start-up time

            self._errands = Errands(self._frame, self._parts, self)
        return self._errands

    def say(self, sentence: str) -> None:
        """Shows and says a sentence."""
        self._session.said.emit(sentence, True)

    def tell(self, error: ReaderError) -> None:
        """Shows and says what went wrong."""
        self._session.tell_trouble(error.message, error.advice, None)

    def refresh(self) -> None:
        """Something in the library changed."""
        if self._shown and self._shelf is not None:
            self._shelf.refresh()
        self._session.moved.emit()

    def _in_list(self, act: Act) -> Callable[[], object]:
        return lambda: self.shelf().doers()[act]() if self._shown else None

    def _errand(self, act: Act) -> Callable[[], object]:
        def do() -> None:
            self.errands().doers()[act]()  # made at the first command, not before

        return do

    # ── what is asked ──

    def _search(self) -> None:
        self.show()
        self.shelf().view.search()

    def _queue(self) -> None:
        if self.view is not None and self.view.list.key:
            self.shelf().queue()
        else:
            self.errands().queue_story()

    def _play_queue(self) -> None:
        view = self.view
        if view is not None and self.shelf().in_queue and view.list.key:
            self.queueing().play_from(view.list.key)
        else:
            self.queueing().play()

    def _open_kept(self, document: Document) -> None:
        if document.text:
            self._session.arrive(document)
        else:
            self.leave()
            self._session.open(document.address)  # it was never fetched

    # ── what happens ──

    def _opened(self, document: Document) -> None:
        if self._queueing is None or not self._queueing.goes_on_with(document):
            self.leave()
        story, copies = self._session.story, self._copies
        if copies is not None and story is not None and copies.there and not copies.holds(story):
            copies.end()
            self._end_offer()

    def _opened_again(self, again: Again) -> None:
        from reader.ui.shelf.copies import Copies, CopyBar  # start-up time

        if self._session.story is None:
            return
        if self._copies is None or self._offer is None:
            self._copies, self._offer = Copies(), CopyBar(self._frame)
            self._offer.asked.connect(self._turn_copy)
            self._offer.closed.connect(self._end_offer)
            self._frame.put_offer(self._offer)
        self._copies.begin(self._session.story, again)
        self._say_offer()

    def _say_offer(self) -> None:
        if self._copies is not None and self._offer is not None:
            said, button = self._copies.offer(self._session.key_of("library.copy"))
            self._offer.show_offer(said, button)
            self.arranged.emit()
            self.say(said)
            self._session.moved.emit()

    def _turn_copy(self) -> None:
        if self._copies is None or not self._copies.there:
            return
        other = self._copies.other
        if other is None:
            self._session.open(self._copies.address)
            return
        self._copies.turn()
        self._session.arrive(other)
        self._say_offer()

    def _end_offer(self) -> None:
        if self._offer is not None:
            self._offer.hide()
            self.arranged.emit()
            self.left.emit()

    def _forget_left(self) -> None:
        self.jobs.do(lambda: self._parts.library().forget_left(), lambda _: None, self.tell)

    def _look_or_not(self, key: str) -> None:
        if key in ("", "library.look", "library.keep"):
            settings = self._session.settings
            on = settings.flag("library.look") and settings.flag("library.keep")
            if on or self._errands is not None:
                self.errands().looking.switch(on)

    def _heed(self, key: str) -> None:
        view = self.shelf().view
        if key in ("", "voice.rate"):
            # What the open text has for itself says nothing of the others.
            view.list.documents.set_rate(self._session.choosing.everywhere.number("voice.rate"))
        if key in ("", "colours.theme"):
            view.set_theme(self._frame.theme)
