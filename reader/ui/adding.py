"""Does what a person asks of the pieces that were left out and of the next page, and keeps the caret where it was."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.app.commands import Act
from reader.ui.additions import moved

if TYPE_CHECKING:
    from reader.ui.window import Window


class Adding:
    """The commands of one window that put something behind its text."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._session = window.session
        self._caret = 0
        self._session.growing.connect(self._note_caret)
        self._session.grown.connect(lambda end, by: window.put_caret(moved(self._caret, end, by)))

    def doers(self) -> dict[Act, Callable[[], object]]:
        """What is done for each of them."""
        session = self._session
        return {
            Act.HEAR_REMOVED: session.hear_removed,
            Act.RESTORE_REMOVED: session.restore_removed,
            Act.RESTORE_SOME: self._restore_some,
            Act.FORGET_SITE: session.forget_site,
            Act.NEXT_PAGE: session.add_next_page,
        }

    def _note_caret(self) -> None:
        self._caret = self._window.views[0].page.caret()

    def _restore_some(self) -> None:
        from reader.ui.dialogs import removed  # start-up time

        session, story = self._session, self._session.story
        reason = (
            removed(self._window, story, session.put_back, self._window.theme) if story is not None else ""
        )
        if reason:
            session.restore_some(reason)
