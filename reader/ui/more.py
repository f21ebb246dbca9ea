"""Leads from a sentence of a summary to its place in the article, and back: of one text, or of the whole queue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from reader.app.commands import Act
from reader.ui.reading import Shown

if TYPE_CHECKING:
    from reader.ui.shelf.desk import Desk
    from reader.ui.window import Window


def doers(window: Window, desk: Desk) -> Mapping[Act, Callable[[], object]]:
    """What each of the two commands does."""
    session, (article, summary) = window.session, window.views

    def tell_more() -> None:
        at = window.heard_or_caret()
        if session.shown is Shown.SUMMARY:
            article.put_caret(session.tell_more(at))
        else:
            desk.tell_more(at)

    def come_back() -> None:
        if session.told_more:
            summary.put_caret(session.come_back())
        else:
            desk.come_back()

    return {Act.TELL_MORE: tell_more, Act.COME_BACK: come_back}
